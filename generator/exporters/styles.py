"""How a node of a recipe gives its values: as data, as pairs of a mapping, or at once as text (`text_styles.py`).

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Final

from generator.exporters.made import Made, Pair, items, list_of, pair_of
from generator.exporters.scope import Code, Pieces, expression
from generator.model.problem import CatalogError


def _may_be_the_same(pairs: Sequence[Pair]) -> bool:
    return len(pairs) > 1 and any(isinstance(piece, Code) for key, _ in pairs for piece in key)


class Style(ABC):
    """One of the ways."""

    empties: str
    """Expression of what an empty list and an empty mapping give."""

    def whole(self, made: Made) -> Pieces:
        """The text of a document of one value."""
        return (*made.one, "\n")

    def key(self, pieces: Pieces) -> Pieces:
        """The key of a mapping as its pair holds it."""
        return pieces

    @abstractmethod
    def inner(self) -> Style:
        """The same, one level deeper."""

    @abstractmethod
    def text(self, pieces: Pieces) -> Made:
        """A filled template: a text, or a single value of any type."""

    @abstractmethod
    def constant(self, value: Any) -> Made:
        """A number, True, False or None."""

    @abstractmethod
    def sequence(self, those: Sequence[Made]) -> Made:
        """A list of values that were made one level deeper."""

    @abstractmethod
    def distinct(self, pairs: Sequence[Pair]) -> Made:
        """A mapping whose keys are known to differ."""

    @abstractmethod
    def merged(self, pairs: str) -> Made:
        """A mapping, of the expression of a list of pairs."""

    def mapping(self, pairs: Sequence[Pair]) -> Made:
        """A mapping of values that were made one level deeper."""
        pairs = [(self.key(key), value) for key, value in pairs]
        if _may_be_the_same(pairs):
            return self.merged(f"[{items(pair_of(*each) for each in pairs)}]")
        return self.distinct(pairs)


class Data(Style):
    """Python data, for the formats that cannot be written as they are walked through."""

    empties = "([], {})"

    def inner(self) -> Style:
        """This: data is the same at every level."""
        return self

    def text(self, pieces: Pieces) -> Made:
        """The text, or the single value."""
        return Made(one=pieces)

    def constant(self, value: Any) -> Made:
        """The value."""
        return Made(one=(Code(repr(value)),))

    def sequence(self, those: Sequence[Made]) -> Made:
        """A list."""
        return Made(one=(Code(list_of(those)),))

    def distinct(self, pairs: Sequence[Pair]) -> Made:
        """A dictionary, written as one."""
        parts = []
        for key, value in pairs:
            pair = f"{expression(key)}: {'v' if value.many else expression(value.one)}"
            if value.many:
                parts.append(f"**{{{pair} for v in {value.many}[:1]}}")
            else:
                parts.append(f"**({{{pair}}} if {value.when} else {{}})" if value.when else pair)
        return Made(one=(Code(f"{{{', '.join(parts)}}}"),))

    def merged(self, pairs: str) -> Made:
        """A dictionary, whose keys are looked at."""
        return Made(one=(Code(f"unique({pairs})"),))


class _Pairs(Style):
    """The pairs of a mapping that `$merge` puts together, which is of another style."""

    empties = "()"

    def __init__(self, whole: Style) -> None:
        self._whole = whole

    def key(self, pieces: Pieces) -> Pieces:
        return self._whole.key(pieces)

    def inner(self) -> Style:
        return self._whole.inner()

    def text(self, pieces: Pieces) -> Made:
        raise CatalogError(f"found {expression(pieces)} under $merge of a recipe, expected mappings")

    def constant(self, value: Any) -> Made:
        raise CatalogError(f"found {value!r} under $merge of a recipe, expected mappings")

    def sequence(self, those: Sequence[Made]) -> Made:
        raise CatalogError(f"found a list of {len(those)} under $merge of a recipe, expected mappings")

    def distinct(self, pairs: Sequence[Pair]) -> Made:
        made = [pair_of(*each) for each in pairs]
        return made[0] if len(made) == 1 else Made(many=list_of(made))

    def merged(self, pairs: str) -> Made:
        return Made(many=f"list(unique({pairs}).items())")


DATA: Final[Style] = Data()


def pairs_of(style: Style) -> Style:
    """The style of what `$merge` puts together to a mapping of that style."""
    return _Pairs(style)
