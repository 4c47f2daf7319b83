"""Cursor's `permissions.json`: the tools that its editor runs without asking.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from generator.model.client_config import ConfigFile, PolicyRule
from generator.readers.client_configs.document import Document

NAME: Final = "cursor-permissions"
LABEL: Final = "Cursor `permissions.json`"
SYNTAX: Final = "json"
_KEYS: Final = ("mcpAllowlist", "terminalAllowlist", "commandAllowlist")


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 3 by its key."""
    del path
    return 3 if isinstance(data, dict) and "mcpAllowlist" in data else 0


def read(document: Document) -> ConfigFile:
    """The rules: `server:tool`, `server:*`, `*:tool`."""
    document.expect_keys(_KEYS)
    rules = []
    for each in document.strings("mcpAllowlist"):
        server, _, tool = each.text.partition(":")
        rules.append(
            PolicyRule(client="cursor", effect="allow", text=each.text, place=each.place, server=server, tool=tool)
        )
    return ConfigFile(path=document.file, format=NAME, client="cursor", scope=document.scope, rules=tuple(rules))
