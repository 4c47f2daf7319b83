"""Claude Code's `settings.json`, `settings.local.json` and `managed-settings.json`; Qwen Code reads the same.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, get_args

from generator.model.client_config import ConfigFile, PolicyRule, Setting
from generator.model.vocabulary import Effect
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.file_place import folder_of
from generator.readers.client_configs.hook_entry import read_hooks
from generator.readers.client_configs.server_entry import read_servers

NAME: Final = "claude-settings"
LABEL: Final = "Claude Code settings, also managed ones"
SYNTAX: Final = "json"
_LISTS: Final = ("allow", "ask", "deny")
_PERMISSIONS: Final = (
    *_LISTS,
    "defaultMode",
    "additionalDirectories",
    "disableBypassPermissionsMode",
    "disableAutoMode",
)
_ONLY_MANAGED: Final = "allowManagedPermissionRulesOnly"


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 4 by folder, 2 by its keys alone."""
    if not isinstance(data, dict):
        return 0
    permissions = data.get("permissions")
    hooks = data.get("hooks")
    looks = isinstance(permissions, dict) and "approvals" not in data
    looks = looks or (isinstance(hooks, dict) and "PreToolUse" in hooks) or "allowedMcpServers" in data
    if folder_of(path) in {".claude", ".qwen"} and path.name.startswith("settings"):
        return 4
    if path.stem == "managed-settings" or folder_of(path) == "managed-settings.d":
        return 4
    return 2 if looks else 0


def read(document: Document) -> ConfigFile:
    """Rules about MCP tools, hooks, the mode, and the lists of servers."""
    document.mapping("hooks")
    rules = [rule for effect in get_args(Effect) for rule in _rules(document, effect)]
    if document.mapping("permissions"):
        document.expect_keys(_PERMISSIONS, "permissions")
    settings = _settings(document)
    if any(each.kind == "wrong-type" for each in document.odd):
        rules, settings = [], ()  # the client drops the file
    return ConfigFile(
        path=document.file,
        format=NAME,
        client="claude-code",
        scope=document.scope,
        servers=read_servers(document, "mcpServers", client="claude-code"),
        rules=tuple(rules),
        hooks=read_hooks(document, "claude-code", "PreToolUse", "hooks", "PreToolUse"),
        settings=settings,
    )


def _rules(document: Document, effect: Effect) -> list[PolicyRule]:
    """The rules of one list that are about MCP tools, also when misspelt `MCP__` or behind a space; those about files and commands are none of ours."""
    stated = document.strings("permissions", effect)
    return [
        PolicyRule(client="claude-code", effect=effect, text=each.text, place=each.place, scope=document.scope)
        for each in stated
        if each.text.lstrip().lower().startswith("mcp__")
    ]


def _settings(document: Document) -> tuple[Setting, ...]:
    found = []
    mode = document.string("permissions", "defaultMode")
    if mode is not None:
        found.append(Setting(name="defaultMode", value=mode.text, place=mode.place))
    found.extend(
        Setting(name=switch, value="true", place=document.place(switch))
        for switch in (_ONLY_MANAGED, "disableAllHooks")
        if document.flag(switch) is True
    )
    for name in ("allowedMcpServers", "deniedMcpServers"):
        if isinstance(document.at(name), list):
            found.append(Setting(name=f"{name}.list", value="", place=document.place(name)))
        for position in range(len(document.items(name))):
            found.extend(_listed_server(document, name, position))
    return tuple(found)


def _listed_server(document: Document, name: str, position: int) -> Iterator[Setting]:
    """The entry of a list of servers, by the kind of what it names; a command as the JSON of its words."""
    place = document.place(name, position)
    if not document.mapping(name, position):
        return
    if document.at(name, position, "serverCommand") is not None:
        words = tuple(each.text for each in document.strings(name, position, "serverCommand"))
        yield Setting(name=f"{name}.serverCommand", value=json.dumps(words), place=place)
    for kind in ("serverName", "serverUrl"):
        stated = document.string(name, position, kind)
        if stated is not None:
            yield Setting(name=f"{name}.{kind}", value=stated.text, place=place)
