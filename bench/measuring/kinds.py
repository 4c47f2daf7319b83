"""A built site into what it holds, by kind of file: how many, and how many bytes.

The address says the kind, so that the sites of two generators can be compared line by line.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
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
    "list of the build's own files",
)
"""Every kind, in the order of a table."""
_LISTS: Final = frozenset({"categories", "risk", "servers"})
_OTHER_PAGES: Final = frozenset({"attacks", "overview"})


@dataclass(slots=True)
class Amount:
    """How much there is of one kind."""

    files: int = 0
    size_bytes: int = 0


def amounts(site: Path) -> dict[str, Amount]:
    """What the site holds of each kind; every kind is there."""
    found = {kind: Amount() for kind in KINDS}
    for path, size_bytes in _files(os.fspath(site), ""):
        amount = found[kind_of(path)]
        amount.files += 1
        amount.size_bytes += size_bytes
    return found


def total(found: Mapping[str, Amount]) -> Amount:
    """All kinds together."""
    return Amount(sum(each.files for each in found.values()), sum(each.size_bytes for each in found.values()))


def kind_of(path: str) -> str:
    """The kind of the file at that path below the site.

    >>> kind_of("tools/a/b/index.html"), kind_of("tools/page/2/index.html"), kind_of("tools/a/policies/x/y.json")
    ('tool pages', 'lists of tools and servers', 'policy files')
    """
    parts = path.split("/")
    if parts[0] == "tools":
        return _below_tools(parts)
    if parts[0] == "lists":
        return "lists by property"
    if parts[0] in _LISTS:
        return "lists of tools and servers"
    if parts[0] in _OTHER_PAGES:
        return "attacks and charts"
    if parts[:2] == ["assets", "data"]:
        return "data for search and filters"
    if parts[0].startswith("sitemap"):
        return "sitemap"
    return "list of the build's own files" if parts[0] == ".catalog-manifest" else "handbook, frame and assets"


def _below_tools(parts: list[str]) -> str:
    if len(parts) > 3 and parts[2] == "policies" and parts[3] != "index.html":
        return "plans of servers" if len(parts) == 4 else "policy files"
    if len(parts) == 2 or parts[1] == "page":
        return "lists of tools and servers"
    return "server pages" if len(parts) == 3 else "tool pages"


def _files(folder: str, prefix: str) -> Iterator[tuple[str, int]]:
    """Path below the site, and size, of every file."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry.stat(follow_symlinks=False).st_size
