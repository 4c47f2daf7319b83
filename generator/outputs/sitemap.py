"""Page addresses into a sitemap.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from typing import Final

PART_SIZE: Final = 50_000
"""Addresses in one file. Source: sitemaps.org protocol, "Sitemap file limits"."""
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_INDEX: Final = "sitemap.xml"
_BEHIND: Final = "</loc></url>"
_ADDRESS: Final = re.compile("<loc>(.*?)</loc>")
_SPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap_files(site_url: str, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Path and content of each sitemap file: one, or an index with parts of 50,000 addresses; none where nobody knows the site's whole address.

    `pages` are folders under the site (`""` for the home page), in any order.
    """
    return _files(site_url, [_line(site_url, page) for page in sorted(pages)]) if _is_whole(site_url) else iter(())


def changed_sitemap(
    site_url: str, come: Iterable[str], gone: Iterable[str], known: Callable[[str], bytes]
) -> Iterator[tuple[str, bytes]]:
    """The same of a site where these pages came and those went; `known` gives a file as the site holds it.

    Raises:
        LookupError: a page that is gone is not in it, or it takes more files or fewer than before.
        OSError: a file of it is not there.
    """
    if not _is_whole(site_url):
        return iter(())
    index = known(_INDEX).decode()
    names = (
        [name.removeprefix(escape(site_url)) for name in _ADDRESS.findall(index)]
        if "<sitemapindex" in index
        else [_INDEX]
    )
    lines = [line for name in names for line in known(name).decode().split("\n")[2:-2]]
    start = len(_line(site_url, "")) - len(_BEHIND)

    def page_of(line: str) -> str:
        return unescape(line[start : -len(_BEHIND)])

    for page in gone:
        place = bisect_left(lines, page, key=page_of)
        if place == len(lines) or page_of(lines[place]) != page:
            raise LookupError(page)
        del lines[place]
    for page in come:
        lines.insert(bisect_left(lines, page, key=page_of), _line(site_url, page))
    files = [*_files(site_url, lines)]
    if len(files) != len({*names, _INDEX}):
        raise LookupError(_INDEX)
    return iter(files)


def _is_whole(address: str) -> bool:
    return address.startswith("http")  # a sitemap holds whole addresses


def _line(site_url: str, page: str) -> str:
    return f"<url><loc>{escape(site_url + page)}{_BEHIND}"


def _files(site_url: str, lines: list[str]) -> Iterator[tuple[str, bytes]]:
    parts = [lines[start : start + PART_SIZE] for start in range(0, len(lines), PART_SIZE)] or [[]]
    if len(parts) == 1:
        yield _INDEX, _file("urlset", parts[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield (
        _INDEX,
        _file("sitemapindex", [f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>" for name in names]),
    )
    for name, part in zip(names, parts, strict=True):
        yield name, _file("urlset", part)


def _file(root: str, lines: list[str]) -> bytes:
    return "\n".join([f"{_HEAD}<{root} {_SPACE}>", *lines, f"</{root}>\n"]).encode()
