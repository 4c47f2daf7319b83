"""Codex: lists hide, then the tool's own approval mode, then the server's; exact names only.

Source: Codex 0.169.0, run.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.model.audit import Decision
from generator.model.client_config import ConfiguredServer
from generator.model.tool import Tool
from generator.model.vocabulary import Effect
from generator.rules.clients.own_entry import is_wild, key_of, matches, names, tool_id
from generator.rules.clients.policy import ClientPolicy, hidden_by_lists, offered, ruled, says_read_only, whole_server

CLIENT: Final = "codex"
LABEL: Final = "Codex"
ENGINE: Final = "0.169.0"
EXPORTED_AS: Final = "codex"
"""Target of `policy-catalog export` that prints rules for it."""
OFF_BY: Final[tuple[str, ...]] = ("enabled",)
"""Keys of a server's entry that switch it off."""
_EFFECTS: Final[dict[str, Effect]] = {"approve": "allow", "prompt": "ask"}
__all__ = [
    "CLIENT",
    "ENGINE",
    "EXPORTED_AS",
    "LABEL",
    "OFF_BY",
    "asks_nobody",
    "decide",
    "is_wild",
    "key_of",
    "matches",
    "names",
    "tool_id",
]


def decide(policy: ClientPolicy, server: ConfiguredServer, tool: Tool) -> Decision:
    """What happens to a call of the tool."""
    decision = _decide(server, tool)
    if decision.effect == "ask" and asks_nobody(policy):
        because = "with `approval_policy` never and full access for the sandbox nobody is asked"
        return Decision(effect="allow", rule=decision.rule, because=because)
    return decision


def asks_nobody(policy: ClientPolicy) -> bool:
    """Whether a call that needs a question goes through without one."""
    stated = [policy.setting(name) for name in ("approval_policy", "sandbox_mode")]
    return [each.value if each else None for each in stated] == ["never", "danger-full-access"]


def _decide(server: ConfiguredServer, tool: Tool) -> Decision:
    hidden = hidden_by_lists(server, tool.name)
    if hidden is not None:
        return hidden
    own = next((rule for rule in server.rules if rule.tool == tool.name), None)
    if own is not None and not own.is_conditional:
        return ruled(own)
    mode = "auto" if own is not None or server.approval is None else server.approval.text
    if mode in _EFFECTS:
        rule = whole_server(server, f"default_tools_approval_mode = {mode}", _EFFECTS[mode])
        listed = offered(server, tool.name, _EFFECTS[mode])
        return ruled(listed or rule)
    effect: Effect = "allow" if says_read_only(tool) else "ask"
    because = (
        "the server's own hint calls it read-only" if effect == "allow" else "the server does not call it read-only"
    )
    return Decision(effect=effect, rule=own or offered(server, tool.name, effect), because=because)
