"""The catalog's rows into lists by what the browse page filters by, so that the same tools are reached without script.

Rows are dense and some 500 stand on a page: together these lists name every tool several times.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from generator.model.catalog import Catalog
from generator.model.rows import ServerSummary, ToolHead
from generator.views import urls
from generator.views.badges import Badge, Badges
from generator.views.listed import Listed, groups
from generator.views.page import Context, Fragment, Page, PageKind
from generator.views.paging import PagedList, Pager
from generator.views.rows import STATUS_MARKS
from generator.views.words import number, plural, shortened

ROWS: Final = 500
"""Rows on one page on average: chosen, about 70 kB of page and 8 kB on the wire."""


class DenseRow(Struct, frozen=True, kw_only=True):
    """A tool or server in a dense list."""

    href: str
    name: str
    mark: str
    """What is said of a tool that no released server was seen to offer."""
    of: str
    """Name of a tool's server, publisher of a server."""
    risk: Badge | None
    """None for a server."""
    tools: str
    """Number of a server's tools."""


class DenseRows:
    """The rows, made when a template loops over them."""

    __slots__ = ("_badges", "_catalog", "_rows")

    def __init__(self, rows: Sequence[ToolHead | ServerSummary], catalog: Catalog, badges: Badges) -> None:
        self._rows = rows
        self._catalog = catalog
        self._badges = badges

    @property
    def made_from(self) -> Sequence[ToolHead | ServerSummary]:
        """The tools or servers, in the order of the rows."""
        return self._rows

    def __iter__(self) -> Iterator[DenseRow]:
        return (self._tool(each) if isinstance(each, ToolHead) else _server(each) for each in self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def _tool(self, tool: ToolHead) -> DenseRow:
        return DenseRow(
            href=urls.tool_path(tool.server, tool.slug),
            name=tool.name,
            mark=STATUS_MARKS[tool.status],
            of=self._catalog.server_names[tool.server],
            risk=self._badges.risk(tool.risk),
            tools="",
        )


def _server(server: ServerSummary) -> DenseRow:
    return DenseRow(
        href=urls.server_path(server.slug),
        name=server.name,
        mark="",
        of=server.publisher or "not stated",
        risk=None,
        tools=number(len(server.tools)),
    )


class ListView(Struct, frozen=True, kw_only=True):
    """One page of a dense list."""

    trail: tuple[urls.Link, ...]
    name: str
    meaning: str
    """Empty where the name says it all, and from the second page on."""
    rows: DenseRows
    is_of_servers: bool
    pager: Pager


class ListLink(Struct, frozen=True, kw_only=True):
    """A list with its length."""

    href: str
    text: str
    count: str


class ListGroup(Struct, frozen=True, kw_only=True):
    """The lists by one property."""

    label: str
    links: tuple[ListLink, ...]


class ListsView(Struct, frozen=True, kw_only=True):
    """The ways to every list."""

    groups: tuple[ListGroup, ...]


def list_pages(context: Context) -> Iterator[Page]:
    """The pages of every list that has rows."""
    badges = Badges(context.catalog.vocabulary)
    home = (urls.Link(href=urls.HOME, text="Home"), urls.Link(href=urls.BROWSE, text="Browse"))
    for listed in (each for _, lists in groups(context.catalog) for each in lists):
        first = urls.listing_path(listed.slug)
        for cut in _listing(listed, first).pages(context.plan):
            name = f"{listed.name}, {cut.begins_with}" if cut.begins_with else listed.name
            yield Page(
                path=cut.path,
                kind="list",
                title=name,
                description=shortened(f"{name} in this catalog: {cut.pager.range}.", 160),
                view=ListView(
                    trail=(*home, urls.Link(href=first, text=listed.name)) if cut.begins_with else home,
                    name=name,
                    meaning="" if cut.begins_with else listed.meaning,
                    rows=DenseRows(cut.rows, context.catalog, badges),
                    is_of_servers=listed.is_of_servers,
                    pager=cut.pager,
                ),
                cause=cut.cause,
            )


def lists_fragment(context: Context) -> Iterator[Fragment]:
    """The ways to every list, for the slot `lists`."""
    if not context.wants("lists"):
        return
    found = [(label, lists) for label, lists in groups(context.catalog) if lists]
    linked = tuple(ListGroup(label=label, links=tuple(_link(each) for each in lists)) for label, lists in found)
    yield Fragment(name="lists", kind="lists", view=ListsView(groups=linked))


LIST: Final = PageKind(
    name="list",
    catalog_pages=list_pages,
    folder=urls.LISTS,
    fragments=lists_fragment,
    slots=("lists",),
)


def _listing(listed: Listed, first: str) -> PagedList[ToolHead | ServerSummary]:
    return PagedList(listed.parts, first, "server" if listed.is_of_servers else "tool", rows=ROWS)


def _link(listed: Listed) -> ListLink:
    count = plural(listed.count, "server" if listed.is_of_servers else "tool")
    return ListLink(href=urls.listing_path(listed.slug), text=listed.label, count=count)
