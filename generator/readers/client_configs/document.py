"""One configuration text as its format's module takes it apart: values by pointer, each with its place, and what is odd.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field

from generator.model.client_config import Named, Odd, OddKind, Place, Scope
from generator.model.problem import Pointer
from generator.readers.placed_text import PlacedText
from generator.rules.audit.near import Near

MAX_ITEMS: Final = 10_000
"""Entries of one mapping or list that are read. Chosen: eight times the tools of the catalog."""
_KINDS: Final = {
    dict: "a mapping",
    list: "a list",
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
}


class Document(Struct):
    """A text with its data, and a growing list of what is odd about it."""

    path: Path
    file: str
    """The path as the person gave it, with forward slashes."""
    text: PlacedText
    scope: Scope = "unknown"
    odd: list[Odd] = field(default_factory=list)
    near: Near = field(default_factory=Near)

    def at(self, *pointer: str | int) -> Any:
        """The value there; None when there is none."""
        here = self.text.data
        for step in pointer:
            is_part = isinstance(here, dict) if isinstance(step, str) else isinstance(here, list)
            if not is_part:
                return None
            try:
                here = here[step]
            except (KeyError, IndexError):
                return None
        return here

    def place(self, *pointer: str | int, on_key: bool = True) -> Place:
        """Where the key or item stands, else its nearest parent."""
        line, column = self.text.positions.find(pointer, on_key=on_key)
        return Place(file=self.file, line=line, column=column)

    def mapping(self, *pointer: str | int) -> dict[str, Any]:
        """The mapping there; empty, and odd, when something else stands there."""
        found: dict[str, Any] = self._typed(dict, pointer) or {}
        return self._counted(found, pointer)

    def items(self, *pointer: str | int) -> list[Any]:
        """The list there; empty, and odd, when something else stands there."""
        found: list[Any] = self._typed(list, pointer) or []
        if len(found) > MAX_ITEMS:
            self._too_many(len(found), pointer)
        return found[:MAX_ITEMS]

    def string(self, *pointer: str | int) -> Named | None:
        """The text there; None, and odd when something else stands there."""
        text = self._typed(str, pointer)
        return None if text is None else Named(text=text, place=self.place(*pointer))

    def strings(self, *pointer: str | int) -> tuple[Named, ...]:
        """The texts of the list there; anything else in it is odd."""
        found = []
        for position in range(len(self.items(*pointer))):
            text = self.string(*pointer, position)
            if text is not None:
                found.append(text)
        return tuple(found)

    def flag(self, *pointer: str | int) -> bool | None:
        """The truth value there; None, and odd when something else stands there."""
        found: bool | None = self._typed(bool, pointer)
        return found

    def note(self, kind: OddKind, pointer: Pointer, what: str, hint: str) -> None:
        """Remember that something there is odd."""
        self.odd.append(Odd(kind=kind, what=what, hint=hint, place=self.place(*pointer)))

    def expect_keys(self, known: Iterable[str], *pointer: str | int) -> None:
        """Note every key of the mapping there that the client does not read."""
        listed = sorted(known)
        here = self.at(*pointer)
        for key in here if isinstance(here, dict) else ():
            if key not in listed:
                near = self.near.to(key, listed)
                hint = f"did you mean `{near}`?" if near else "remove it, or look up its name"
                self.note("unknown-key", (*pointer, key), f"found key `{key[:80]}`, which the client ignores", hint)

    def _typed(self, kind: type, pointer: Pointer) -> Any:
        value = self.at(*pointer)
        if value is None or (isinstance(value, kind) and (kind is bool or not isinstance(value, bool))):
            return value
        found = _KINDS.get(type(value), "a value of another kind")
        name = next((f" for `{step[:80]}`" for step in reversed(pointer) if isinstance(step, str)), "")
        self.note(
            "wrong-type", pointer, f"found {found}{name}, expected {_KINDS[kind]}", "write what the client expects"
        )
        return None

    def _counted(self, found: dict[str, Any], pointer: Pointer) -> dict[str, Any]:
        if len(found) <= MAX_ITEMS:
            return found
        self._too_many(len(found), pointer)
        return dict(list(found.items())[:MAX_ITEMS])

    def _too_many(self, number: int, pointer: Pointer) -> None:
        self.note("too-many", pointer, f"found {number} entries, of which {MAX_ITEMS} were read", "split the file")
