"""The rows of the catalog into the list of all tools.

Page 1 is a piece of the hand-written page `tools/index.md`; the others are pages of their own.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.model.chosen import Chosen
from generator.views import urls
from generator.views.badges import Badges
from generator.views.page import Context, Fragment, Page, PageKind
from generator.views.rows import Pager, ToolRows, paged


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolsView:
    """One page of the list of all tools."""

    trail: tuple[urls.Link, ...]
    """Empty on the hand-written page, which has its own heading."""
    name: str
    rows: ToolRows
    pager: Pager


def tools_pages(context: Context) -> Iterator[Page]:
    """Pages 2 and on of the list of all tools, by server, then tool."""
    for page, view in _views(context):
        if page > 1:
            yield Page(
                path=urls.list_path(urls.TOOLS, page),
                kind="tools",
                title=f"All tools, page {page}",
                description=f"Page {page} of all MCP tools in this catalog: {view.pager.range}, with category, risk and advice.",
                view=view,
            )


def tools_fragment(context: Context) -> Iterator[Fragment]:
    """The first page of the list, for the slot `tools`."""
    page, view = next(_views(context), (0, None))
    if page == 1:
        yield Fragment(name="tools", kind="tools", view=view)


TOOLS: Final = PageKind(
    name="tools",
    catalog_pages=tools_pages,
    folder=f"{urls.TOOLS}page/",
    fragments=tools_fragment,
    slots=("tools",),
    shows_texts=True,
)


def _views(context: Context) -> Iterator[tuple[int, ToolsView]]:
    catalog = context.catalog
    badges = Badges(catalog.vocabulary)
    for page, tools, pager in paged(Chosen(catalog.servers), urls.TOOLS, "tool", only=context.only):
        yield (
            page,
            ToolsView(
                trail=()
                if page == 1
                else (urls.Link(href=urls.HOME, text="Home"), urls.Link(href=urls.TOOLS, text="Tools")),
                name=f"All tools, page {page}",
                rows=ToolRows(tools, catalog, badges),
                pager=pager,
            ),
        )
