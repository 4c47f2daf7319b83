"""A built site into what it weighs: tool pages raw and gzipped, and everything in it by kind of file.

The address says the kind, so that the sites of two generators can be compared line by line.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

KINDS: Final = (
    "tool pages",
    "server pages",
    "policy files",
    "plans of servers",
    "lists of tools and servers",
    "lists by property",
    "data for search and filters",
    "attacks and charts",
    "sitemap",
    "handbook, frame and assets",
    "the build's list of its files",
)
"""Every kind of file, in the order of a table."""
_FIRST_PARTS: Final = {
    "lists": "lists by property",
    "categories": "lists of tools and servers",
    "risk": "lists of tools and servers",
    "servers": "lists of tools and servers",
    "attacks": "attacks and charts",
    "overview": "attacks and charts",
    ".catalog-manifest": "the build's list of its files",
}
_SAMPLE: Final = 500
"""Tool pages looked at: every n-th by path, so that two sites are compared by the same pages."""


@dataclass(slots=True)
class Amount:
    """How much there is of one kind."""

    files: int = 0
    size_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What one site weighs."""

    page_count: int
    """HTML files."""
    tool_count: int
    """Those of them that are a tool's page."""
    file_count: int
    total_bytes: int
    """All files."""
    raw_bytes: int | None
    """Median tool page; None when the site has none."""
    gzip_bytes: int | None
    """Median tool page at level 6, what most servers send."""
    kinds: dict[str, Amount]
    """Every kind, in the order of `KINDS`."""


def weigh(site: Path) -> Weight:
    """The weight of the site; a tool page is `tools/<server>/<tool>/index.html`."""
    kinds = {kind: Amount() for kind in KINDS}
    page_count = 0
    tools: list[str] = []
    for path, size_bytes in _files(os.fspath(site), ""):
        kind = kind_of(path)
        kinds[kind].files += 1
        kinds[kind].size_bytes += size_bytes
        page_count += path.endswith(".html")
        if kind == "tool pages":
            tools.append(path)
    sample = [(site / path).read_bytes() for path in sorted(tools)[:: max(1, len(tools) // _SAMPLE)]]
    return Weight(
        page_count=page_count,
        tool_count=len(tools),
        file_count=sum(each.files for each in kinds.values()),
        total_bytes=sum(each.size_bytes for each in kinds.values()),
        raw_bytes=round(median(map(len, sample))) if sample else None,
        gzip_bytes=round(median(len(gzip.compress(each, 6)) for each in sample)) if sample else None,
        kinds=kinds,
    )


def kind_of(path: str) -> str:
    """The kind of the file at that path below the site.

    >>> kind_of("tools/a/b/index.html"), kind_of("tools/page/2/index.html"), kind_of("tools/a/policies/x.y.json")
    ('tool pages', 'lists of tools and servers', 'policy files')
    """
    parts = path.split("/")
    if parts[0] == "tools":
        return _below_tools(parts)
    if parts[:2] == ["assets", "data"]:
        return "data for search and filters"
    if parts[0].startswith("sitemap"):
        return "sitemap"
    return _FIRST_PARTS.get(parts[0], "handbook, frame and assets")


def _below_tools(parts: list[str]) -> str:
    if len(parts) == 2 or parts[1] == "page":
        return "lists of tools and servers"
    if parts[2] == "policies" and parts[3:] != ["index.html"]:
        return "plans of servers" if parts[3] in {"plan.json", "plan.js"} else "policy files"
    return "tool pages" if parts[3:] == ["index.html"] else "server pages"


def _files(folder: str, prefix: str) -> Iterator[tuple[str, int]]:
    """Path below the site, and size, of every file."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry.stat(follow_symlinks=False).st_size
