"""The last words of a server that could not be read into advice for the person who tried.

Source: what failed among the servers of the import study, and what helped.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from typing import Final

_HINTS: Final = (
    (
        (
            r"No module named 'mcp\.server\.fastmcp|'Server' object has no attribute '(?:list|call|get|read)_"
            r"|cannot import name '\w+' from 'mcp"
        ),
        "it was written for version 1 of the MCP library: with uvx, add --with 'mcp<2' before the package",
    ),
    (
        r"pydantic(?:_core)?\.|PydanticUserError",
        "it may not fit the newest pydantic: with uvx, add --with 'pydantic<2.12' before the package",
    ),
    (
        r"Unsupported engine|EBADENGINE|ERR_REQUIRE_ESM|requires Node|SyntaxError: (?:Unexpected|The requested module)",
        "it may need a newer Node: put another one first on PATH",
    ),
    (
        r"requires a different Python|Requires-Python|requires-python|python_requires",
        "it needs another Python: with uvx, add --python VERSION before the package",
    ),
    (
        (
            r"ECONNREFUSED|ENOTFOUND|EAI_AGAIN|[Cc]onnection refused|Name or service not known|Temporary failure in name"
            r"|getaddrinfo|ConnectError|MaxRetryError"
        ),
        "it seems to contact its backend before it answers: save a tools/list answer elsewhere, and use --from-json",
    ),
    (
        (
            r"\b(?i:missing|requires?|required|must be set|set|provide|environment variable)\b[^\n]{0,60}\b[A-Z][A-Z0-9]*_[A-Z0-9_]+"
            r"|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b[^\n]{0,60}\b(?i:missing|required|not set|must be set|not found|undefined)\b"
        ),
        "it asks for a variable: give it a made-up value with --env NAME=VALUE",
    ),
)


def failure_hint(message: str) -> str | None:
    """Advice on what to try; None when nothing known fits.

    >>> failure_hint("ModuleNotFoundError: No module named 'mcp.server.fastmcp'.").split(":")[0]
    'it was written for version 1 of the MCP library'
    """
    return next((hint for pattern, hint in _HINTS if re.search(pattern, message)), None)
