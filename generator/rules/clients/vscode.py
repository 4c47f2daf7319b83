"""VS Code: asks, unless everything is approved beforehand; a tool can be kept from that.

Source: VS Code's documentation; not run.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.model.audit import Decision
from generator.model.client_config import ConfiguredServer, PolicyRule
from generator.model.tool import Tool
from generator.rules.clients.policy import ClientPolicy, ruled

CLIENT: Final = "vscode"
LABEL: Final = "VS Code"
ENGINE: Final = None
ASKS_BY_SILENCE: Final = True
"""It has no rule that asks: a tool to be asked about is one that no rule names."""
NAMES_TOOLS_ONLY: Final = True
"""Its rules do not say of which server a tool is."""


def tool_id(key: str, tool: str) -> str:
    """The name that the setting calls the tool by."""
    del key
    return tool


def names(rule: PolicyRule, key: str) -> bool:
    """False: the names of its own tools stand in the same list, so none can be called mistyped."""
    del rule, key
    return False


def key_of(rule: PolicyRule) -> str | None:
    """None: its rules name tools only."""
    del rule
    return None


def matches(rule: PolicyRule, key: str, tool: str) -> bool:
    """Whether the rule is about this tool."""
    return is_wild(rule) or rule.text in {tool, f"{key}/{tool}", f"mcp_{key}_{tool}"}


def is_wild(rule: PolicyRule) -> bool:
    """Whether the rule is about more than one tool: the switch that approves everything."""
    return rule.effect == "allow"


def decide(policy: ClientPolicy, server: ConfiguredServer, tool: Tool) -> Decision:
    """What happens to a call of the tool."""
    found = [rule for rule in policy.rules if matches(rule, server.key, tool.name)]
    for effect in ("ask", "allow"):
        for rule in found:
            if rule.effect == effect:
                return ruled(rule)
    return Decision(effect="ask", rule=None, because="no setting names it")
