"""Tools into the rows that lists show of them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

from msgspec import Struct

from generator.model.catalog import Catalog
from generator.model.rows import ToolHead
from generator.views import urls
from generator.views.badges import EFFECT_WORDS, Badge, Badges
from generator.views.words import sentence

STATUS_MARKS: Final = {"verified": "", "listed-elsewhere": "listed elsewhere", "withdrawn": "withdrawn"}
_server: Final = attrgetter("server")


class ToolRow(Struct, frozen=True, kw_only=True):
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
