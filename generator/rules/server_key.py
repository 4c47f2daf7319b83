"""A server's slug into the short name that a client's configuration gives it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

LONGEST: Final = 20
"""Characters of a key. Chosen: it leaves 44 for the tool where a client joins both within 64."""
_NOISE: Final = frozenset({"mcp", "server"})
"""Words that say nothing inside a list of MCP servers."""


def server_keys(slugs: Sequence[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """A key for each slug, in order: `[a-z0-9-]`, at most 20 characters, all different and none of those taken."""
    used = set(taken)
    keys = []
    for slug in slugs:
        key = short = _short(slug)
        number = 1
        while key in used:
            number += 1
            ending = f"-{number}"
            key = short[: LONGEST - len(ending)].rstrip("-") + ending
        used.add(key)
        keys.append(key)
    return tuple(keys)


@lru_cache(maxsize=64)
def _short(slug: str) -> str:
    words: list[str] = re.findall(r"[a-z0-9]+", slug.lower())
    telling = [word for word in words if word not in _NOISE] or words or ["server"]
    key = telling[0]
    for word in telling[1:]:
        if len(key) + 1 + len(word) > LONGEST:
            break
        key = f"{key}-{word}"
    return key[:LONGEST]
