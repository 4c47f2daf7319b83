"""Columns with a piece for each server into the script that holds them, and back into pieces, so that one server's can be replaced.

A piece depends on its server's own rows alone. Columns are JSON with line ends in between, which JSON allows and no string of it holds.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from itertools import accumulate
from typing import Final, NamedTuple

from generator.outputs.data_script import script_of, text_of

_BETWEEN_COLUMNS: Final = "\n,"


class Kind(Enum):
    """How the pieces of a column stand together: what is before them, between and behind."""

    ROWS = ("[", ",\n", "]")
    """JSON, one value for each server."""
    WORDS = ('"', " ", '"')
    """One text; the values of a server's tools have commas between them. No value is empty, and none holds a comma or a blank."""
    LETTERS = ('"', "", '"')
    """One text with a letter for each tool."""

    def together(self, pieces: Sequence[str]) -> str:
        """The column of these pieces."""
        before, between, behind = self.value
        return f"{before}{between.join(pieces)}{behind}"

    def apart(self, column: str, count: int) -> list[str]:
        """The pieces of a column of that many servers, at least one; not for letters, see `Splices`.

        Raises:
            ValueError: it is not such a column.
        """
        pieces = self._inner(column).split(self.value[1])
        if len(pieces) != count:
            raise _unlike(f"{len(pieces)} pieces", f"{count}, one for each server")
        return pieces

    def letters(self, column: str, count: int) -> str:
        """The letters of a column of that many tools.

        Raises:
            ValueError: it is not such a column.
        """
        found = self._inner(column)
        if len(found) != count:
            raise _unlike(f"{len(found)} letters", f"{count}, one for each tool")
        return found

    def _inner(self, column: str) -> str:
        before, _, behind = self.value
        if len(column) < 2 or column[0] != before or column[-1] != behind:
            raise _unlike(f"a column {column[:20]!r}", f"one between {before} and {behind}")
        return column[1:-1]


class Splice(NamedTuple):
    """A server's pieces in place of others."""

    place: int
    """Index of the server that goes, or before which the new one stands."""
    behind: int
    """The same, or the next when one goes."""
    slug: str | None
    """The server that comes; None: none does."""


class Splices:
    """Changes of columns of some servers, of which each has so many tools."""

    def __init__(self, splices: Sequence[Splice], tool_counts: Sequence[int]) -> None:
        """In any order; several new servers may stand before the same one, by their slugs."""
        self._splices = sorted(splices, reverse=True)
        self._starts = [*accumulate(tool_counts, initial=0)]

    def splice(self, kind: Kind, column: str, pieces: Mapping[str, str]) -> str:
        """The column after the changes; `pieces` are the new ones by the slugs of their servers.

        Raises:
            ValueError: it is not such a column of these servers.
        """
        starts = self._starts
        if kind is not Kind.LETTERS:
            apart = kind.apart(column, len(starts) - 1)
            for place, behind, slug in self._splices:
                apart[place:behind] = () if slug is None else (pieces[slug],)
            return kind.together(apart)
        letters = kind.letters(column, starts[-1])
        for place, behind, slug in self._splices:
            letters = f"{letters[: starts[place]]}{'' if slug is None else pieces[slug]}{letters[starts[behind] :]}"
        return kind.together((letters,))


def columns_script(name: str, columns: Mapping[str, str]) -> bytes:
    """A script that files an object of these columns, each JSON in ASCII, under the name."""
    inner = _BETWEEN_COLUMNS.join(f'"{key}":{column}' for key, column in columns.items())
    return script_of(name, f"{{{inner}}}\n".encode("ascii"))


def columns_of(name: str, script: bytes) -> dict[str, str]:
    """The columns that `columns_script` made the script from.

    Raises:
        ValueError: it is not such a script of that name.
    """
    text = text_of(name, script)
    found = {}
    for each in text[1:-1].split(_BETWEEN_COLUMNS):
        key, colon, column = each.partition('":')
        if not colon or not key.startswith('"'):
            raise _unlike(f"{each[:20]!r} in the data {name}", "a column")
        found[key[1:]] = column
    return found


def _unlike(found: str, expected: str) -> ValueError:
    return ValueError(f"found {found}, expected {expected}")
