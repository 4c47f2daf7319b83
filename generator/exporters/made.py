"""What a node of a recipe gives: one value, one under a condition, or any number.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from generator.exporters.scope import Code, Pieces, expression


class Made(Struct, frozen=True, kw_only=True):
    """The values that a node gives."""

    one: Pieces = ()
    """The only value."""
    when: str | None = None
    """Condition of that value; None: always."""
    many: str | None = None
    """Or any number of values, as the expression of a list."""

    @property
    def is_one(self) -> bool:
        """True when it gives one value whatever the plan holds."""
        return self.many is None and self.when is None

    def as_list(self) -> str:
        """All of them, as the expression of a list."""
        return list_of([self])

    def as_first(self, before: Pieces = ()) -> Made:
        """The first of them, if there is any, with a text before it."""
        if self.many is None:
            return Made(one=before + self.one, when=self.when)
        return Made(many=f"[{expression((*before, Code('v')))} for v in {self.many}[:1]]")


Pair = tuple[Pieces, Made]
"""A key, and the value it has if there is any."""


def items(those: Iterable[Made]) -> str:
    """The values of all of them, as they stand inside of a list."""
    parts = []
    for each in those:
        value = expression(each.one)
        parts.append(f"*{each.many}" if each.many else f"*([{value}] if {each.when} else ())" if each.when else value)
    return ", ".join(parts)


def list_of(those: Sequence[Made]) -> str:
    """All values of all of them, as the expression of a list."""
    return those[0].many if len(those) == 1 and those[0].many else f"[{items(those)}]"


def pair_of(key: Pieces, value: Made) -> Made:
    """The pair of a mapping, as an expression, if the key has a value."""
    if value.many is None:
        return Made(one=(Code(f"({expression(key)}, {expression(value.one)})"),), when=value.when)
    return Made(many=f"[({expression(key)}, v) for v in {value.many}[:1]]")
