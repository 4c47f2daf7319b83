"""What was seen of a run, against what the policy was meant to do.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from tests.engines.case import Seen

Effect = Literal["allow", "ask", "deny"]


def mismatches(seen: Seen, effects: Mapping[str, Effect], *, hides_denied: bool = True) -> list[str]:
    """One sentence for each tool that the client treated otherwise; none: the policy holds.

    Nobody answers questions in these runs, so a call that is asked about must be refused. Names the server logged that
    nobody expected are mismatches too.

    Args:
        seen: a run in which every tool was asked for.
        effects: what is meant, by true tool name.
        hides_denied: whether a denied tool must not be shown; if not, it may be.
    """
    found = [f"{tool} reached the server, but has no effect here" for tool in seen.names_reached() - effects.keys()]
    for tool, effect in effects.items():
        has_reached, is_visible = tool in seen.names_reached(), tool in seen.visible
        if effect == "allow" and not has_reached:
            found.append(f"{tool} is allowed, but was refused: {dict(seen.refusals).get(tool, '(not asked for)')}")
        if effect != "allow" and has_reached:
            found.append(f"{tool} reached the server, but is {effect}")
        if effect == "ask" and not has_reached and not is_visible:
            found.append(f"{tool} is to be asked about, but the model was not shown it")
        if effect == "deny" and hides_denied and is_visible:
            found.append(f"{tool} is denied, but the model was shown it")
        if not has_reached and tool not in seen.names_refused():
            found.append(f"{tool} was never asked for")
    return sorted(found)
