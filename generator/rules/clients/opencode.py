"""opencode: the last key that matches `server_tool` wins; what none matches is allowed.

Source: opencode 1.18.33, run.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.model.audit import Decision
from generator.model.client_config import ConfiguredServer, PolicyRule
from generator.model.tool import Tool
from generator.rules.clients.glob import matches_glob, normalised
from generator.rules.clients.policy import ClientPolicy, ruled

CLIENT: Final = "opencode"
LABEL: Final = "opencode"
ENGINE: Final = "1.18.33"
EXPORTED_AS: Final = "opencode"
"""Target of `policy-catalog export` that prints rules for it."""
OFF_BY: Final[tuple[str, ...]] = ("enabled", "disabled")
"""Keys of a server's entry that switch it off; with the second, which it does not know, no tool was offered either."""


def tool_id(key: str, tool: str) -> str:
    """The name that keys are matched with."""
    return f"{normalised(key)}_{normalised(tool)}"


def names(rule: PolicyRule, key: str) -> bool:
    """Whether the rule is about this server and no other."""
    return rule.text.startswith(f"{normalised(key)}_")


def key_of(rule: PolicyRule) -> str | None:
    """None: where the server's name ends cannot be seen; the form that other clients use names one that is none."""
    return rule.text.removeprefix("mcp__").split("__")[0] if rule.text.startswith("mcp__") else None


def matches(rule: PolicyRule, key: str, tool: str) -> bool:
    """Whether the rule is about this tool."""
    return matches_glob(rule.text, tool_id(key, tool))


def is_wild(rule: PolicyRule) -> bool:
    """Whether the rule is about more than one tool."""
    return "*" in rule.text


def decide(policy: ClientPolicy, server: ConfiguredServer, tool: Tool) -> Decision:
    """What happens to a call of the tool."""
    for rule in reversed(policy.rules):
        if matches(rule, server.key, tool.name):
            return ruled(rule)
    return Decision(effect="allow", rule=None, because="no key matches it")
