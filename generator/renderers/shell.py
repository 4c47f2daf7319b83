"""A built page with marked slots into a shell, and a shell with a page's parts into bytes.

The theme's frame is made once for each link depth by whatever engine builds the handbook. Nothing of the theme is
asked but the exact number of each slot, so a theme upgrade that moves one fails here, by name, before a page is made.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path
from typing import Final

from msgspec import Struct

from generator.model.problem import CatalogError
from generator.model.site import Site
from generator.renderers.frame import finish_frame
from generator.renderers.visible import visible

SHELL_PAGES: Final = {1: "_shell/", 2: "_shell/2/", 3: "_shell/3/3/", 4: "_shell/4/4/4/"}
"""Page of the hand-written `_shell` folder for each link depth."""
_TITLE: Final = "CATALOG-SLOT-TITLE"
_DESCRIPTION: Final = "CATALOG-SLOT-DESCRIPTION"
_BODY: Final = '<h1 class="catalog-slot">CATALOG-SLOT-BODY</h1>'
_EXPECTED: Final = {"title": 3, "description": 2, "address": 2, "body": 1}
"""Title: <title>, og:title and the theme's header; description and address: the theme's own and Open Graph's."""
_TITLE_TAG: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_INDENT: Final = re.compile(r"\n\s+")
_BETWEEN_TAGS: Final = re.compile(r">\n<")
"""In the frame it is for the eye of whoever reads the theme; a browser lays the page out alike without, and it is 300 bytes of every page."""


class Shell(Struct, frozen=True):
    """The frame of one link depth, cut at its slots."""

    parts: tuple[bytes, ...]
    slots: tuple[str, ...]
    """Name of the slot behind each part but the last."""

    @property
    def frame(self) -> str:
        """The HTML around the slots."""
        return b"".join(self.parts).decode()

    def splice(self, *, title: str, description: str, address: str, body: str) -> bytes:
        """The whole page. Title, description and address are plain text; the body is HTML."""
        values = {
            "title": escape(visible(title)).encode(),
            "description": escape(visible(description)).encode(),
            "address": escape(address).encode(),
            "body": body.encode(),
        }
        pieces = [self.parts[0]]
        for slot, part in zip(self.slots, self.parts[1:], strict=True):
            pieces.append(values[slot])
            pieces.append(part)
        return b"".join(pieces)


def title_of(html: str, site_name: str) -> str:
    """The title of a built page without the site's name behind it."""
    found = _TITLE_TAG.search(html)
    return unescape(found[1]).removesuffix(f" - {site_name}") if found else ""


def read_shells(folder: Path, engine: str, site: Site) -> dict[int, Shell]:
    """The shell of each link depth, cut from the pages in `folder`.

    Raises:
        CatalogError: a shell page is missing, or holds another number of a slot than expected.
    """
    return {
        depth: _shell(folder / page / "index.html", engine, site, page, "../" * depth)
        for depth, page in SHELL_PAGES.items()
    }


def _shell(path: Path, engine: str, site: Site, page: str, root: str) -> Shell:
    if not path.is_file():
        message = f"found no {path} built by {engine}, expected the hand-written pages to hold `_shell/`; copy it from `site_src` of the catalog's checkout"
        raise CatalogError(message)
    address = site.url + page
    html = _BETWEEN_TAGS.sub("><", _INDENT.sub("\n", path.read_text(encoding="utf-8")))
    html = finish_frame(html, root, site, f"{path} built by {engine}")
    marks = {_TITLE: "title", _DESCRIPTION: "description", escape(address): "address", _BODY: "body"}
    cut = re.split("(" + "|".join(re.escape(mark) for mark in marks) + ")", html)
    slots = tuple(marks[mark] for mark in cut[1::2])
    expected = _EXPECTED if address.startswith("http") else {**_EXPECTED, "address": 0}
    for slot, count in expected.items():
        if slots.count(slot) != count:
            message = (
                f"{path}: found {slots.count(slot)} places for the {slot} in a page built by {engine}, expected {count}; "
                "the theme is another one, or another version: take `theme` of the catalog's mkdocs.yml, or correct `_EXPECTED` in renderers/shell.py after looking at a page"
            )
            raise CatalogError(message)
    return Shell(parts=tuple(part.encode() for part in cut[0::2]), slots=slots)
