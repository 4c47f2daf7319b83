"""Gemini CLI: the server's lists, then the policy rule of the highest priority; a shortened name matches as it is shown.

Source: Gemini CLI 0.61.0, run; for patterns with `*` its `policy-engine.js` and `toml-loader.js`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from typing import Final

from generator.model.audit import Decision
from generator.model.client_config import ConfiguredServer, PolicyRule
from generator.model.tool import Tool
from generator.rules.clients.policy import ClientPolicy, hidden_by_lists, mildest, offered, ruled, whole_server

CLIENT: Final = "gemini-cli"
LABEL: Final = "Gemini CLI"
ENGINE: Final = "0.61.0"
EXPORTED_AS: Final = "gemini"
"""Target of `policy-catalog export` that prints rules for it."""
OFF_BY: Final[tuple[str, ...]] = ()
"""Keys of a server's entry that switch it off."""
LONGEST: Final = 63
"""Characters of a tool's id; longer ones are shortened in the middle."""
_KEPT: Final = 30
"""Characters that stay at each end of a shortened id."""
_OTHER: Final = re.compile(r"[^A-Za-z0-9_.:-]")


def tool_id(key: str, tool: str) -> str:
    """The id that the model sees, before it is shortened."""
    return _OTHER.sub("_", f"{'' if key.startswith('mcp_') else 'mcp_'}{key}_{tool}")


def shown(key: str, tool: str) -> str:
    """The id that the model sees, and that rules are compared with."""
    whole = tool_id(key, tool)
    return whole if len(whole) <= LONGEST else f"{whole[:_KEPT]}...{whole[-_KEPT:]}"


def names(rule: PolicyRule, key: str) -> bool:
    """Whether the rule is about this server and no other."""
    return rule.server == key or (rule.server is None and (rule.tool or "").startswith(tool_id(key, "")[:_KEPT]))


def key_of(rule: PolicyRule) -> str | None:
    """The server that the rule names; None when it names every server, or only an id."""
    return None if rule.server == "*" else rule.server


def matches(rule: PolicyRule, key: str, tool: str) -> bool:
    """Whether the rule is about this tool: server and tool are joined before they are compared, and only a last `*` is a pattern."""
    if rule.tool is None or rule.server not in {None, key, "*"}:
        return False
    if rule.server is None:
        written = rule.tool
    else:
        written = "mcp_*" if rule.server == rule.tool == "*" else f"mcp_{rule.server}_{rule.tool}"
    if written in {"*", "mcp_*"}:
        return True
    name = shown(key, tool)
    if written == f"mcp_{key}_*":
        return name.startswith(f"mcp_{key}_")
    return written in {name, f"mcp_{key}_{name}"}


def means(rule: PolicyRule, key: str, tool: str) -> bool:
    """Whether the rule is written for this tool, though perhaps not as the client wants its name."""
    return f"mcp_{key}_{tool}" == (rule.tool if rule.server is None else f"mcp_{rule.server}_{rule.tool}")


def is_unheeded(rule: PolicyRule) -> bool:
    """Whether the rule holds a pattern that the client takes for a name, so that it matches nothing."""
    tool = rule.tool or ""
    if rule.server is None:
        return tool.startswith("mcp_") and "*" in tool and (tool.count("*") > 1 or not tool.endswith(("mcp_*", "_*")))
    return tool != "*" and (rule.server == "*" or "*" in tool)


def is_wild(rule: PolicyRule) -> bool:
    """Whether the rule is about more than one tool; one without a tool spoils its whole file."""
    return rule.tool is None or "*" in rule.tool or rule.server == "*"


def decide(policy: ClientPolicy, server: ConfiguredServer, tool: Tool) -> Decision:
    """What happens to a call of the tool: the most that the rules let through for any of its arguments."""
    hidden = hidden_by_lists(server, tool.name)
    if hidden is not None:
        return hidden
    refused = {rule.place.file for rule in policy.rules if rule.tool is None}
    found = [
        rule
        for rule in policy.rules
        if rule.place.file not in refused and rule.scope != "project" and matches(rule, server.key, tool.name)
    ]
    found.sort(key=lambda rule: (rule.scope != "managed", -rule.priority))
    until = next((at for at, rule in enumerate(found) if not rule.is_conditional), None)
    if until is not None:
        return ruled(mildest(found[: until + 1]))
    if server.is_trusted:
        return ruled(whole_server(server, "trust: true", "allow"))
    allowing = [rule for rule in found if rule.effect == "allow"]
    if allowing:
        return ruled(allowing[0])
    return Decision(effect="ask", rule=offered(server, tool.name, "ask"), because="no rule of a policy names it")
