"""Gemini CLI's `settings.json`: servers with their lists, trust, and hooks.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from generator.model.client_config import ConfigFile, ConfiguredServer, Setting
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.file_place import folder_of
from generator.readers.client_configs.hook_entry import read_hooks
from generator.readers.client_configs.server_entry import read_servers

NAME: Final = "gemini-settings"
LABEL: Final = "Gemini CLI `settings.json`"
SYNTAX: Final = "json"
COMMENTS: Final = True
_OWN: Final = frozenset({"includeTools", "excludeTools", "trust", "httpUrl"})


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 4 by folder, 2 by keys of its own."""
    if not isinstance(data, dict):
        return 0
    if folder_of(path) == ".gemini" and path.name == "settings.json":
        return 4
    servers = data.get("mcpServers")
    listed = list(servers.values())[:100] if isinstance(servers, dict) else []
    hooks = data.get("hooks")
    has_hook = isinstance(hooks, dict) and "BeforeTool" in hooks
    return 2 if has_hook or any(isinstance(each, dict) and _OWN & set(each) for each in listed) else 0


def read(document: Document) -> ConfigFile:
    """The servers with their lists, the hooks, and the servers let through by name."""
    document.mapping("hooks")
    servers = read_servers(document, "mcpServers", client="gemini-cli")
    settings = [
        Setting(name=name, value=each.text, place=each.place)
        for key, name in (("allowed", "allowedMcpServers"), ("excluded", "deniedMcpServers"))
        for each in document.strings("mcp", key)
    ]
    return ConfigFile(
        path=document.file,
        format=NAME,
        client="gemini-cli",
        scope=document.scope,
        servers=tuple(_with_lists(document, each) for each in servers),
        hooks=read_hooks(document, "gemini-cli", "BeforeTool", "hooks", "BeforeTool"),
        settings=tuple(settings),
    )


def _with_lists(document: Document, server: ConfiguredServer) -> ConfiguredServer:
    here = ("mcpServers", server.key)
    return replace(
        server,
        only=document.strings(*here, "includeTools") if document.at(*here, "includeTools") is not None else None,
        never=document.strings(*here, "excludeTools"),
        is_trusted=document.flag(*here, "trust") is True,
    )
