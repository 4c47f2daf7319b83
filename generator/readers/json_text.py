"""JSON, with comments and trailing commas where they stand, into plain data with a place for every key and value.

Own code because no kept library reads JSON with comments and says where each key stands.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

from generator.readers.placed_text import (
    MAX_DEPTH,
    Complaint,
    Lines,
    NotReadable,
    PlacedText,
    decoded,
    unreadable,
    without_surrogates,
)
from generator.readers.yaml_text import Positions

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_COMMENT: Final = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,400})(?:\.[0-9]{1,400})?(?:[eE][-+]?[0-9]{1,9})?(?![\w.+-])")
_WORDS: Final = {"true": True, "false": False, "null": None}
_WORD: Final = re.compile(r"true\b|false\b|null\b")
_DECODER: Final = json.JSONDecoder()


def read_json(raw: bytes) -> PlacedText:
    """The data of the text, and what is wrong with it; never raises for bad input."""
    try:
        return _Reader(decoded(raw)).read()
    except NotReadable as error:
        return unreadable(error.complaint)


class _Reader:
    """Descends once through the text; `_at` is the offset that comes next."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._at = 0
        self._complaints: list[Complaint] = []
        self._has_extras = False

    def read(self) -> PlacedText:
        self._skip()
        data, positions = self._value(0)
        self._skip()
        if self._at < len(self._text):
            self._stop("text after the end of the value", "nothing more")
        return PlacedText(data, positions, tuple(self._complaints))

    def _value(self, depth: int) -> tuple[Any, Positions]:
        here = Positions(*self._lines.place(self._at))
        character = self._text[self._at : self._at + 1]
        if character in {"{", "["}:
            if depth >= MAX_DEPTH:
                self._stop(f"more than {MAX_DEPTH} levels", "a flatter file")
            self._at += 1
            return (self._object(here, depth) if character == "{" else self._array(here, depth)), here
        return self._scalar(), here

    def _object(self, here: Positions, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not self._closes("}", is_first=not here.keys):
            place = self._lines.place(self._at)
            if self._text[self._at : self._at + 1] != '"':
                self._stop(self._next(), "a key in double quotes")
            key = self._string()
            self._skip()
            if self._text[self._at : self._at + 1] != ":":
                self._stop(self._next(), "`:` after the key")
            self._at += 1
            self._skip()
            value, positions = self._value(depth + 1)
            if key in mapping:
                self._note(place, "twice", f"found key {key[:80]!r} again, expected it once; clients take the last one")
            here.keys[key], here.parts[key], mapping[key] = place, positions, value
        return mapping

    def _array(self, here: Positions, depth: int) -> list[Any]:
        items: list[Any] = []
        while not self._closes("]", is_first=not items):
            value, here.parts[len(items)] = self._value(depth + 1)
            items.append(value)
        return items

    def _closes(self, end: str, *, is_first: bool) -> bool:
        """Whether the container ends here; steps over what separates its parts."""
        self._skip()
        if self._text.startswith(end, self._at):
            self._at += 1
            return True
        if is_first:
            return False
        if not self._text.startswith(",", self._at):
            self._stop(self._next(), f"`,` or `{end}`")
        comma = self._at
        self._at += 1
        self._skip()
        if self._text.startswith(end, self._at):
            self._extra(comma, "a comma before the closing bracket")
            self._at += 1
            return True
        return False

    def _scalar(self) -> Any:
        if self._text.startswith('"', self._at):
            return self._string()
        if word := _WORD.match(self._text, self._at):
            self._at = word.end()
            return _WORDS[word[0]]
        if number := _NUMBER.match(self._text, self._at):
            self._at = number.end()
            return json.loads(number[0])
        return self._stop(self._next(), "a value")

    def _string(self) -> str:
        try:
            text, self._at = _DECODER.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            self._at = min(error.pos, len(self._text))
            self._stop(error.msg.lower().removesuffix(" at").removesuffix(":"), "a text in double quotes on one line")
        return without_surrogates(str(text))

    def _skip(self) -> None:
        """Step over space and comments."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            comment = _COMMENT.match(self._text, self._at)
            if comment is None:
                return
            self._extra(self._at, "a comment")
            self._at = comment.end()

    def _extra(self, offset: int, what: str) -> None:
        if not self._has_extras:
            self._has_extras = True
            self._note(self._lines.place(offset), "comment", f"found {what}, expected plain JSON")

    def _note(self, place: tuple[int, int], kind: str, message: str) -> None:
        hint = (
            "keep one of the two"
            if kind == "twice"
            else "remove it: a client that reads plain JSON refuses the whole file"
        )
        self._complaints.append(Complaint(line=place[0], column=place[1], message=message, hint=hint, kind=kind))

    def _next(self) -> str:
        return repr(self._text[self._at]) if self._at < len(self._text) else "the end of the file"

    def _stop(self, found: str, expected: str) -> NoReturn:
        line, column = self._lines.place(self._at)
        message = f"found {found}, expected {expected}"
        hint = "correct the syntax here or on the line before"
        raise NotReadable(Complaint(line=line, column=column, message=message, hint=hint))
