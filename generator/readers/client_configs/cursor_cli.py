"""Cursor's command line, `cli-config.json` and `cli.json`: permissions of the form `Mcp(server:tool)`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from generator.model.client_config import ConfigFile, PolicyRule
from generator.model.vocabulary import Effect
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.file_place import folder_of

NAME: Final = "cursor-cli"
LABEL: Final = "Cursor command line `cli.json`"
SYNTAX: Final = "json"
_RULE: Final = re.compile(r"Mcp\(([^:()]*):([^()]*)\)")
_EFFECTS: Final[tuple[Effect, ...]] = ("allow", "deny")


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 4 by folder, 3 by a rule of its own form."""
    if not isinstance(data, dict) or not isinstance(permissions := data.get("permissions"), dict):
        return 0
    if folder_of(path) == ".cursor" and path.name in {"cli.json", "cli-config.json"}:
        return 4
    return 3 if any("Mcp(" in str(permissions.get(effect))[:4000] for effect in _EFFECTS) else 0


def read(document: Document) -> ConfigFile:
    """The rules about MCP tools."""
    document.expect_keys(_EFFECTS, "permissions")
    rules = tuple(
        PolicyRule(client="cursor-cli", effect=effect, text=each.text, place=each.place, server=match[1], tool=match[2])
        for effect in _EFFECTS
        for each in document.strings("permissions", effect)
        if (match := _RULE.fullmatch(each.text.strip()))
    )
    return ConfigFile(path=document.file, format=NAME, client="cursor-cli", scope=document.scope, rules=rules)
