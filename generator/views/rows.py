"""Long lists into pages of 100 rows, none cut off, and the pager that joins them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, Final, TypeVar

from generator.model.catalog import Catalog
from generator.model.chosen import Chosen
from generator.model.rows import ToolHead
from generator.views import urls
from generator.views.badges import EFFECT_WORDS, Badge, Badges
from generator.views.words import number, plural, sentence

ROWS: Final = 100
"""Rows on one page of a list: chosen, about 30 kB of page."""
STATUS_MARKS: Final = {"verified": "", "listed-elsewhere": "listed elsewhere", "withdrawn": "withdrawn"}
_NEAR: Final = 2
"""Page numbers shown on each side of the current one."""

Row = TypeVar("Row", bound=tuple[Any, ...])
_server: Final = attrgetter("server")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolRow:
    """A tool in a list."""

    href: str
    name: str
    mark: str
    """`listed elsewhere` or `withdrawn`; empty for a tool seen in the released server."""
    server: str
    server_href: str
    category: Badge
    risk: Badge
    effect: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A number of the pager."""

    text: str
    href: str | None
    """None for the current page and for the gap between numbers."""
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where a reader stands in a list."""

    range: str
    """`101 to 200 of 1,234 tools`, or `49 tools` when the list fits on one page."""
    previous: str | None
    next: str | None
    pages: tuple[PageLink, ...]
    """Empty when the list fits on one page."""


class ToolRows:
    """The rows of some tools, made when a template loops over them: a page nobody prints costs nothing."""

    __slots__ = ("_badges", "_catalog", "_tools")

    def __init__(self, tools: Sequence[ToolHead], catalog: Catalog, badges: Badges) -> None:
        self._tools = tools
        self._catalog = catalog
        self._badges = badges

    @property
    def made_from(self) -> Sequence[ToolHead]:
        """The tools, in the order of the rows."""
        return self._tools

    def __iter__(self) -> Iterator[ToolRow]:
        for server, tools in groupby(self._tools, _server):  # neighbours mostly: a server's texts are opened once
            texts = self._catalog.summaries(server)
            for tool in tools:
                yield _row(tool, texts[tool.place], self._catalog, self._badges)

    def __len__(self) -> int:
        return len(self._tools)


def _row(tool: ToolHead, summary: str | None, catalog: Catalog, badges: Badges) -> ToolRow:
    return ToolRow(
        href=urls.tool_path(tool.server, tool.slug),
        name=tool.name,
        mark=STATUS_MARKS[tool.status],
        server=catalog.server_names[tool.server],
        server_href=urls.server_path(tool.server),
        category=badges.category(tool.category),
        risk=badges.risk(tool.risk),
        effect=EFFECT_WORDS[tool.effect],
        summary=sentence(summary) if summary else "",
    )


def paged(
    rows: Sequence[Row], first: str, noun: str, on_a_page: int = ROWS, *, only: Collection[str] | None = None
) -> Iterator[tuple[int, Sequence[Row], Pager]]:
    """Number (from 1), rows and pager of each page of a list that begins at `first`; one page for no rows.

    With `only`, slugs of servers, the pages that have a row of one of them: the slug is the first field of every row.
    """
    count = max(1, -(-len(rows) // on_a_page))
    pages: Iterable[int] = range(1, count + 1)
    if only is not None:
        places = rows.places_of(only) if isinstance(rows, Chosen) else _places(rows, only)
        pages = sorted({place // on_a_page + 1 for place in places})
    for page in pages:
        start = (page - 1) * on_a_page
        shown = rows[start : start + on_a_page]
        yield page, shown, _pager(page, count, (start, start + len(shown), len(rows)), first, noun)


def _places(rows: Sequence[Row], only: Collection[str]) -> Iterator[int]:
    return (place for place, row in enumerate(rows) if row[0] in only)


def _pager(page: int, count: int, place: tuple[int, int, int], first: str, noun: str) -> Pager:
    start, end, total = place
    words = plural(total, noun)
    if count > 1:
        words = f"{number(start + 1)} to {number(end)} of {words}"
    return Pager(
        range=words,
        previous=urls.list_path(first, page - 1) if page > 1 else None,
        next=urls.list_path(first, page + 1) if page < count else None,
        pages=tuple(_numbers(page, count, first)) if count > 1 else (),
    )


def _numbers(page: int, count: int, first: str) -> Iterator[PageLink]:
    wanted = sorted({1, count, *range(max(1, page - _NEAR), min(count, page + _NEAR) + 1)})
    before = 0
    for each in wanted:
        if each > before + 1:
            yield PageLink(text="\u2026", href=None, is_current=False)
        is_current = each == page
        yield PageLink(
            text=number(each), href=None if is_current else urls.list_path(first, each), is_current=is_current
        )
        before = each
