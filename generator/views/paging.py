"""Long lists into pages, none cut off, and the pager that joins them.

A list is cut where the addresses of its servers say so, see `model.runs`, and a page is named by the server that it begins with.
So an edit of one server changes the page that shows it, and the first one, which alone counts; with pages by number, every page
behind it would change.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from operator import itemgetter
from typing import Final, Generic, NamedTuple, Protocol, TypeVar

from msgspec import Struct

from generator.model.rows import ServerSummary
from generator.model.runs import Run, runs
from generator.views import urls
from generator.views.joined import Joined
from generator.views.jumps import beginnings
from generator.views.page import Plan, digest_of
from generator.views.words import plural

ROWS: Final = 100
"""Rows on one page of a list on average: chosen, about 30 kB of page. Most pages have half as many at least, none has more than twice as many."""
_MANY_PAGES: Final = 40
"""Pages from which on the first one links to every two letters, not to every one."""
_MOST_JUMPS: Final = 400

Row_co = TypeVar("Row_co", covariant=True)


class Rows(Protocol[Row_co]):
    """Rows of servers, in the order of the servers."""

    @property
    def servers(self) -> Sequence[ServerSummary]:
        """Each server that has a row, once."""

    @property
    def counts(self) -> Sequence[int]:
        """How many rows each of them has, at least 1."""

    def within(self, first: int, behind: int) -> Sequence[Row_co]:
        """The rows of the servers from the one at `first` to the one before `behind`; none is opened before it is asked for."""


class ServersThemselves(NamedTuple):
    """Servers as the rows of a list."""

    servers: Sequence[ServerSummary]

    @property
    def counts(self) -> Sequence[int]:
        """One row each."""
        return (1,) * len(self.servers)

    def within(self, first: int, behind: int) -> Sequence[ServerSummary]:
        """Some of them."""
        return self.servers[first:behind]


class Part(Struct, Generic[Row_co], frozen=True, kw_only=True):
    """A list, or one of several that stand one behind the other in it."""

    rows: Rows[Row_co]
    key: str = ""
    """Tells its pages from those of another part: letters, digits, hyphens and dots; empty for the only one."""
    label: str = ""
    """What the first page links to it by; empty: its servers are linked to by the first letters of what they are called."""
    name_of: Callable[[ServerSummary], str] | None = None
    """What the list is in the order of, where that is not the server's slug: it says from which to which a page goes."""


class PageLink(Struct, frozen=True, kw_only=True):
    """A way from the first page further into the list."""

    text: str
    href: str | None
    """None where that begins on the first page itself."""


class Pager(Struct, frozen=True, kw_only=True):
    """Where a reader stands in a list."""

    range: str
    """`49 tools` when the list fits on one page; `1,234 tools, here from Acme to Bolt` on the first page of several; `97 tools, from Bolt to Cube` on others."""
    first: str | None
    """None on the first page."""
    previous: str | None
    next: str | None
    jumps: tuple[PageLink, ...]
    """On the first page of several: by letter or part."""


class Cut(NamedTuple, Generic[Row_co]):
    """A page of a list."""

    path: str
    cause: str
    """Digest of all that is read of servers for it, see `Page.cause`."""
    begins_with: str
    """Words behind the list's name that tell the page from the others; empty for the first."""
    rows: Sequence[Row_co]
    pager: Pager


