"""Page addresses into a sitemap.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

PART_SIZE: Final = 50_000
"""Addresses in one file. Source: sitemaps.org protocol, "Sitemap file limits"."""
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap_files(site_url: str, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Path and content of each sitemap file: one, or an index with parts of 50,000 addresses.

    `pages` are folders under the site (`""` for the home page), in any order.
    """
    addresses = [f"<url><loc>{escape(site_url + page)}</loc></url>" for page in sorted(pages)]
    parts = [addresses[start : start + PART_SIZE] for start in range(0, len(addresses), PART_SIZE)] or [[]]
    if len(parts) == 1:
        yield "sitemap.xml", _file("urlset", parts[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield (
        "sitemap.xml",
        _file("sitemapindex", [f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>" for name in names]),
    )
    for name, part in zip(names, parts, strict=True):
        yield name, _file("urlset", part)


def _file(root: str, lines: list[str]) -> bytes:
    return "\n".join([f"{_HEAD}<{root} {_SPACE}>", *lines, f"</{root}>\n"]).encode()
