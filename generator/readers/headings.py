"""A built page into its headings, for the search: the engine's HTML is read, never its Markdown.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from html.parser import HTMLParser

from msgspec import Struct

_LEVELS = frozenset({"h1", "h2", "h3"})


class Heading(Struct, frozen=True, kw_only=True):
    """A heading of the page's own text."""

    level: int
    """1 for the page itself, 2 and 3 for its sections."""
    text: str
    anchor: str
    """Its `id`; empty when it has none."""


def headings(html: str) -> tuple[Heading, ...]:
    """The headings inside the page's `<article>`, in order; the sign that links to one is no part of its text."""
    parser = _Headings()
    parser.feed(html)
    return tuple(each for each in parser.found if each.text)


class _Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Heading] = []
        self._articles = 0
        self._tag = ""
        self._anchor = ""
        self._words: list[str] = []
        self._is_sign = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._articles += tag == "article"
        values = dict(attrs)
        if self._articles and not self._tag and tag in _LEVELS:
            self._tag, self._anchor, self._words = tag, values.get("id") or "", []
        elif tag == "a" and "headerlink" in (values.get("class") or "").split():
            self._is_sign = True

    def handle_endtag(self, tag: str) -> None:
        self._articles -= tag == "article"
        if tag == "a":
            self._is_sign = False
        elif tag == self._tag:
            text = " ".join("".join(self._words).split())
            self.found.append(Heading(level=int(tag[1]), text=text, anchor=self._anchor))
            self._tag = ""

    def handle_data(self, data: str) -> None:
        if self._tag and not self._is_sign:
            self._words.append(data)
