"""Cursor's command line: `Mcp(server:tool)`, refused before allowed; everything else asks.

Source: Cursor's documentation; not run.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.rules.clients.cursor import ASKS_BY_SILENCE, decide, is_wild, key_of, matches, names

CLIENT: Final = "cursor-cli"
LABEL: Final = "Cursor command line"
ENGINE: Final = None
EXPORTED_AS: Final = "cursor"
"""Target of `policy-catalog export` that prints rules for it."""
SERVERS_OF: Final = "cursor"
"""The client whose files configure the servers."""
__all__ = [
    "ASKS_BY_SILENCE",
    "CLIENT",
    "ENGINE",
    "EXPORTED_AS",
    "LABEL",
    "SERVERS_OF",
    "decide",
    "is_wild",
    "key_of",
    "matches",
    "names",
    "tool_id",
]


def tool_id(key: str, tool: str) -> str:
    """The rule that names the tool."""
    return f"Mcp({key}:{tool})"
