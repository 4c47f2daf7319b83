"""The names of parameters, how many tools take each, and what stands for it in the uses: as columns, and changed in place.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from generator.outputs.data_script import compact
from generator.outputs.parameter_codes import changed_codes, codes_of


class ParameterTable:
    """Three lists side by side, by the alphabet: of a hundred thousand names an edit changes a few."""

    def __init__(self, names: list[str], counts: list[int], codes: list[str]) -> None:
        """Lists of the same length, by the alphabet."""
        if not len(names) == len(counts) == len(codes):
            message = f"found {len(names)} names, {len(counts)} counts and {len(codes)} codes, expected one for each"
            raise ValueError(message)
        self._names, self._counts, self._codes = names, counts, codes

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> ParameterTable:
        """Of the names that so many tools take."""
        names, codes = sorted(counts), codes_of(counts)
        return cls(names, [counts[name] for name in names], [codes[name] for name in names])

    @classmethod
    def read(cls, columns: Mapping[str, str]) -> ParameterTable:
        """Of what `columns` gave.

        Raises:
            ValueError, LookupError: they are not such columns.
        """
        names, counts, codes = (json.loads(columns[key]) for key in ("names", "counts", "codes"))
        order = sorted(range(len(names)), key=names.__getitem__)
        return cls(*([column[at] for at in order] for column in (names, counts, codes)))

    @property
    def columns(self) -> dict[str, str]:
        """The table as JSON, the most used first, then by the alphabet."""
        order = sorted(range(len(self._names)), key=self._counts.__getitem__, reverse=True)
        columns: dict[str, Sequence[object]] = {"names": self._names, "counts": self._counts, "codes": self._codes}
        return {key: compact([column[at] for at in order])[:-1].decode("ascii") for key, column in columns.items()}

    @property
    def codes(self) -> dict[str, str]:
        """Of all names."""
        return dict(zip(self._names, self._codes, strict=True))

    def named(self, codes: Iterable[str]) -> list[str]:
        """The names of these codes; a LookupError when there is no such code."""
        names = dict(zip(self._codes, self._names, strict=True))
        return [names[code] for code in codes]

    def count(self, name: str) -> int:
        """How many tools take it; 0 when it does not stand here."""
        at = self._at(name)
        return 0 if at is None else self._counts[at]

    def code(self, name: str) -> str:
        """What stands for it in the uses; a LookupError when it does not stand here."""
        at = self._at(name)
        if at is None:
            raise KeyError(name)
        return self._codes[at]

    def change(self, more: Mapping[str, int]) -> dict[str, str]:
        """Let so many more tools take the names, or fewer; codes that names have now by those they had.

        Raises:
            ValueError: a name would have fewer than none.
        """
        after = {name: self.count(name) + number for name, number in more.items() if number}
        if min(after.values(), default=0) < 0:
            message = f"found fewer uses of parameters than go: {min(after, key=lambda name: after[name])!r}"
            raise ValueError(message)
        gone = {name for name, count in after.items() if not count}
        new = {name for name in after if not self.count(name)}
        codes = changed_codes(zip(self._names, self._codes, strict=True), new, gone) if new or gone else {}
        recoded = {self.code(name): code for name, code in codes.items() if name not in new}
        for name in gone:
            at = bisect_left(self._names, name)
            del self._names[at], self._counts[at], self._codes[at]
        for name in new:
            at = bisect_left(self._names, name)
            self._names.insert(at, name)
            self._counts.insert(at, 0)
            self._codes.insert(at, "")
        for name in after.keys() - gone:
            self._counts[bisect_left(self._names, name)] = after[name]
        for name, code in codes.items():
            self._codes[bisect_left(self._names, name)] = code
        return recoded

    def _at(self, name: str) -> int | None:
        at = bisect_left(self._names, name)
        return at if self._names[at : at + 1] == [name] else None
