"""Patterns in which only `*` is special, as clients use them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from typing import Final

_OTHER: Final = re.compile(r"[^A-Za-z0-9_-]")


def matches_glob(pattern: str, text: str) -> bool:
    """Whether the whole text matches; in time proportional to the two lengths, whatever the pattern.

    >>> matches_glob("mcp__valkey__get_*", "mcp__valkey__get_job")
    True
    """
    first, *rest = pattern.split("*")
    if not rest:
        return pattern == text
    last = rest.pop()
    if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
        return False
    at, end = len(first), len(text) - len(last)
    for part in rest:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


def normalised(name: str) -> str:
    """The name with `_` for every character that tool ids do not take.

    >>> normalised("awslabs.valkey-mcp-server")
    'awslabs_valkey-mcp-server'
    """
    return _OTHER.sub("_", name)
