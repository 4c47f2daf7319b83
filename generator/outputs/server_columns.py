"""A server's rows into its piece of each column that the site's scripts read.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from generator.model.rows import ServerSummary, ToolSummary
from generator.model.vocabulary import Vocabulary
from generator.outputs.columns import Kind
from generator.outputs.data_script import compact
from generator.rules.addresses import plain_slug
from generator.rules.signal_kinds import SIGNALS
from generator.rules.traits import LEGS

NAMES: Final[Mapping[str, Kind]] = {
    "servers": Kind.ROWS,
    "tools": Kind.WORDS,
    "slugs": Kind.WORDS,
    "category": Kind.LETTERS,
    "risk": Kind.LETTERS,
}
FACETS: Final[Mapping[str, Kind]] = {
    "servers": Kind.ROWS,
    "sensitivity": Kind.LETTERS,
    "effect": Kind.LETTERS,
    "status": Kind.LETTERS,
    "confirmed": Kind.LETTERS,
    "hint": Kind.LETTERS,
    "leg": Kind.LETTERS,
    "signal": Kind.WORDS,
    "tokens": Kind.WORDS,
    "required": Kind.WORDS,
    "count": Kind.WORDS,
}
SENSITIVITIES: Final = ("ordinary", "private", "personal", "guard", "secret")
EFFECTS: Final = ("allow", "ask", "deny")
STATUSES: Final = ("verified", "listed-elsewhere", "withdrawn")
NO_VALUE: Final = "-"
"""Stands in a column for a tool that has no such word or whose number is unknown."""
_NO_PARAMETER: Final = "."
_HINT_LETTERS: Final = "".join(chr(code) for code in range(35, 118) if chr(code) != "\\")
"""One for each of four hints in base three, the first lowest (0 not stated, 1 false, 2 true), and one more where they are unknown. The first is
the first sign of ASCII that is no quote and no blank."""


def letters_of(words: Iterable[str]) -> dict[str, str]:
    """A letter for each word, by its place: `A` for the first. At most 27, as the next would be a backslash."""
    return {word: chr(ord("A") + place) for place, word in enumerate(words)}


_SENSITIVITY, _EFFECT, _STATUS, _SIGNAL = map(letters_of, (SENSITIVITIES, EFFECTS, STATUSES, SIGNALS))
Taken = Sequence[tuple[str, ...] | None]
"""What each tool of a server takes, by name; None for one whose schema is unknown."""


def name_pieces(vocabulary: Vocabulary) -> Callable[[ServerSummary], dict[str, str]]:
    """What gives a server's pieces of `NAMES`."""
    categories = letters_of(each.name for each in vocabulary.categories)
    risks = letters_of(each.name for each in vocabulary.risk_classes)

    def pieces(server: ServerSummary) -> dict[str, str]:
        heads = server.heads
        slugs = [f"{each.place}:{each.slug}" for each in heads if each.slug != plain_slug(each.name)]
        return {
            "servers": _row(server.slug, server.name, server.package or ""),
            "tools": _words([each.name for each in heads]),
            "slugs": _words(slugs),
            "category": "".join([NO_VALUE if each.category is None else categories[each.category] for each in heads]),
            "risk": "".join([NO_VALUE if each.risk is None else risks[each.risk] for each in heads]),
        }

    return pieces


def facet_pieces(server: ServerSummary, rows: Sequence[ToolSummary]) -> dict[str, str]:
    """A server's pieces of `FACETS`; `rows` are those of its tools."""
    return {
        "servers": _row(server.publisher, server.package_registry, server.version, server.captured, server.summary),
        "sensitivity": "".join([_SENSITIVITY[each.sensitivity] for each in rows]),
        "effect": "".join([_EFFECT[each.effect] for each in rows]),
        "status": "".join([_STATUS[each.status] for each in rows]),
        "confirmed": "".join(["y" if each.is_confirmed else "n" for each in rows]),
        "hint": "".join([_hints(each.hints) for each in rows]),
        "leg": "".join([_legs(each.legs) for each in rows]),
        "signal": ",".join(["".join([_SIGNAL[kind] for kind in each.signals]) or NO_VALUE for each in rows]),
        "tokens": _numbers([each.tokens for each in rows]),
        "required": _numbers([each.required_count for each in rows]),
        "count": _numbers([each.parameter_count for each in rows]),
    }


def uses_piece(taken: Taken, codes: Mapping[str, str]) -> str:
    """A server's piece of the uses of parameters: for each tool the codes of those it takes."""
    return ",".join(
        [
            NO_VALUE if names is None else "".join([codes[name] for name in names]) if names else _NO_PARAMETER
            for names in taken
        ]
    )


def alone_piece(taken: Taken, codes: Mapping[str, str]) -> str:
    """A server's piece of the parameters that one tool alone takes, of which these are the codes: for each the code and the place of the tool."""
    found = [(name, place) for place, names in enumerate(taken) for name in names or () if name in codes]
    return ",".join([f"{codes[name]}.{place}" for name, place in found])


def names_in(taken: Taken) -> Iterator[str]:
    """The names once for each tool that takes them."""
    return (name for names in taken for name in names or ())


def _row(*values: str | None) -> str:
    return compact(values)[:-1].decode("ascii")


def _words(words: Sequence[str]) -> str:
    """Words without blanks and commas, as they stand in a JSON text."""
    return compact(",".join(words))[1:-2].decode("ascii")


def _numbers(numbers: Iterable[int | None]) -> str:
    return ",".join([NO_VALUE if each is None else str(each) for each in numbers])


def _hints(hints: tuple[bool | None, ...] | None) -> str:
    if hints is None:
        return _HINT_LETTERS[-1]
    digits = [0 if hint is None else 1 + hint for hint in hints]
    return _HINT_LETTERS[digits[0] + 3 * digits[1] + 9 * digits[2] + 27 * digits[3]]


def _legs(legs: tuple[str, ...]) -> str:
    return chr(ord("A") + sum(1 << LEGS.index(leg) for leg in legs))
