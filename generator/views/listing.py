"""The rows of the catalog into the list of all tools.

The first page is a piece of the hand-written page `tools/index.md`; the others are pages of their own.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from generator.model.catalog import Catalog
from generator.model.chosen import Chosen
from generator.model.rows import ToolHead
from generator.views import urls
from generator.views.badges import Badges
from generator.views.page import Context, Fragment, Page, PageKind
from generator.views.paging import PagedList, Pager, Part
from generator.views.rows import ToolRows
from generator.views.words import shortened


class ToolsView(Struct, frozen=True, kw_only=True):
    """One page of the list of all tools."""

    trail: tuple[urls.Link, ...]
    """Empty on the hand-written page, which has its own heading."""
    name: str
    rows: ToolRows
    pager: Pager


def tools_pages(context: Context) -> Iterator[Page]:
    """The pages behind the first of the list of all tools, by server, then tool."""
    trail = (urls.Link(href=urls.HOME, text="Home"), urls.Link(href=urls.TOOLS, text="Tools"))
    badges = Badges(context.catalog.vocabulary)
    for cut in _listing(context.catalog).further(context.plan):
        name = f"All tools, {cut.begins_with}"
        rows = ToolRows(cut.rows, context.catalog, badges)
        yield Page(
            path=cut.path,
            kind="tools",
            title=name,
            description=shortened(f"All MCP tools in this catalog, {cut.begins_with}: {cut.pager.range}.", 160),
            view=ToolsView(trail=trail, name=name, rows=rows, pager=cut.pager),
            cause=cut.cause,
        )


def tools_fragment(context: Context) -> Iterator[Fragment]:
    """The first page of the list, for the slot `tools`."""
    cut = _listing(context.catalog).first(context.plan, "tools")
    if cut is not None:
        rows = ToolRows(cut.rows, context.catalog, Badges(context.catalog.vocabulary))
        yield Fragment(
            name="tools", kind="tools", view=ToolsView(trail=(), name="All tools", rows=rows, pager=cut.pager)
        )


TOOLS: Final = PageKind(
    name="tools",
    catalog_pages=tools_pages,
    folder=f"{urls.TOOLS}page/",
    fragments=tools_fragment,
    slots=("tools",),
    shows_texts=True,
)


def _listing(catalog: Catalog) -> PagedList[ToolHead]:
    rows = Chosen([server for server in catalog.servers if server.tools])
    return PagedList([Part(rows=rows)], urls.TOOLS, "tool", shows_texts=True)
