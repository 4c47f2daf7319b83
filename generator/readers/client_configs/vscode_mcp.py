"""VS Code's `.vscode/mcp.json`: `servers`, with secrets as `inputs`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from generator.model.client_config import ConfigFile
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.file_place import folder_of
from generator.readers.client_configs.server_entry import read_servers

NAME: Final = "vscode-mcp"
LABEL: Final = "VS Code `mcp.json`"
SYNTAX: Final = "json"
COMMENTS: Final = True


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 4 by folder, 2 by its keys alone."""
    if not isinstance(data, dict) or not isinstance(data.get("servers"), dict):
        return 0
    return 4 if folder_of(path) == ".vscode" else 2


def read(document: Document) -> ConfigFile:
    """The servers."""
    servers = read_servers(document, "servers", client="vscode")
    return ConfigFile(path=document.file, format=NAME, client="vscode", scope=document.scope, servers=servers)