class PagedList(Generic[Row_co]):
    """A list before it is cut."""

    def __init__(
        self,
        parts: Sequence[Part[Row_co]],
        first: str,
        noun: str,
        *,
        rows: int | None = None,
        shows_texts: bool = False,
    ) -> None:
        """Begin at the page `first`, with so many `rows` on a page on average, `ROWS` if that is None; `shows_texts` says whether rows show more than names, classes and numbers."""
        self._parts, self._first, self._noun = parts, first, noun
        self._servers = [*chain.from_iterable([part.rows.servers for part in parts])]
        self._counts = [*chain.from_iterable([part.rows.counts for part in parts])]
        self._ends = [*accumulate([len(part.rows.servers) for part in parts], initial=0)]
        self._shapes = [server.shape for server in self._servers]
        self._texts = [server.texts for server in self._servers] if shows_texts else []
        average = ROWS if rows is None else rows
        self._runs = [*runs(zip(self._keys(), self._counts, strict=True), average // 2, average * 2)]
        self._paths = [first, *(urls.list_path(first, self._key(run)) for run in self._runs[1:])]

    def pages(self, plan: Plan | None) -> Iterator[Cut[Row_co]]:
        """Its pages, one where there are no rows; of those that `plan` knows, only the ones that changed."""
        return self._cuts(range(len(self._paths)), plan)

    def further(self, plan: Plan | None) -> Iterator[Cut[Row_co]]:
        """The same without the first."""
        return self._cuts(range(1, len(self._paths)), plan)

    def first(self, plan: Plan | None, slot: str) -> Cut[Row_co] | None:
        """The first, where it is the piece for a slot, by which the plan knows it; None when it is as it was."""
        cause = self._cause(0)
        return self._cut(0, cause) if plan is None or plan.wants(slot, cause) else None

    def _cuts(self, places: Iterable[int], plan: Plan | None) -> Iterator[Cut[Row_co]]:
        for place in places:
            cause = self._cause(place)
            if plan is None or plan.wants(self._paths[place], cause):
                yield self._cut(place, cause)

    def _cut(self, place: int, cause: str) -> Cut[Row_co]:
        run = self._runs[place] if self._runs else Run(0, 0, 0)
        words = self._words(run) if place else ""
        return Cut(self._paths[place], cause, words, self._rows(run), self._pager(place, run))

    def _cause(self, place: int) -> str:
        """Of the first page all servers, because it counts and leads to all; of others those on it, and where its neighbours are."""
        if not self._runs:
            return digest_of([])
        run = self._runs[place]
        here, texts = slice(run.first, run.behind), self._texts[run.first : run.behind]
        if place == 0:
            counts = str(self._counts) if len(self._parts) > 1 else ""
            return digest_of([*self._shapes, *texts], [counts, *self._paths])
        around = self._paths[place - 1 : place + 2]
        return digest_of([*self._shapes[here], *texts], [f"{run.size} {run.part} {run.start}", *around])

    def _rows(self, run: Run) -> Sequence[Row_co]:
        """Those of a run; of several parts joined."""
        found: list[Sequence[Row_co]] = []
        for part, start, end in zip(self._parts, self._ends, self._ends[1:], strict=False):
            first, behind = max(run.first, start), min(run.behind, end)
            if first < behind:
                found.append(part.rows.within(first - start, behind - start))
        if not found:
            return ()
        rows = found[0] if len(found) == 1 else Joined(found)
        return rows if len(rows) == run.size else rows[run.start : run.start + run.size]

    def _keys(self) -> Iterator[str]:
        for part in self._parts:
            key = part.key
            yield from [key + server.slug for server in part.rows.servers]

    def _part(self, place: int) -> Part[Row_co]:
        return self._parts[bisect_right(self._ends, place) - 1]

    def _key(self, run: Run) -> str:
        part, server = self._part(run.first), self._servers[run.first]
        key = f"{part.key}_{server.slug}" if part.key else server.slug
        return f"{key}_{run.part + 1}" if run.part else key

    def _words(self, run: Run) -> str:
        part, server = self._part(run.first), self._servers[run.first]
        words = f"{part.label}, from {server.slug}" if part.label else f"from {server.slug}"
        return f"{words}, part {run.part + 1}" if run.part else words

    def _pager(self, place: int, run: Run) -> Pager:
        total, here = plural(sum(self._counts), self._noun), plural(run.size, self._noun)
        if len(self._runs) < 2:
            return Pager(range=total, first=None, previous=None, next=None, jumps=())
        one, other = (self._name(place) for place in (run.first, run.behind - 1))
        span = f", from {one} to {other}" if one != other else f" of {one}"
        return Pager(
            range=f"{here}{span}" if place else f"{total}, here the first {run.size}{span}",
            first=self._first if place else None,
            previous=self._paths[place - 1] if place else None,
            next=self._paths[place + 1] if place + 1 < len(self._paths) else None,
            jumps=() if place else self._jumps(),
        )

    def _name(self, place: int) -> str:
        name_of, server = self._part(place).name_of, self._servers[place]
        return server.name if name_of is None else name_of(server)

    def _jumps(self) -> tuple[PageLink, ...]:
        """One for each part, or each letter that a server begins with, to the page where that begins."""
        letters = 2 if len(self._runs) > _MANY_PAGES else 1
        ways = self._ways(letters)
        ways = ways if len(ways) <= _MOST_JUMPS else self._ways(1)
        return tuple(PageLink(text=text, href=href) for text, href in ways.items()) if len(ways) > 1 else ()

    def _ways(self, letters: int) -> dict[str, str | None]:
        places: dict[str, int] = {}
        for part, start in zip(self._parts, self._ends, strict=False):
            servers = part.rows.servers
            own = {part.label: 0} if part.label else beginnings(servers, letters, part.name_of)
            places = {text: start + place for text, place in own.items() if servers} | places
        begins = [run.first for run in self._runs]
        ways: dict[str, str | None] = {}
        for text, place in sorted(places.items(), key=itemgetter(1)):
            page = bisect_left(begins, begins[bisect_right(begins, place) - 1])  # the first part of a large one
            ways[text] = self._paths[page] if page else None
        return ways
