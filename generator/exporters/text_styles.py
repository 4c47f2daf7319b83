"""Nodes of a recipe as the text of a JSON or YAML document.

A recipe is known before any plan, and so is how deep each of its nodes stands: so the text around what a plan holds is put together
once, not for each server from data. A test holds both to the same bytes.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from generator.exporters.formats import json_text, toml_key, toml_leaves, yaml_list, yaml_text, yaml_word
from generator.exporters.made import Made, Pair, list_of
from generator.exporters.scope import Code, Pieces, expression, is_known, known
from generator.exporters.styles import Data, Style


class _Json(Style):
    """The text of JSON, two spaces for each level."""

    empties = "('[]', '{}')"

    def __init__(self, line: str = "\n") -> None:
        self._line = line

    def inner(self) -> Style:
        return _Json(f"{self._line}  ")

    def text(self, pieces: Pieces) -> Made:
        if is_known(pieces):
            return self.constant(known(pieces))
        is_any_value = len(pieces) == 1 and isinstance(pieces[0], Code) and not pieces[0].is_text
        code = expression(pieces)
        return Made(one=(Code(f"json_text({code}, {self._line!r})" if is_any_value else f"quote({code})"),))

    def constant(self, value: Any) -> Made:
        return Made(one=(json_text(value, self._line),))

    def sequence(self, those: Sequence[Made]) -> Made:
        return self._enclosed("[]", those)

    def distinct(self, pairs: Sequence[Pair]) -> Made:
        return self._enclosed("{}", [value.as_first((*self.text(key).one, ": ")) for key, value in pairs])

    def merged(self, pairs: str) -> Made:
        return Made(one=(Code(f"json_mapping(unique({pairs}), {self._line!r})"),))

    def _enclosed(self, brackets: str, those: Sequence[Made]) -> Made:
        inner = f"{self._line}  "
        if those and those[0].is_one:  # so each of the others has a comma before it
            first, *others = those
            rest = [piece for each in others for piece in _if_there(f",{inner}", each)]
            return Made(one=(brackets[0], inner, *first.one, *rest, self._line, brackets[1]))
        if not those:
            return Made(one=(brackets,))
        head, tail = f"{brackets[0]}{inner}", f"{self._line}{brackets[1]}"
        return Made(one=(Code(f"enclosed({list_of(those)}, {head!r}, {f',{inner}'!r}, {tail!r}, {brackets!r})"),))


class _Yaml(Style):
    """The text of block YAML as it stands after a key or a dash: on the same line after a blank, or in lines of its own."""

    empties = "(' []', ' {}')"

    def __init__(self, indent: str = "") -> None:
        self._indent = indent

    def inner(self) -> Style:
        return _Yaml(f"{self._indent}  ")

    def whole(self, made: Made) -> Pieces:
        return (Code(f"{expression(made.one)}[1:]", is_text=True), "\n")

    def text(self, pieces: Pieces) -> Made:
        if is_known(pieces):
            return self.constant(known(pieces))
        if len(pieces) == 1 and isinstance(pieces[0], Code) and not pieces[0].is_text:
            return Made(one=(Code(f"yaml_text({pieces[0].python}, {self._indent!r})"),))
        return Made(one=(" ", Code(f"yaml_word({expression(pieces)})")))

    def constant(self, value: Any) -> Made:
        return Made(one=(yaml_text(value, self._indent),))

    def sequence(self, those: Sequence[Made]) -> Made:
        if all(each.is_one and is_known(each.one) for each in those):
            return Made(one=(yaml_list([known(each.one) for each in those], self._indent),))
        return Made(one=(Code(f"yaml_list({list_of(those)}, {self._indent!r})"),))

    def distinct(self, pairs: Sequence[Pair]) -> Made:
        pieces = [piece for each in pairs for piece in _if_there("", each[1].as_first(self._head(each[0])))]
        if any(value.is_one for _, value in pairs):
            return Made(one=tuple(pieces))
        return Made(one=(Code(f"({expression(tuple(pieces))} or ' {{}}')"),))

    def merged(self, pairs: str) -> Made:
        return Made(one=(Code(f"yaml_mapping(unique({pairs}), {self._indent!r})"),))

    def _head(self, key: Pieces) -> Pieces:
        word = yaml_word(known(key)) if is_known(key) else Code(f"yaml_word({expression(key)})")
        return (f"\n{self._indent}", word, ":")


class _Toml(Data):
    """Lists and mappings of what is TOML already: a table stands after the values beside it, so it cannot be written at once."""

    def whole(self, made: Made) -> Pieces:
        return (Code(f"toml_document({expression(made.one)})"),)

    def key(self, pieces: Pieces) -> Pieces:
        return (
            (toml_key(known(pieces)),) if is_known(pieces) else (Code(f"toml_key({expression(pieces)})", is_text=True),)
        )

    def text(self, pieces: Pieces) -> Made:
        if is_known(pieces):
            return self.constant(known(pieces))
        is_any_value = len(pieces) == 1 and isinstance(pieces[0], Code) and not pieces[0].is_text
        return Made(one=(Code(f"{'toml_leaves' if is_any_value else 'quoted'}({expression(pieces)})"),))

    def constant(self, value: Any) -> Made:
        return Made(one=(Code(repr(toml_leaves(value))),))


class _Lines(Data):
    """A list of texts, each of which becomes a line."""

    def whole(self, made: Made) -> Pieces:
        return (Code(f"to_text({expression(made.one)})"),)


def _if_there(before: str, made: Made) -> Pieces:
    if made.many:
        return (Code(f"''.join([{expression((before, Code('v')))} for v in {made.many}])"),)
    value = (before, *made.one)
    return (Code(f"({expression(value)} if {made.when} else '')"),) if made.when else value


STYLES: Final[Mapping[str, Style]] = {
    "json": _Json(),
    "yaml": _Yaml(),
    "toml": _Toml(),
    "text": _Lines(),
}
"""By the name of the format."""
