"""Claude Desktop, and files whose client nobody can tell: they state servers only, so each call asks.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.model.audit import Decision
from generator.model.client_config import ConfiguredServer, PolicyRule
from generator.model.tool import Tool
from generator.rules.clients.policy import ClientPolicy

CLIENT: Final = "claude-desktop"
LABEL: Final = "a client without rules in files"
ENGINE: Final = None


def tool_id(key: str, tool: str) -> str:
    """The tool's own name."""
    del key
    return tool


def names(rule: PolicyRule, key: str) -> bool:
    """False: there are no rules."""
    del rule, key
    return False


def key_of(rule: PolicyRule) -> str | None:
    """None: there are no rules."""
    del rule
    return None


def matches(rule: PolicyRule, key: str, tool: str) -> bool:
    """False: there are no rules."""
    del rule, key, tool
    return False


def is_wild(rule: PolicyRule) -> bool:
    """False: there are no rules."""
    del rule
    return False


def decide(policy: ClientPolicy, server: ConfiguredServer, tool: Tool) -> Decision:
    """A person is asked."""
    del policy, server, tool
    return Decision(effect="ask", rule=None, because="no rule names it")
