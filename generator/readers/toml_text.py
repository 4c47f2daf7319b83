"""TOML into plain data with a place for every key and value.

`tomllib` reads the data and finds what is wrong; the walk here only follows a text that is right and notes where things stand.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
import tomllib
from typing import Final

from generator.readers.placed_text import MAX_DEPTH, Complaint, Lines, NotReadable, PlacedText, decoded, unreadable
from generator.readers.yaml_text import Positions

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE: Final = re.compile(r"[ \t]*")
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_STRING: Final = re.compile(
    r"""\"\"\"(?:\\.|[^\\])*?\"\"\"(?:"{0,2}(?!"))|'''.*?'''(?:'{0,2}(?!'))|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""", re.DOTALL
)
_OTHER: Final = re.compile(r"[^,\]}#\n]*")
_BRACKET: Final = re.compile(r"[\[\]{}]")
_LONG_KEY: Final = re.compile(rf"(?:[A-Za-z0-9_-]{{1,200}}[ \t]*\.[ \t]*){{{MAX_DEPTH}}}")
_WHERE: Final = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def read_toml(raw: bytes) -> PlacedText:
    """The data of the text, and what is wrong with it; never raises for bad input."""
    try:
        text = decoded(raw).replace("\r\n", "\n")
    except NotReadable as error:
        return unreadable(error.complaint)
    if _is_too_deep(text):
        message = f"found more than {MAX_DEPTH} levels, expected a flatter file"
        return unreadable(Complaint(line=1, column=1, message=message, hint="flatten it"))
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return unreadable(_complaint(str(error), text))
    return PlacedText(data, _Walk(text).walk())


def _is_too_deep(text: str) -> bool:
    """Whether arrays and inline tables, or dotted keys, nest deeper than anybody writes; brackets in strings count too."""
    level = 0
    for bracket in _BRACKET.finditer(text):
        level = level + 1 if bracket[0] in "[{" else max(0, level - 1)
        if level > MAX_DEPTH:
            return True
    return _LONG_KEY.search(text) is not None


def _complaint(error: str, text: str) -> Complaint:
    where = _WHERE.search(error)
    line, column = (int(where[1]), int(where[2])) if where and where[1] else Lines(text).place(len(text))
    message = f"found text that is not TOML ({_WHERE.sub('', error).strip().lower()}), expected TOML"
    return Complaint(line=line, column=column, message=message, hint="correct the syntax here or on the line before")


class _Walk:
    """Follows a right text once; `_at` is the offset that comes next."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._at = 0
        self._top = Positions(1, 1)

    def walk(self) -> Positions:
        table = self._top
        while self._skip(_BLANK) < len(self._text):
            if self._text.startswith("[", self._at):
                is_list = self._text.startswith("[[", self._at)
                self._at += 2 if is_list else 1
                table = self._header(is_list=is_list)
            else:
                self._pair(table)
        return self._top

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at

    def _header(self, *, is_list: bool) -> Positions:
        table = self._top
        path = self._dotted()
        for step, (key, place) in enumerate(path):
            table = _inside(table, key, place)
            is_last = step == len(path) - 1
            if is_last and is_list:
                table = table.parts.setdefault(len(table.parts), Positions(*place))
            elif not is_last and table.parts and all(isinstance(each, int) for each in table.parts):
                table = table.parts[len(table.parts) - 1]
        self._at = self._text.find("\n", self._at) if "\n" in self._text[self._at :] else len(self._text)
        return table

    def _dotted(self) -> list[tuple[str, tuple[int, int]]]:
        """The keys joined by dots, and where each stands; ends behind them."""
        keys: list[tuple[str, tuple[int, int]]] = []
        while True:
            self._skip(_SPACE)
            start = self._at
            if self._text[start : start + 1] in {'"', "'"}:
                self._skip(_STRING)
                keys.append((_unquoted(self._text[start : self._at]), self._lines.place(start)))
            else:
                self._skip(_BARE_KEY)
                keys.append((self._text[start : self._at], self._lines.place(start)))
            self._skip(_SPACE)
            if not self._text.startswith(".", self._at):
                return keys
            self._at += 1

    def _pair(self, table: Positions) -> None:
        start = self._at
        *before, (key, place) = self._dotted()
        for each, where in before:
            table = _inside(table, each, where)
        self._at = max(self._at, start) + 1  # the equals sign
        self._skip(_SPACE)
        table.keys.setdefault(key, place)
        table.parts[key] = self._value()

    def _value(self) -> Positions:
        here = Positions(*self._lines.place(self._at))
        first = self._text[self._at : self._at + 1]
        if first == "[":
            self._at += 1
            while self._skip(_BLANK) < len(self._text) and not self._text.startswith("]", self._at):
                here.parts[len(here.parts)] = self._value()
                self._skip(_BLANK)
                self._at += self._text.startswith(",", self._at)
            self._at += 1
        elif first == "{":
            self._at += 1
            while self._skip(_BLANK) < len(self._text) and not self._text.startswith("}", self._at):
                self._pair(here)
                self._skip(_BLANK)
                self._at += self._text.startswith(",", self._at)
            self._at += 1
        elif first in {'"', "'"}:
            self._skip(_STRING)
        else:
            self._skip(_OTHER)
        return here


def _inside(table: Positions, key: str, place: tuple[int, int]) -> Positions:
    table.keys.setdefault(key, place)
    return table.parts.setdefault(key, Positions(*place))


def _unquoted(key: str) -> str:
    if key.startswith("'"):
        return key[1:-1]
    return str(next(iter(tomllib.loads(f"{key} = 1"))))
