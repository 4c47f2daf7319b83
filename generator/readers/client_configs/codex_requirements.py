"""Codex's managed `requirements.toml`: which servers may be used at all.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from generator.model.client_config import ConfigFile, Setting
from generator.readers.client_configs.document import Document

NAME: Final = "codex-requirements"
LABEL: Final = "Codex `requirements.toml`"
SYNTAX: Final = "toml"


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 5 by name."""
    return 5 if isinstance(data, dict) and path.name == "requirements.toml" else 0


def read(document: Document) -> ConfigFile:
    """The servers that it lets through, as settings; lists of tools there are ignored by the client and odd.

    Source: Codex 0.169.0, seen running: `disabled_tools` of this file had no effect.
    """
    found = []
    for key in document.mapping("mcp_servers"):
        found.append(Setting(name="allowedMcpServers", value=key, place=document.place("mcp_servers", key)))
        if document.mapping("mcp_servers", key):
            document.expect_keys(("identity",), "mcp_servers", key)
    return ConfigFile(path=document.file, format=NAME, client="codex", scope="managed", settings=tuple(found))
