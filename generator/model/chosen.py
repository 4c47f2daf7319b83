"""Some tools of a catalog in its order, counted without opening a row: a page of a list opens the servers it shows.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, reduce
from itertools import accumulate, chain
from operator import getitem
from typing import Any, Final, overload

from generator.model.places import at_places
from generator.model.rows import ServerSummary, Tally, ToolHead

Word = tuple[Any, ...]
"""A field of `Words`, and the keys that lead to one of its words: `("signals", "path")`, `("attacks", "High", "tool-poisoning")`."""

_CLASSES: Final = ("category", "risk")


class Chosen(Sequence[ToolHead]):
    """The tools of some servers that have one word, by server, then slug."""

    __slots__ = ("__dict__", "_word", "counts", "servers")

    servers: Sequence[ServerSummary]
    """Of which they are, sorted by slug; each has one where they have a word."""
    counts: Sequence[int]
    """How many are of each of these servers."""

    def __init__(
        self, servers: Sequence[ServerSummary], counts: Sequence[int] | None = None, word: Word | None = None
    ) -> None:
        """All tools of these servers; or those with a word, and how many each server has of them."""
        self.servers = servers
        self.counts = [len(server.tools) for server in servers] if counts is None else counts
        self._word = word

    @cached_property
    def tally(self) -> Tally:
        """How many there are of each category and risk class, in the order of the first of each; opened only for words that are neither."""
        found: Counter[tuple[str | None, str | None]] = Counter()
        for server, count in zip(self.servers, self.counts, strict=True):
            for category, risk, each in self._tally(server, count):
                found[category, risk] += each
        return tuple((*classes, count) for classes, count in found.items())

    @property
    def server_count(self) -> int:
        """How many servers they are of."""
        return len(self.servers)

    def within(self, first: int, behind: int) -> Chosen:
        """Those of the servers from the one at `first` to the one before `behind`."""
        return Chosen(self.servers[first:behind], self.counts[first:behind], self._word)

    @cached_property
    def _starts(self) -> list[int]:
        """How many stand before those of each server, and all of them at the end."""
        return [*accumulate(self.counts, initial=0)]

    def _tally(self, server: ServerSummary, count: int) -> Tally:
        whole = server.tools.tally
        if self._word is None or count == len(server.tools):
            return whole
        kind, word = self._word[0], self._word[-1]
        if kind in _CLASSES:
            place = _CLASSES.index(kind)
            return tuple(each for each in whole if each[:2][place] == word)
        found = Counter((tool.category, tool.risk) for tool in self._of_one(server, count))
        return tuple((*classes, each) for classes, each in found.items())

    def _of_one(self, server: ServerSummary, count: int) -> Sequence[ToolHead]:
        if self._word is None or count == len(server.tools):
            return server.heads
        kind, *keys = self._word
        if kind in _CLASSES:
            return [each for each in server.heads if getattr(each, kind) == keys[0]]
        places: Any = reduce(getitem, keys, server.tools.words_of(kind))
        return at_places(server.heads, places)

    def __iter__(self) -> Iterator[ToolHead]:
        """All of them; every server is opened when its first tool is asked for."""
        return chain.from_iterable(map(self._of_one, self.servers, self.counts))

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
        found = [*chain.from_iterable(map(self._of_one, self.servers[first:last], self.counts[first:last]))]
        start = self._starts[first]
        return tuple(found[low - start : high - start + 1])[:: places.step]


NOTHING: Final = Chosen(())


def by_class(servers: Iterable[ServerSummary], kind: str) -> dict[str | None, Chosen]:
    """The tools of each `category` or `risk` class that any of the servers has, by the word; None is not reviewed."""
    found: dict[str | None, tuple[list[ServerSummary], list[int]]] = {}
    place = _CLASSES.index(kind)
    for server in servers:
        counts: dict[str | None, int] = {}
        for each in server.tools.tally:
            word = each[:2][place]
            counts[word] = counts.get(word, 0) + each[2]
        for word, count in counts.items():
            theirs = found.setdefault(word, ([], []))
            theirs[0].append(server)
            theirs[1].append(count)
    return {word: Chosen(*theirs, (kind, word)) for word, theirs in found.items()}
