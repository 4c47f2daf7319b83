"""The rows of the catalog into its pictures: how risk is spread over tools, servers and what calls reach.

However large the catalog, the page is as long as for some dozens of servers.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from generator.views import urls
from generator.views.badges import Badges
from generator.views.charts import Chart, category_chart, risk_chart
from generator.views.grid import Grid
from generator.views.page import Context, Fragment, PageKind
from generator.views.reach import WideTool, has_unknown, kinds_grid, reach_counts, reach_grid, widest
from generator.views.server_grid import server_grid
from generator.views.words import number


class OverviewView(Struct, frozen=True, kw_only=True):
    """The catalog in pictures."""

    built: str
    """ISO date."""
    risk: Chart
    category: Chart
    servers: Grid
    servers_words: str
    """Which servers are shown: `All 46 servers`, or `The 50 servers with the most tools, of 8,800`."""
    reach: Grid
    has_unknown: bool
    """True when a column counts tools of which nobody knows what a call reaches."""
    kinds: Grid
    widest: tuple[WideTool, ...]
    """Tools that reach the most kinds of things, most first."""
    servers_href: str
    handbook: str


def overview_fragment(context: Context) -> Iterator[Fragment]:
    """The pictures, for the slot `overview`."""
    if context.wants("overview", words=[context.site.built]):
        yield Fragment(name="overview", kind="overview", view=overview_view(context))


OVERVIEW: Final = PageKind(name="overview", fragments=overview_fragment, slots=("overview",), shows_texts=True)


def overview_view(context: Context) -> OverviewView:
    """Every picture of the catalog."""
    catalog = context.catalog
    badges = Badges(catalog.vocabulary)
    tally = catalog.tools_by_word.all.tally
    counts = reach_counts(catalog)
    servers = server_grid(catalog.servers, badges)
    return OverviewView(
        built=context.site.built,
        risk=risk_chart(tally, badges),
        category=category_chart(tally, badges),
        servers=servers,
        servers_words=_servers_words(len(servers.rows), len(catalog.servers)),
        reach=reach_grid(counts, badges),
        has_unknown=has_unknown(counts),
        kinds=kinds_grid(counts, badges),
        widest=widest(catalog, badges),
        servers_href=urls.SERVERS,
        handbook=urls.READING_REACH,
    )


def _servers_words(shown: int, total: int) -> str:
    if shown == total:
        return "The only server." if total == 1 else f"All {number(total)} servers, those with the most tools first."
    return f"The {number(shown)} servers with the most tools, of {number(total)}."
