"""Gemini CLI's `policies/*.toml`: rules ranked by priority.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from generator.model.client_config import ConfigFile, PolicyRule
from generator.model.problem import Pointer
from generator.model.vocabulary import Effect
from generator.readers.client_configs.document import Document

NAME: Final = "gemini-policy"
LABEL: Final = "Gemini CLI `policies/*.toml`"
SYNTAX: Final = "toml"
_DECISIONS: Final[dict[str, Effect]] = {"allow": "allow", "deny": "deny", "ask_user": "ask"}
_KEYS: Final = (
    "mcpName toolName decision priority argsPattern denyMessage commandPrefix commandRegex modes toolAnnotations"
    " allowRedirection allow_redirection deny_message interactive subagent"
).split()
_ALWAYS: Final = (None, "", "^", ".*", "^.*")
"""No condition, or a pattern that every call matches; such a rule refuses a tool and leaves it in the list."""
_CONDITIONS: Final = (
    "argsPattern",
    "commandPrefix",
    "commandRegex",
    "modes",
    "toolAnnotations",
    "interactive",
    "subagent",
)


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 3 by its rules."""
    del path
    rules = data.get("rule") if isinstance(data, dict) else None
    looks = isinstance(rules, list) and any(isinstance(each, dict) and "decision" in each for each in rules)
    return 3 if looks else 0


def read(document: Document) -> ConfigFile:
    """The rules; one without `toolName` is kept, without a tool, for the check that names it."""
    rules: list[PolicyRule] = []
    if document.scope == "project":
        what = "found a policy in a project's folder, which Gemini CLI 0.61.0 does not read"
        document.note("not-followed", (), what, "put it into ~/.gemini/policies, or name it with --policy")
    for position in range(len(document.items("rule"))):
        if isinstance(document.at("rule", position), dict):
            rules += _rule(document, ("rule", position))
    return ConfigFile(path=document.file, format=NAME, client="gemini-cli", scope=document.scope, rules=tuple(rules))


def _rule(document: Document, here: Pointer) -> list[PolicyRule]:
    """One rule for each tool that it names."""
    document.expect_keys(_KEYS, *here)
    decision = document.string(*here, "decision")
    if decision is None or decision.text not in _DECISIONS:
        what = "found no decision that the client knows, expected allow, deny or ask_user; it refuses the file"
        document.note("value", here, what, 'write `decision = "deny"`, "ask_user" or "allow"')
        return []
    priority = document.at(*here, "priority")
    server = document.string(*here, "mcpName")
    if isinstance(document.at(*here, "toolName"), list):
        tools = document.strings(*here, "toolName")
    else:
        tool = document.string(*here, "toolName")
        tools = (tool,) if tool else ()
    named: list[str | None] = [each.text for each in tools] or [None]
    if named == [None] and server is None:
        return []  # about commands only
    return [
        PolicyRule(
            client="gemini-cli",
            effect=_DECISIONS[decision.text],
            text=f"{server.text + ' ' if server else ''}{tool or ''}".strip(),
            place=document.place(*here, "toolName" if tool else "mcpName"),
            server=server.text if server else None,
            tool=tool,
            priority=priority if isinstance(priority, int) else 0,
            is_conditional=any(document.at(*here, key) not in _ALWAYS for key in _CONDITIONS),
            scope=document.scope,
        )
        for tool in named
    ]
