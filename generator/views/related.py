"""A tool's neighbours: the others of its server, a lower-risk one, and the same name elsewhere.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final, NamedTuple

from generator.model.catalog import Catalog, SameName
from generator.model.rows import ToolHead, Tools
from generator.views import urls
from generator.views.badges import Badge, Badges
from generator.views.elsewhere import elsewhere
from generator.views.objects import objects_of
from generator.views.words import plural, sentence, shortened

_MOST: Final = 8
"""Other tools of the server shown on a tool's page: chosen, all of most servers, and two lines of names."""
_MOST_ELSEWHERE: Final = 8
_SUMMARY: Final = 80


class Neighbour(NamedTuple):
    """Another tool's row."""

    href: str
    name: str
    note: str
    """What stands behind the name: a summary, or the server's name."""
    risk: Badge


class RiskGroup(NamedTuple):
    """Tools of one risk class."""

    risk: Badge
    tools: tuple[urls.Link, ...]
    """From the tool's page: the way from the root would be a tenth of a page's text."""


class Related(NamedTuple):
    """The section of related tools; each part may be empty."""

    milder: Neighbour | None
    """A lower-risk tool of the same server that acts on the same kind of thing."""
    siblings: tuple[RiskGroup, ...]
    """Other tools of the server, highest risk first."""
    siblings_label: str
    """`All 26 tools of GitHub`."""
    elsewhere: tuple[Neighbour, ...]
    """Tools of the same exact name on other servers."""
    elsewhere_rest: str
    """How many more servers have it; empty when all are shown."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.siblings or self.elsewhere)


class Siblings:
    """One server's rows, sorted and indexed once for all its tools' pages."""

    __slots__ = (
        "_badges",
        "_by_word",
        "_catalog",
        "_first",
        "_label",
        "_links",
        "_objects",
        "_ordered",
        "_rank_by_slug",
        "_ranks",
        "_server",
        "_texts",
    )

    def __init__(self, tools: Tools, server_name: str, catalog: Catalog, badges: Badges) -> None:
        rows = tools.heads
        self._texts = tools.summaries()
        self._server = rows[0].server
        self._catalog = catalog
        self._badges = badges
        self._ranks = badges.ranks()
        self._ordered = sorted(rows, key=lambda row: (-self._ranks[row.risk], row.name))
        self._links = {
            row.slug: (row.risk, urls.Link(href=urls.sibling_path(row.slug), text=row.name))
            for row in self._ordered[: _MOST + 1]
        }
        self._first = self._groups("")
        """What a tool that is none of the first sees: most tools of a large server."""
        self._label = f"All {plural(len(rows), 'tool')} of {server_name}"
        self._rank_by_slug = {row.slug: self._ranks[row.risk] for row in rows}
        self._objects = objects_of(rows)
        self._by_word: dict[str, list[ToolHead]] = {}
        for row in reversed(self._ordered):
            for word in set(self._objects[row.slug]):
                self._by_word.setdefault(word, []).append(row)

    def related(self, slug: str, name: str) -> Related:
        """The neighbours of the tool with that slug and exact name."""
        others, rest = elsewhere(self._catalog, name, self._server, _MOST_ELSEWHERE)
        return Related(
            milder=self._milder(slug),
            siblings=self._groups(slug) if slug in self._links else self._first,
            siblings_label=self._label,
            elsewhere=tuple(self._neighbour(row, self._catalog.server_names[row.server]) for row in others),
            elsewhere_rest=f"and {plural(rest, 'more server')}" if rest > 0 else "",
        )

    def _groups(self, without: str) -> tuple[RiskGroup, ...]:
        """The first tools but one, by risk class."""
        groups: dict[str | None, list[urls.Link]] = {}
        for risk, link in [link for slug, link in self._links.items() if slug != without][:_MOST]:
            groups.setdefault(risk, []).append(link)
        return tuple(RiskGroup(risk=self._badges.risk(risk), tools=tuple(links)) for risk, links in groups.items())

    def _milder(self, slug: str) -> Neighbour | None:
        """The tool of a lower class that acts on the same thing, and of several the one named most alike."""
        words = self._objects[slug]
        if not words:
            return None
        rank = self._rank_by_slug[slug]
        best: tuple[int, int, int, str] | None = None
        found: ToolHead | None = None
        for row in self._by_word[words[-1]]:
            if row.risk is None or row.status != "verified" or self._ranks[row.risk] >= rank:
                continue
            theirs = self._objects[row.slug]
            score = (-len({*words} & {*theirs}), self._ranks[row.risk], len(theirs), row.name)
            if best is None or score < best:
                best, found = score, row
        if found is None:
            return None
        text = self._texts[found.place]
        return self._neighbour(found, sentence(text) if text else "")

    def _neighbour(self, row: ToolHead | SameName, note: str) -> Neighbour:
        return Neighbour(
            href=urls.tool_path(row.server, row.slug),
            name=row.name,
            note=shortened(note, _SUMMARY),
            risk=self._badges.risk(row.risk),
        )
