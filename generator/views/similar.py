"""A server's row into its neighbours: servers of the same publisher, servers with tools of the same names.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from msgspec import Struct

from generator.model.catalog import Catalog
from generator.model.rows import ServerSummary
from generator.views import urls
from generator.views.words import number, plural

_MOST: Final = 8
_COMMON: Final = 64
"""A tool name on more servers than this does not make two of them alike: chosen, `search` and its kind."""


class SimilarServer(Struct, frozen=True, kw_only=True):
    """Another server and what it has in common."""

    href: str
    name: str
    note: str


class Similar(Struct, frozen=True, kw_only=True):
    """Both kinds of neighbours; each may be empty."""

    publisher: str
    siblings: tuple[SimilarServer, ...]
    """Other servers of the same publisher."""
    siblings_rest: str
    sharing: tuple[SimilarServer, ...]
    """Servers that share most tool names, most first."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.siblings or self.sharing)


def similar_servers(row: ServerSummary, catalog: Catalog) -> Similar:
    """The neighbours of one server."""
    publisher = catalog.servers_by_publisher.get(row.publisher, ()) if row.publisher else ()
    same = [each for each in publisher if each.slug != row.slug]
    names = [catalog.tools_by_name[tool.name] for tool in row.heads]
    shared = Counter(other.server for same_name in names if len(same_name) <= _COMMON for other in same_name)
    del shared[row.slug]
    ranked = sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:_MOST]
    rest = len(same) - _MOST
    return Similar(
        publisher=row.publisher or "",
        siblings=tuple(
            SimilarServer(href=urls.server_path(each.slug), name=each.name, note=plural(each.tool_count, "tool"))
            for each in same[:_MOST]
        ),
        siblings_rest=f"and {number(rest)} more" if rest > 0 else "",
        sharing=tuple(
            SimilarServer(
                href=urls.server_path(slug),
                name=catalog.server_names[slug],
                note=plural(count, "tool name in common", "tool names in common"),
            )
            for slug, count in ranked
        ),
    )
