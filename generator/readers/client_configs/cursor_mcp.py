"""Cursor's `.cursor/mcp.json`: `mcpServers`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from generator.model.client_config import ConfigFile
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.file_place import folder_of
from generator.readers.client_configs.server_entry import read_servers

NAME: Final = "cursor-mcp"
LABEL: Final = "Cursor `mcp.json`"
SYNTAX: Final = "json"


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 4 by folder."""
    is_it = isinstance(data, dict) and folder_of(path) == ".cursor" and path.name == "mcp.json"
    return 4 if is_it else 0


def read(document: Document) -> ConfigFile:
    """The servers."""
    servers = read_servers(document, "mcpServers", client="cursor")
    return ConfigFile(path=document.file, format=NAME, client="cursor", scope=document.scope, servers=servers)
