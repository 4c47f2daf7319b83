"""What pages read of the vocabulary and of the attacks: every page some of it, those of a server what their own tools have.

All pages may read the names and addresses of words, their order, and what a category does. The sentences of a word stand only where a tool
has it, those of an attack only where it concerns a tool; colours stand on no page, they are a style sheet.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from generator.model.attack import Attack
from generator.model.rows import ServerSummary
from generator.model.vocabulary import Category, RiskClass, Vocabulary
from generator.views.traced import short_digest

_ELSEWHERE: Final[dict[str, Any]] = {
    "categories": True,
    "risk_classes": True,
    "raises": True,
    "caps": True,
    "not_reviewed": {"colours"},
}
"""Of a vocabulary, what is not read by any page, or said apart: the rules alone read `raises` and `caps`, and what comes of
them is in the judged entries."""
COLOURS: Final[dict[str, Any]] = {
    "categories": {"__all__": {"colours"}},
    "risk_classes": {"__all__": {"colours"}},
    "not_reviewed": {"colours"},
}
"""Of a vocabulary, what the style sheet alone reads."""
_ANYWHERE: Final = {"name", "slug", "modifies", "destroys"}
"""Of a category or risk class, what any page may read."""
_OF_AN_ATTACK: Final = {"name", "triggers"}
"""What pages of a server say of it: what it is called, and why it concerns a tool."""


def read_anywhere(vocabulary: Vocabulary) -> str:
    """Digest of what any page may read of a vocabulary."""
    words = [each.model_dump_json(include=_ANYWHERE) for each in (*vocabulary.categories, *vocabulary.risk_classes)]
    return short_digest("\n".join([vocabulary.model_dump_json(exclude=_ELSEWHERE), *words]))


class Used:
    """Digests of what the pages of single servers read beside that."""

    def __init__(self, vocabulary: Vocabulary, attacks: Iterable[Attack]) -> None:
        """Of these words and attacks."""
        self._words: dict[tuple[str, str | None], str] = {
            **{("category", each.name): _digest(each) for each in vocabulary.categories},
            **{("risk", each.name): _digest(each) for each in vocabulary.risk_classes},
        }
        self._attacks = {each.slug: short_digest(each.model_dump_json(include=_OF_AN_ATTACK)) for each in attacks}

    def of(self, server: ServerSummary) -> str:
        """Digest of the words that its tools have and of the attacks that concern them."""
        return short_digest(" ".join(self._parts(server)))

    def _parts(self, server: ServerSummary) -> Iterator[str]:
        tally = server.tools.tally
        words = {("category", name) for name, _, _ in tally} | {("risk", name) for _, name, _ in tally}
        yield from (self._words.get(word, "") for word in sorted(words, key=repr))
        attacks = {slug for by_risk in server.tools.words_of("attacks").values() for slug in by_risk}
        yield from (self._attacks.get(slug, "") for slug in sorted(attacks))


def _digest(word: Category | RiskClass) -> str:
    return short_digest(word.model_dump_json(exclude={"colours"}))
