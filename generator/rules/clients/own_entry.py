"""Clients whose rules stand in the server's own entry and take the exact names of its tools.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from generator.model.client_config import PolicyRule


def tool_id(key: str, tool: str) -> str:
    """The name that lists call the tool by: its own."""
    del key
    return tool


def names(rule: PolicyRule, key: str) -> bool:
    """Whether the rule is about this server and no other."""
    return rule.server == key


def key_of(rule: PolicyRule) -> str | None:
    """The server that the rule names."""
    return rule.server


def matches(rule: PolicyRule, key: str, tool: str) -> bool:
    """Whether the rule is about this tool."""
    return rule.server == key and rule.tool == tool


def is_wild(rule: PolicyRule) -> bool:
    """Whether the rule is about more than one tool."""
    return rule.tool == "*"
