"""Tool names into page addresses: one slug each, stable, never two alike on a server.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Final

from generator.model.tool import Tool

RESERVED: Final = frozenset({"page", "index.html"})
"""Server slugs that would collide with the further pages of a list (`tools/page/2/`)."""
_OTHER: Final = re.compile(r"[^a-z0-9.-]")
_LONGEST: Final = 128


def slug_of(name: str) -> str:
    """The address part of a tool name: lower case, `_` and `/` as `-`, dots kept inside.

    Source: the addresses of the site this catalog's pages follow (`get_job_status` is `get-job-status`).
    A name with nothing left gets one made from its digest.
    """
    slug = plain_slug(name) or f"tool-{_short_digest(name)}"
    return f"{slug}-{_short_digest(name)}" if slug == "index.html" else slug


def plain_slug(name: str) -> str:
    """The same without a digest, as `front/src/data/names.ts` makes it too; empty for a name with nothing left."""
    return _OTHER.sub("-", name.lower()).strip(".-")[:_LONGEST].replace("..", ".-")


def tool_slugs(tools: Sequence[Tool]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Slugs in the order of the tools, and the positions of those that had to get a suffix.

    Of tools that share a slug, the one whose name is the slug with underscores keeps it (else the first by
    name); each other one gets `-` and six hex digits of its name's SHA-256, so that an address does not
    depend on how many tools share it.
    """
    wanted = [slug_of(tool.slug or tool.name) for tool in tools]
    if len(set(wanted)) == len(wanted):
        return tuple(wanted), ()
    groups: dict[str, list[int]] = {}
    for position, slug in enumerate(wanted):
        groups.setdefault(slug, []).append(position)
    suffixed: list[int] = []
    for slug, positions in groups.items():
        keeper = min(positions, key=lambda position: _claim(tools[position], slug, position))
        for position in positions:
            if position != keeper:
                wanted[position] = f"{slug}-{_short_digest(tools[position].name)}"
                suffixed.append(position)
    return _without_repeats(wanted), tuple(sorted(suffixed))


def _claim(tool: Tool, slug: str, position: int) -> tuple[bool, bool, str, int]:
    return tool.slug is None, tool.name != slug.replace("-", "_"), tool.name, position


def _without_repeats(slugs: list[str]) -> tuple[str, ...]:
    """The slugs with a number behind each repeat; only two equal names on one server still repeat here."""
    seen: dict[str, int] = {}
    unique = []
    for slug in slugs:
        seen[slug] = seen.get(slug, 0) + 1
        unique.append(slug if seen[slug] == 1 else f"{slug}-{seen[slug]}")
    return tuple(unique)


def _short_digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", errors="surrogatepass")).hexdigest()[:6]
