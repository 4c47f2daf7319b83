"""GitHub Copilot's `mcp-config.json`, and the same JSON of its cloud agent: servers with the tools they may offer.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from generator.model.client_config import ConfigFile, ConfiguredServer
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.file_place import folder_of
from generator.readers.client_configs.server_entry import read_servers

NAME: Final = "copilot-mcp"
LABEL: Final = "Copilot CLI `mcp-config.json`, Copilot cloud agent"
SYNTAX: Final = "json"


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 4 by name or folder, 2 by its `tools` lists alone."""
    if not isinstance(data, dict) or not isinstance(servers := data.get("mcpServers"), dict):
        return 0
    if path.name == "mcp-config.json" or folder_of(path) == ".copilot":
        return 4
    listed = list(servers.values())[:100]
    return 2 if any(isinstance(each, dict) and isinstance(each.get("tools"), list) for each in listed) else 0


def read(document: Document) -> ConfigFile:
    """The servers, each with its list; `["*"]` is no list."""
    servers = read_servers(document, "mcpServers", client="copilot-cli")
    return ConfigFile(
        path=document.file,
        format=NAME,
        client="copilot-cli",
        scope=document.scope,
        servers=tuple(_with_list(document, each) for each in servers),
    )


def _with_list(document: Document, server: ConfiguredServer) -> ConfiguredServer:
    here = ("mcpServers", server.key, "tools")
    tools = document.strings(*here)
    is_list = document.at(*here) is not None and all(each.text != "*" for each in tools)
    return replace(server, only=tools if is_list else None)
