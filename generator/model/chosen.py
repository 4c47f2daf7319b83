"""Some tools of a catalog in its order, counted without opening a row: a page of a list opens the servers it shows.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final, overload

from generator.model.rows import ServerSummary, Tally, ToolHead

_CLASSES: Final = ("category", "risk")


class Chosen(Sequence[ToolHead]):
    """The tools of some servers that have one word, by server, then slug."""

    __slots__ = ("__dict__", "_servers", "_word")

    def __init__(self, servers: Sequence[ServerSummary], word: tuple[int, str | None] | None = None) -> None:
        """All tools of these servers, each of which has one; or those whose category (0) or risk class (1) is a word."""
        self._servers = servers
        self._word = word

    @property
    def tally(self) -> Tally:
        """How many there are of each category and risk class, in the order of the first of each."""
        found: Counter[tuple[str | None, str | None]] = Counter()
        for server in self._servers:
            for category, risk, count in server.tools.tally:
                if self._word is None or (category, risk)[self._word[0]] == self._word[1]:
                    found[category, risk] += count
        return tuple((*classes, count) for classes, count in found.items())

    @property
    def server_count(self) -> int:
        """How many servers they are of."""
        return len(self._servers)

    def places_of(self, slugs: Collection[str]) -> Iterator[int]:
        """The place of each tool of these servers, from 0."""
        for position, server in enumerate(self._servers):
            if server.slug in slugs:
                yield from range(self._starts[position], self._starts[position + 1])

    @cached_property
    def _starts(self) -> list[int]:
        """How many stand before those of each server, and all of them at the end."""
        return [*accumulate(map(self._count, self._servers), initial=0)]

    def _count(self, server: ServerSummary) -> int:
        if self._word is None:
            return len(server.tools)
        kind, word = self._word
        return sum(each[2] for each in server.tools.tally if each[kind] == word)

    def _of(self, servers: Iterable[ServerSummary]) -> Iterator[ToolHead]:
        for server in servers:
            if self._word is None:
                yield from server.heads
            elif self._word[0]:
                yield from [each for each in server.heads if each.risk == self._word[1]]
            else:
                yield from [each for each in server.heads if each.category == self._word[1]]

    def __iter__(self) -> Iterator[ToolHead]:
        """All of them; every server is opened."""
        return self._of(self._servers)

    def __len__(self) -> int:
        """How many; nothing is opened."""
        return self._starts[-1]

    @overload
    def __getitem__(self, index: int) -> ToolHead: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[ToolHead]: ...

    def __getitem__(self, index: int | slice) -> ToolHead | Sequence[ToolHead]:
        """Those at the places; only their servers are opened."""
        if isinstance(index, int):
            return self[range(len(self))[index] : range(len(self))[index] + 1][0]
        places = range(len(self))[index]
        if not places:
            return ()
        low, high = min(places[0], places[-1]), max(places[0], places[-1])
        first, last = bisect_right(self._starts, low) - 1, bisect_right(self._starts, high)
        found = [*self._of(self._servers[first:last])]
        start = self._starts[first]
        return tuple([found[place - start] for place in places])


NOTHING: Final = Chosen(())


def by_word(servers: Iterable[ServerSummary], kind: str) -> dict[str | None, Chosen]:
    """The tools of each `category` or `risk` class that any of the servers has, by the word; None is not reviewed."""
    place = _CLASSES.index(kind)
    found: dict[str | None, list[ServerSummary]] = {}
    for server in servers:
        for word in dict.fromkeys(each[:2][place] for each in server.tools.tally):
            found.setdefault(word, []).append(server)
    return {word: Chosen(theirs, (place, word)) for word, theirs in found.items()}
