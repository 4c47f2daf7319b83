"""Copilot CLI: the server's list hides, `--deny-tool` beats `--allow-tool`; ids are cut at 64 characters.

Source: Copilot CLI 1.0.102, run.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from typing import Final

from generator.model.audit import Decision
from generator.model.client_config import ConfiguredServer, PolicyRule
from generator.model.tool import Tool
from generator.rules.clients.policy import ClientPolicy, hidden_by_lists, offered, ruled, says_read_only

CLIENT: Final = "copilot-cli"
LABEL: Final = "Copilot CLI"
ENGINE: Final = "1.0.102"
ASKS_BY_SILENCE: Final = True
"""It has no rule that asks: a tool to be asked about is one that no rule names."""
_OTHER: Final = re.compile(r"[^A-Za-z0-9_-]")
LONGEST: Final = 64
"""Characters of a tool's id; the rest is cut off."""


def tool_id(key: str, tool: str) -> str:
    """The id that the model sees, before it is cut."""
    return _OTHER.sub("-", f"{key}-{tool}")


def is_too_long(key: str, tool: str) -> bool:
    """Whether the id is cut, so that a pattern with the tool's name does not match."""
    return len(tool_id(key, tool)) > LONGEST


def names(rule: PolicyRule, key: str) -> bool:
    """Whether the rule is about this server and no other."""
    return rule.server == key or (rule.server is None and rule.text.startswith(tool_id(key, "")))


def key_of(rule: PolicyRule) -> str | None:
    """The server that the rule names; None where it gives only an id."""
    return rule.server


def matches(rule: PolicyRule, key: str, tool: str) -> bool:
    """Whether the rule is about this tool."""
    if rule.server is None:
        return rule.text == tool_id(key, tool)[:LONGEST]
    if rule.server != key:
        return False
    return rule.tool in {"*", tool_id(key, tool)[:LONGEST].removeprefix(tool_id(key, ""))}


def is_wild(rule: PolicyRule) -> bool:
    """Whether the rule is about more than one tool."""
    return rule.tool == "*"


def decide(policy: ClientPolicy, server: ConfiguredServer, tool: Tool) -> Decision:
    """What happens to a call of the tool."""
    hidden = hidden_by_lists(server, tool.name)
    if hidden is not None:
        return hidden
    found = [rule for rule in policy.rules if matches(rule, server.key, tool.name)]
    for effect in ("deny", "allow"):
        of_effect = [rule for rule in found if rule.effect == effect]
        if of_effect:
            return ruled(next((rule for rule in of_effect if not is_wild(rule)), of_effect[0]))
    everything = policy.setting("allow-all-tools")
    if everything is not None:
        text = "--allow-all-tools"
        rule = PolicyRule(client=CLIENT, effect="allow", text=text, place=everything.place, server="*", tool="*")
        return ruled(rule)
    if says_read_only(tool):
        because = "the server's own hint calls it read-only"
        return Decision(effect="allow", rule=offered(server, tool.name, "allow"), because=because)
    return Decision(effect="ask", rule=offered(server, tool.name, "ask"), because="no rule names it")
