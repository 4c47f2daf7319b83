"""The rows of the catalog into the home page: the numbers of this build and the ways in.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nsmallest
from typing import Final

from msgspec import Struct

from generator.model.catalog import Catalog
from generator.model.chosen import NOTHING
from generator.model.rows import ServerSummary
from generator.views import urls
from generator.views.badges import Badges
from generator.views.category import category_rows
from generator.views.charts import Chart, category_chart, risk_chart
from generator.views.page import Context, Fragment, PageKind
from generator.views.risk import risk_rows
from generator.views.servers import ServerRow, server_row
from generator.views.word_page import WordRow
from generator.views.words import number, plural

_SERVERS: Final = 12
"""Servers named on the home page before the link to all of them: chosen."""


class Figure(Struct, frozen=True, kw_only=True):
    """One number of this build."""

    value: str
    label: str
    href: str | None


class HomeView(Struct, frozen=True, kw_only=True):
    """What the home page says of this build."""

    built: str
    """ISO date."""
    figures: tuple[Figure, ...]
    risk: Chart
    category: Chart
    risks: tuple[WordRow, ...]
    categories: tuple[WordRow, ...]
    servers: tuple[ServerRow, ...]
    """Those with the most tools, most first."""
    servers_label: str
    """`All 11 servers`."""
    pictures: str
    """Path of the page with all pictures."""


def home_fragment(context: Context) -> Iterator[Fragment]:
    """The piece for the slot `home`."""
    largest = _largest(context.catalog)
    if context.wants("home", [server.texts for server in largest], [context.site.built]):
        yield Fragment(name="home", kind="home", view=home_view(context))


HOME: Final = PageKind(name="home", fragments=home_fragment, slots=("home",), shows_texts=True)


def home_view(context: Context) -> HomeView:
    """The numbers of the catalog and its largest servers."""
    catalog = context.catalog
    badges = Badges(catalog.vocabulary)
    tools = catalog.tools_by_word
    reviewed = len(tools.of("is_confirmed").get(True, NOTHING))
    verified = len(tools.of("status").get("verified", NOTHING))
    return HomeView(
        built=context.site.built,
        figures=(
            _figure(len(tools.all), "tool", urls.TOOLS),
            _figure(len(catalog.servers), "server", urls.SERVERS),
            Figure(value=number(verified), label="seen in a released server", href=None),
            Figure(value=number(reviewed), label="judged one by one", href=None),
        ),
        risk=risk_chart(tools.all.tally, badges),
        category=category_chart(tools.all.tally, badges),
        risks=risk_rows(context),
        categories=category_rows(context),
        servers=tuple(server_row(server, badges) for server in _largest(catalog)),
        servers_label=f"All {plural(len(catalog.servers), 'server')}",
        pictures=urls.OVERVIEW,
    )


def _largest(catalog: Catalog) -> list[ServerSummary]:
    return nsmallest(_SERVERS, catalog.servers, key=lambda server: (-len(server.tools), server.slug))


def _figure(count: int, noun: str, href: str) -> Figure:
    return Figure(value=number(count), label=noun if count == 1 else noun + "s", href=href)
