"""`mcpServers` files that many clients share: `.mcp.json`, Claude Desktop, `~/.claude.json`, Qwen, Kiro and the rest.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from generator.model.client_config import ConfigFile, ConfiguredServer
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.file_place import folder_of
from generator.readers.client_configs.server_entry import read_servers

NAME: Final = "mcp-servers"
LABEL: Final = "MCP servers (`.mcp.json`, Claude Desktop, `~/.claude.json`)"
SYNTAX: Final = "json"
_CLAUDE_CODE: Final = (".mcp.json", ".claude.json", "managed-mcp.json")


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 3 by name and content, 1 by content alone."""
    if not isinstance(data, dict) or not isinstance(data.get("mcpServers", data.get("projects")), dict):
        return 0
    return 3 if path.name in {*_CLAUDE_CODE, "claude_desktop_config.json", "mcp_config.json"} else 1


def read(document: Document) -> ConfigFile:
    """The servers; those of every project too, where the file keeps projects."""
    name = document.path.name
    client = "claude-code" if name in _CLAUDE_CODE or folder_of(document.path) == ".claude" else None
    client = "claude-desktop" if name == "claude_desktop_config.json" else client
    servers: list[ConfiguredServer] = list(read_servers(document, "mcpServers", client=client))
    for project in document.mapping("projects"):
        if isinstance(document.at("projects", project), dict):
            servers += read_servers(document, "projects", project, "mcpServers", client=client)
    return ConfigFile(path=document.file, format=NAME, client=client, scope=document.scope, servers=tuple(servers))
