"""A tool object of `tools/list` into its fingerprint and its size.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

HINT_NAMES: Final = ("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint")
"""Source: MCP specification 2025-11-25, schema, ToolAnnotations."""
BYTES_PER_TOKEN: Final = 4
"""Chosen: the usual rule of thumb for English text and JSON; the method is named beside each figure."""


def canonical_json(value: Any) -> bytes:
    """The one spelling of a JSON value: keys sorted by code point, no spaces, UTF-8, nothing escaped needlessly.

    A lone surrogate, which UTF-8 does not have, is written as the three bytes of its code point.

    Raises:
        ValueError: The value holds a number that JSON does not have (infinity, not a number).
        RecursionError: The value nests deeper than Python can follow.

    >>> canonical_json({"b": 1, "a": [True, None]})
    b'{"a":[true,null],"b":1}'
    """
    return _compact(value, is_sorted=True)


def stated_hints(tool: Mapping[str, Any]) -> dict[str, bool]:
    """The hints that the tool states as true or false, in the specification's order."""
    annotations = tool.get("annotations")
    stated = annotations if isinstance(annotations, Mapping) else {}
    return {name: stated[name] for name in HINT_NAMES if isinstance(stated.get(name), bool)}


def defining_part(tool: Mapping[str, Any]) -> dict[str, Any]:
    """What the digest covers: name, description, inputSchema, outputSchema, hints.

    Description and schemas are there only if the tool states them; null counts as not stated.
    """
    part: dict[str, Any] = {"name": tool.get("name"), "hints": stated_hints(tool)}
    for key in ("description", "inputSchema", "outputSchema"):
        if tool.get(key) is not None:
            part[key] = tool[key]
    return part


def digest(tool: Mapping[str, Any]) -> str:
    """``sha256:`` and 64 hex digits over the canonical JSON of the defining part.

    Raises:
        ValueError: As `canonical_json`.
        RecursionError: As `canonical_json`.
    """
    return f"sha256:{hashlib.sha256(canonical_json(defining_part(tool))).hexdigest()}"


def size_bytes(tool: Mapping[str, Any]) -> int:
    """UTF-8 length of the whole tool object as compact JSON, unknown keys included.

    Raises:
        ValueError: As `canonical_json`.
        RecursionError: As `canonical_json`.
    """
    return len(_compact(tool, is_sorted=False))


def estimated_tokens(byte_count: int) -> int:
    """Bytes divided by four, rounded up.

    >>> estimated_tokens(9)
    3
    """
    return -(-byte_count // BYTES_PER_TOKEN)


def _compact(value: Any, *, is_sorted: bool) -> bytes:
    text = json.dumps(value, sort_keys=is_sorted, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", errors="surrogatepass")
