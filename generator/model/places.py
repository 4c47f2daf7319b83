"""The rows of a server's tools into what lists and counts of the whole catalog go by: which of the tools have which word.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from generator.model.rows import ToolSummary

Item = TypeVar("Item")
Answers = dict[bool | str | None, int]
"""Of a hint: True and False as stated, None for not stated, `UNKNOWN`."""
Reach = tuple[str, ...] | None
"""As in `ToolSummary`."""

UNKNOWN: Final = "unknown"
"""The answer to every hint of a tool whose hints nobody knows."""
UNSEEN: Final = "unseen"
"""The status of a tool that a person wrote down and no import has observed yet: its entry says nothing else, but that it is verified is not true."""


class Words(NamedTuple):
    """For each word the places of the tools that have it, as the bits of a number, the lowest for the first; at least one is set."""

    sensitivity: dict[str, int]
    status: dict[str, int]
    """As in the entry, or `UNSEEN`."""
    is_confirmed: dict[bool, int]
    signals: dict[str | None, int]
    """Kinds of signals; None for the tools without one."""
    read_only: Answers
    destructive: Answers
    idempotent: Answers
    open_world: Answers
    attacks: dict[str | None, dict[str, int]]
    """Slugs, by risk class."""
    reach: dict[str | None, dict[Reach, int]]
    """All that a call reaches, by risk class."""


_NO_HINTS: Final = (UNKNOWN,) * 4
_NONE: Final = (None,)
_TRUTH: Final = bytes.maketrans(b"01", b"\0\1")


def words_of(rows: Sequence[ToolSummary]) -> tuple[dict[Any, Any], ...]:
    """The values of `Words` for these rows, of which the first is at place 0."""
    if not rows:
        return tuple({} for _ in Words._fields)
    return (
        _places([row.sensitivity for row in rows]),
        _places([UNSEEN if row.tokens is None and row.status == "verified" else row.status for row in rows]),
        _places([row.is_confirmed for row in rows]),
        _places_of_each([row.signals or _NONE for row in rows]),
        *map(_places, zip(*[row.hints or _NO_HINTS for row in rows], strict=True)),
        _by_risk(rows, [tuple([each.attack for each in row.concerns]) for row in rows]),
        _by_risk(rows, [(row.reach,) for row in rows]),
    )


def _places(words: Iterable[Any]) -> dict[Any, int]:
    found: dict[Any, int] = defaultdict(int)
    bit = 1
    for word in words:
        found[word] |= bit
        bit <<= 1
    return dict(found)


def _places_of_each(several: Iterable[tuple[Any, ...]]) -> dict[Any, int]:
    found: dict[Any, int] = defaultdict(int)
    bit = 1
    for words in several:
        for word in words:
            found[word] |= bit
        bit <<= 1
    return dict(found)


def _by_risk(rows: Sequence[ToolSummary], several: Iterable[tuple[Any, ...]]) -> dict[str | None, dict[Any, int]]:
    found: dict[str | None, dict[Any, int]] = {}
    bit = 1
    for row, words in zip(rows, several, strict=True):
        if words:
            of_risk = found.setdefault(row.risk, {})
            for word in words:
                of_risk[word] = of_risk.get(word, 0) | bit
        bit <<= 1
    return found


def at_places(items: Sequence[Item], places: int) -> list[Item]:
    """Those whose bits are set, in their order."""
    bits = f"{places:b}"[::-1].encode().translate(_TRUTH)
    return [*compress(items, bits)]
