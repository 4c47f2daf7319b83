"""Cursor's editor: what its allowlist names runs, everything else asks.

Source: Cursor's documentation; not run.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.model.audit import Decision
from generator.model.client_config import ConfiguredServer, PolicyRule
from generator.model.tool import Tool
from generator.rules.clients.glob import matches_glob
from generator.rules.clients.policy import ClientPolicy, ruled

CLIENT: Final = "cursor"
LABEL: Final = "Cursor"
ENGINE: Final = None
EXPORTED_AS: Final = "cursor"
"""Target of `policy-catalog export` that prints rules for it."""
ASKS_BY_SILENCE: Final = True
"""It has no rule that asks: a tool to be asked about is one that no rule names."""


def tool_id(key: str, tool: str) -> str:
    """The name that entries call the tool by."""
    return f"{key}:{tool}"


def names(rule: PolicyRule, key: str) -> bool:
    """Whether the rule is about this server and no other."""
    return rule.server == key


def key_of(rule: PolicyRule) -> str | None:
    """The server that the rule names; None when it names every server."""
    return None if "*" in (rule.server or "*") else rule.server


def matches(rule: PolicyRule, key: str, tool: str) -> bool:
    """Whether the rule is about this tool."""
    return matches_glob(rule.server or "", key) and matches_glob(rule.tool or "", tool)


def is_wild(rule: PolicyRule) -> bool:
    """Whether the rule is about more than one tool."""
    return "*" in f"{rule.server}{rule.tool}"


def decide(policy: ClientPolicy, server: ConfiguredServer, tool: Tool) -> Decision:
    """What happens to a call of the tool: refused before allowed, for the command line, which has both."""
    found = [rule for rule in policy.rules if matches(rule, server.key, tool.name)]
    for effect in ("deny", "allow"):
        of_effect = [rule for rule in found if rule.effect == effect]
        if of_effect:
            return ruled(next((rule for rule in of_effect if not is_wild(rule)), of_effect[0]))
    return Decision(effect="ask", rule=None, because="no entry names it")
