"""VS Code's `settings.json`: servers of older releases, and what may run without asking.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from generator.model.client_config import ConfigFile, PolicyRule
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.file_place import folder_of
from generator.readers.client_configs.server_entry import read_servers

NAME: Final = "vscode-settings"
LABEL: Final = "VS Code `settings.json`"
SYNTAX: Final = "json"
COMMENTS: Final = True
_EVERYTHING: Final = ("chat.tools.global.autoApprove", "chat.tools.autoApprove")
_ELIGIBLE: Final = "chat.tools.eligibleForAutoApproval"


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 4 by folder, 3 by its keys alone."""
    if not isinstance(data, dict):
        return 0
    if folder_of(path) == ".vscode" and path.name == "settings.json":
        return 4
    return 3 if any(str(key).startswith(("chat.tools.", "chat.mcp.")) for key in data) else 0


def read(document: Document) -> ConfigFile:
    """The servers and the rules."""
    rules = [
        PolicyRule(client="vscode", effect="allow", text=name, place=document.place(name), scope=document.scope)
        for name in _EVERYTHING
        if document.flag(name) is True
    ]
    for tool in document.mapping(_ELIGIBLE):
        if document.flag(_ELIGIBLE, tool) is False:
            place = document.place(_ELIGIBLE, tool)
            rules.append(PolicyRule(client="vscode", effect="ask", text=tool, place=place, scope=document.scope))
    servers = read_servers(document, "mcp", "servers", client="vscode")
    return ConfigFile(
        path=document.file, format=NAME, client="vscode", scope=document.scope, servers=servers, rules=tuple(rules)
    )
