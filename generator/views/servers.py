"""The rows of the catalog into the list of all servers.

Page 1 is a piece of the hand-written page `servers/index.md`; the others are pages of their own.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.model.rows import ServerSummary
from generator.views import urls
from generator.views.badges import Badge, Badges
from generator.views.page import Context, Fragment, Page, PageKind
from generator.views.rows import Pager, paged
from generator.views.words import number, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskCount:
    """How many tools of a server have a risk class."""

    badge: Badge
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerRow:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ServersView:
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
    """Pages 2 and on of the list of all servers, by slug."""
    for page, view in _views(context):
        if page > 1:
            yield Page(
                path=urls.list_path(urls.SERVERS, page),
                kind="servers",
                title=f"All servers, page {page}",
                description=f"Page {page} of all MCP servers in this catalog: {view.pager.range}, with their tools by risk.",
                view=view,
            )


def servers_fragment(context: Context) -> Iterator[Fragment]:
    """The first page of the list, for the slot `servers`."""
    page, view = next(_views(context), (0, None))
    if page == 1:
        yield Fragment(name="servers", kind="servers", view=view)


SERVERS: Final = PageKind(
    name="servers",
    catalog_pages=servers_pages,
    folder=f"{urls.SERVERS}page/",
    fragments=servers_fragment,
    slots=("servers",),
    shows_texts=True,
)


def _views(context: Context) -> Iterator[tuple[int, ServersView]]:
    badges = Badges(context.catalog.vocabulary)
    for page, servers, pager in paged(context.catalog.servers, urls.SERVERS, "server", only=context.only):
        home = (urls.Link(href=urls.HOME, text="Home"), urls.Link(href=urls.SERVERS, text="Servers"))
        yield (
            page,
            ServersView(
                trail=() if page == 1 else home,
                name=f"All servers, page {page}",
                rows=tuple(server_row(server, badges) for server in servers),
                pager=pager,
            ),
        )
