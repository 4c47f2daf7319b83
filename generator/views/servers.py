"""The rows of the catalog into the list of all servers.

The first page is a piece of the hand-written page `servers/index.md`; the others are pages of their own.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from generator.model.catalog import Catalog
from generator.model.rows import ServerSummary
from generator.views import urls
from generator.views.badges import Badge, Badges
from generator.views.page import Context, Fragment, Page, PageKind
from generator.views.paging import PagedList, Pager, Part, ServersThemselves
from generator.views.words import number, sentence, shortened


class RiskCount(Struct, frozen=True, kw_only=True):
    """How many tools of a server have a risk class."""

    badge: Badge
    count: str


class ServerRow(Struct, frozen=True, kw_only=True):
    """A server in a list."""

    href: str
    name: str
    package: str
    """Package with version, or `unknown`."""
    tools: str
    risks: tuple[RiskCount, ...]
    """Highest risk first; classes without tools are left out."""
    verified: str
    """ISO date, or `not yet`."""
    summary: str


class ServersView(Struct, frozen=True, kw_only=True):
    """One page of the list of all servers."""

    trail: tuple[urls.Link, ...]
    """Empty on the hand-written page, which has its own heading."""
    name: str
    rows: tuple[ServerRow, ...]
    pager: Pager


def server_row(server: ServerSummary, badges: Badges) -> ServerRow:
    """The row of one server."""
    counts: Counter[str | None] = Counter()
    for _, risk, count in server.tools.tally:
        counts[risk] += count
    order = [None, *reversed(badges.risk_classes)]
    version = f" {server.version}" if server.version else ""
    return ServerRow(
        href=urls.server_path(server.slug),
        name=server.name,
        package=f"{server.package}{version}" if server.package else "unknown",
        tools=number(len(server.tools)),
        risks=tuple(RiskCount(badge=badges.risk(each), count=number(counts[each])) for each in order if counts[each]),
        verified=server.captured or "not yet",
        summary=sentence(server.summary) if server.summary else "",
    )


def servers_pages(context: Context) -> Iterator[Page]:
    """The pages behind the first of the list of all servers, by slug."""
    home = (urls.Link(href=urls.HOME, text="Home"), urls.Link(href=urls.SERVERS, text="Servers"))
    badges = Badges(context.catalog.vocabulary)
    for cut in _listing(context.catalog).further(context.plan):
        name = f"All servers, {cut.begins_with}"
        yield Page(
            path=cut.path,
            kind="servers",
            title=name,
            description=shortened(f"All MCP servers in this catalog, {cut.begins_with}: {cut.pager.range}.", 160),
            view=ServersView(trail=home, name=name, rows=_rows(cut.rows, badges), pager=cut.pager),
            cause=cut.cause,
        )


def servers_fragment(context: Context) -> Iterator[Fragment]:
    """The first page of the list, for the slot `servers`."""
    cut = _listing(context.catalog).first(context.plan, "servers")
    if cut is not None:
        rows = _rows(cut.rows, Badges(context.catalog.vocabulary))
        yield Fragment(
            name="servers",
            kind="servers",
            view=ServersView(trail=(), name="All servers", rows=rows, pager=cut.pager),
        )


SERVERS: Final = PageKind(
    name="servers",
    catalog_pages=servers_pages,
    folder=f"{urls.SERVERS}page/",
    fragments=servers_fragment,
    slots=("servers",),
    shows_texts=True,
)


def _listing(catalog: Catalog) -> PagedList[ServerSummary]:
    return PagedList([Part(rows=ServersThemselves(catalog.servers))], urls.SERVERS, "server", shows_texts=True)


def _rows(servers: Sequence[ServerSummary], badges: Badges) -> tuple[ServerRow, ...]:
    return tuple(server_row(server, badges) for server in servers)
