"""LiteLLM proxy's `config.yaml`: `mcp_servers` with the tools each may offer.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from generator.model.client_config import ConfigFile, ConfiguredServer
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.server_entry import read_servers

NAME: Final = "litellm-config"
LABEL: Final = "LiteLLM `config.yaml`"
SYNTAX: Final = "yaml"


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 3 by its keys."""
    del path
    return 3 if isinstance(data, dict) and isinstance(data.get("mcp_servers"), dict) else 0


def read(document: Document) -> ConfigFile:
    """The servers with their lists."""
    servers = read_servers(document, "mcp_servers", client="litellm")
    for server in servers:
        if "-" in server.key:
            what = f"found server key `{server.key[:80]}` with `-`, with which LiteLLM 1.106.2 does not start"
            document.note("value", ("mcp_servers", server.key), what, f"write `{server.key[:80].replace('-', '_')}`")
    return ConfigFile(
        path=document.file,
        format=NAME,
        client="litellm",
        scope=document.scope,
        servers=tuple(_with_lists(document, each) for each in servers),
    )


def _with_lists(document: Document, server: ConfiguredServer) -> ConfiguredServer:
    here = ("mcp_servers", server.key)
    return replace(
        server,
        only=document.strings(*here, "allowed_tools") if document.at(*here, "allowed_tools") is not None else None,
        never=document.strings(*here, "disallowed_tools"),
    )
