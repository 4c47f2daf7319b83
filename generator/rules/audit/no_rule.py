"""Tools that no rule names, and what happens to them then.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject, Decided, Seen
from generator.rules.audit.words import counted, few

ID: Final = "policy/no-rule"
LEVEL: Final = Level.REVIEW
SENTENCE: Final = "Tools that no rule names: the client's own default decides on them."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each server and client; none where the default refuses."""
    for seen in subject.seen:
        unlisted = subject.riskiest_first(each for each in seen.decided if _is_left_open(seen, each))
        if not unlisted:
            continue
        milder = [each for each in unlisted if each.is_milder]
        shown = milder or unlisted
        names = few([each.tool.name for each in shown])
        verb = "hold back" if any(each.decision.effect == "allow" for each in milder) else "refuse"
        laxer = f", though the catalog would {verb} {len(milder)} of them ({names})" if milder else ""
        yield AuditFinding(
            check=ID,
            level=_level(seen, milder),
            message=f"found no rule for {counted(len(unlisted), 'tool')} of `{seen.server.key}`"
            f"{'' if milder else f' ({names})'}; {seen.client.LABEL} {_does(unlisted)}{laxer}",
            hint=_hint(seen),
            place=seen.server.place,
            server=seen.server.key,
            tools=tuple(each.tool.name for each in shown),
            risk=subject.worst(shown),
        )


def _hint(seen: Seen) -> str:
    if getattr(seen.client, "EXPORTED_AS", None) is None:
        return "its files hold no rule that refuses a tool: switch off in the client itself what should never run"
    prints = seen.export_command
    return "name each tool in a rule, or refuse what no rule names" + (
        f": `{prints}` prints such rules" if prints else ""
    )


def _is_left_open(seen: Seen, each: Decided) -> bool:
    """Whether the tool is left to a default that does not refuse it; asking is fine where silence is the way to ask."""
    if each.decision.rule is not None or each.decision.effect == "deny":
        return False
    return each.is_milder or not (each.decision.effect == "ask" and getattr(seen.client, "ASKS_BY_SILENCE", False))


def _level(seen: Seen, milder: list[Decided]) -> Level:
    if seen.client.CLIENT == "claude-desktop" or not milder:
        return Level.NOTE
    is_open = any(
        each.decision.effect == "allow" and each.assessment.recommendation.effect == "deny" for each in milder
    )
    return Level.ERROR if is_open else Level.REVIEW


def _does(unlisted: tuple[Decided, ...]) -> str:
    let = sum(each.decision.effect == "allow" for each in unlisted)
    asks = len(unlisted) - let
    if not let:
        return "asks a person for each call"
    return f"lets {'them' if not asks else let} through" + (f" and asks for {asks}" if asks else "")
