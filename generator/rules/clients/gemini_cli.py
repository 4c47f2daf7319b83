"""Gemini CLI: the server's lists, then the policy rule of the highest priority; names over 63 characters match only a rule for the short name.

Source: Gemini CLI 0.61.0, run.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.model.audit import Decision
from generator.model.client_config import ConfiguredServer, PolicyRule
from generator.model.tool import Tool
from generator.rules.clients.glob import matches_glob
from generator.rules.clients.policy import ClientPolicy, hidden_by_lists, mildest, offered, ruled, whole_server

CLIENT: Final = "gemini-cli"
LABEL: Final = "Gemini CLI"
ENGINE: Final = "0.61.0"
LONGEST: Final = 63
"""Characters of a tool's id; longer ones are shortened in the middle."""
DOTS: Final = "..."
_SIDE: Final = (LONGEST - len(DOTS)) // 2


def tool_id(key: str, tool: str) -> str:
    """The id that the model sees, before it is shortened."""
    return f"mcp_{key}_{tool}"


def is_too_long(key: str, tool: str) -> bool:
    """Whether the id is shortened, so that no rule with the tool's name matches."""
    return len(tool_id(key, tool)) > LONGEST


def shown(key: str, tool: str) -> str:
    """The id that the model sees."""
    whole = tool_id(key, tool)
    return f"{whole[:_SIDE]}{DOTS}{whole[-_SIDE:]}" if is_too_long(key, tool) else whole


def names(rule: PolicyRule, key: str) -> bool:
    """Whether the rule is about this server and no other."""
    if rule.server is not None:
        return rule.server == key
    head, dots, _ = (rule.tool or "").partition(DOTS)
    prefix = tool_id(key, "")
    return head.startswith(prefix) or bool(dots and prefix.startswith(head))


def key_of(rule: PolicyRule) -> str | None:
    """The server that the rule names; None when it names every server, or only an id."""
    return None if rule.server == "*" else rule.server


def matches(rule: PolicyRule, key: str, tool: str) -> bool:
    """Whether the rule is about this tool."""
    if rule.tool is None:
        return False
    if rule.server is None:
        return matches_glob(rule.tool, shown(key, tool))
    if rule.server not in {key, "*"}:
        return False
    return rule.tool == "*" or (rule.tool == tool and not is_too_long(key, tool))


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
