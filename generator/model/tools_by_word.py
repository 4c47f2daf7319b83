"""The servers of a catalog into the tools of each word, counted in one walk that opens no row.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from generator.model.chosen import Chosen, by_class
from generator.model.places import Words
from generator.model.rows import ServerSummary

_CLASSES: Final = ("category", "risk")
_NESTED: Final = ("attacks", "reach")
"""Counted by risk class too."""
_SINGLE: Final = tuple(kind for kind in Words._fields if kind not in _NESTED)

_Counted = tuple[list[ServerSummary], list[int]]
"""Servers, and how many tools each has of something."""


class ToolsByWord:
    """The tools of each word that any of the servers has. Counted when first asked: 220,000 tools in a fifth of a second."""

    def __init__(self, servers: Sequence[ServerSummary]) -> None:
        """Of these servers, sorted by slug."""
        self._servers = servers

    def of(self, kind: str) -> Mapping[Any, Chosen]:
        """By `category`, by `risk`, or by the words of one field of `Words`, but for attacks and reach."""
        return self._by_class[kind] if kind in _CLASSES else self._counted[0][kind]

    def by_risk(self, kind: str) -> Mapping[str | None, Mapping[Any, Chosen]]:
        """By risk class, then by attack (`attacks`) or `reach`."""
        return self._counted[1][kind]

    @cached_property
    def all(self) -> Chosen:
        """All tools."""
        return Chosen(self._servers)

    @cached_property
    def _by_class(self) -> dict[str, dict[str | None, Chosen]]:
        return {kind: by_class(self._servers, kind) for kind in _CLASSES}

    @cached_property
    def _counted(self) -> tuple[dict[str, dict[Any, Chosen]], dict[str, dict[str | None, dict[Any, Chosen]]]]:
        single: dict[str, dict[Any, _Counted]] = {kind: {} for kind in _SINGLE}
        nested: dict[str, dict[str | None, dict[Any, _Counted]]] = {kind: {} for kind in _NESTED}
        singles = [(Words._fields.index(kind), by_word) for kind, by_word in single.items()]
        pairs = [(Words._fields.index(kind), by_risk) for kind, by_risk in nested.items()]
        for server in self._servers:
            kinds: tuple[dict[Any, Any], ...] = server.tools.words()
            for place, by_word in singles:
                _count(server, kinds[place], by_word)
            for place, by_risk in pairs:
                for risk, words in kinds[place].items():
                    if risk not in by_risk:
                        by_risk[risk] = {}
                    _count(server, words, by_risk[risk])
        return (
            {kind: _chosen(by_word, kind) for kind, by_word in single.items()},
            {
                kind: {risk: _chosen(by_word, kind, risk) for risk, by_word in by_risk.items()}
                for kind, by_risk in nested.items()
            },
        )

    def __eq__(self, other: object) -> bool:
        """Equal when the servers are."""
        return self is other or (isinstance(other, ToolsByWord) and self._servers == other._servers)

    def __hash__(self) -> int:
        """By the servers."""
        return hash(self._servers)

    def __reduce__(self) -> tuple[Any, ...]:
        """As the servers alone between processes."""
        return ToolsByWord, (self._servers,)


def _count(server: ServerSummary, words: Mapping[Any, int], found: dict[Any, _Counted]) -> None:
    for word, places in words.items():
        counted = found.get(word)
        if counted is None:
            counted = found[word] = ([], [])
        counted[0].append(server)
        counted[1].append(places.bit_count())


def _chosen(by_word: Mapping[Any, _Counted], *keys: Any) -> dict[Any, Chosen]:
    return {word: Chosen(*counted, (*keys, word)) for word, counted in by_word.items()}
