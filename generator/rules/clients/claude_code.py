"""Claude Code: deny before ask before allow, names normalised, `*` in patterns; a tool with too long a name is not offered.

Source: Claude Code 2.1.330, run.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from typing import Final

from generator.model.audit import Decision
from generator.model.client_config import ConfiguredServer, PolicyRule
from generator.model.tool import Tool
from generator.model.vocabulary import Effect
from generator.rules.clients.glob import matches_glob, normalised
from generator.rules.clients.policy import ClientPolicy, ruled

CLIENT: Final = "claude-code"
LABEL: Final = "Claude Code"
ENGINE: Final = "2.1.330"
EXPORTED_AS: Final = "claude-code"
"""Target of `policy-catalog export` that prints rules for it."""
OFF_BY: Final[tuple[str, ...]] = ()
"""Keys of a server's entry that switch it off."""
LONGEST: Final = 128
"""Characters of a tool's id; a tool whose id has more is left out."""
_PREFIX: Final = re.compile(r"^\s*mcp__", re.IGNORECASE)
"""As people write it; the client knows `mcp__` alone."""
_MODES: Final[dict[str, Effect]] = {"dontAsk": "deny", "bypassPermissions": "allow"}


def tool_id(key: str, tool: str) -> str:
    """The name that rules call the tool by."""
    return f"mcp__{normalised(key)}__{normalised(tool)}"


def is_skipped(rule: PolicyRule) -> bool:
    """Whether the client drops the rule: one about arguments, or one for every server among those that allow."""
    return "(" in rule.text or (rule.effect == "allow" and "*" in _server(rule))


def names(rule: PolicyRule, key: str) -> bool:
    """Whether the rule is about this server and no other."""
    prefix = f"mcp__{normalised(key)}"
    return rule.text == prefix or rule.text.startswith(f"{prefix}__")


def key_of(rule: PolicyRule) -> str | None:
    """The server that the rule names, as far as the name can be cut out; None when it names every server."""
    return None if "*" in _server(rule) else _server(rule)


def matches(rule: PolicyRule, key: str, tool: str) -> bool:
    """Whether the rule is about this tool."""
    if "(" in rule.text:
        return False
    whole = rule.text == f"mcp__{normalised(key)}"
    return whole or matches_glob(rule.text, tool_id(key, tool))


def is_wild(rule: PolicyRule) -> bool:
    """Whether the rule is about more than one tool."""
    return "*" in rule.text or rule.text.count("__") == 1


def decide(policy: ClientPolicy, server: ConfiguredServer, tool: Tool) -> Decision:
    """What happens to a call of the tool."""
    length = len(tool_id(server.key, tool.name))
    if length > LONGEST:
        because = f"its id has {length} characters, and the client leaves out tools with more than {LONGEST}"
        return Decision(effect="deny", rule=None, because=because)
    only_managed = policy.setting("allowManagedPermissionRulesOnly") is not None
    found = [
        rule
        for rule in policy.rules
        if not is_skipped(rule)
        and (rule.scope == "managed" or not only_managed)
        and matches(rule, server.key, tool.name)
    ]
    for effect in ("deny", "ask", "allow"):
        of_effect = [rule for rule in found if rule.effect == effect]
        if of_effect:
            return ruled(next((rule for rule in of_effect if not is_wild(rule)), of_effect[0]))
    mode = policy.setting("defaultMode")
    effect = _MODES.get(mode.value, "ask") if mode else "ask"
    because = f"no rule names it and the mode is `{mode.value[:40]}`" if mode else "no rule names it"
    return Decision(effect=effect, rule=None, because=because)


def _server(rule: PolicyRule) -> str:
    return _PREFIX.sub("", rule.text, count=1).split("__")[0].split("(")[0]
