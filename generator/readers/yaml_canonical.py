"""YAML in the style that the importer writes, line by line into JSON: the bulk path of reading a registry.

One pattern takes a line apart, a block scalar with all its lines; a stack of columns opens and closes mappings and lists. Whatever is
not exactly of that style (an anchor, a tag, a comment behind a value, a scalar over several lines, an odd character, a key that stands
twice) is not read here at all: `yaml_fast` hands it to PyYAML. A test holds both equal for the whole registry, for generated texts and
for texts broken on purpose. Measured by `bench/reading.py`: 0.4 to 0.65 of the time that PyYAML's events take.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from typing import Final

from generator.readers.yaml_pieces import (
    DOUBLE,
    UnusualError,
    block_json,
    double_json,
    flow_json,
    key_json,
    plain_json,
    single_json,
)

_DEEPER: Final = r"\1(?(3)(?(2)  |)|) +(?=[^ \n])"
"""The margin of a line that belongs to the value above it."""
_LINE: Final = re.compile(
    r"( *)(- )?(?:([A-Za-z_][A-Za-z0-9_-]{0,99}):(?: |(?=\n)))?(?:"  # column, item, key
    rf"({DOUBLE})\n"
    rf"|((?:[^\s\[\]{{}}\"'|>#&*!%@`,?:-]|-[^\s])[^\n]*(?:\n{_DEEPER}[^\n]*)*)\n"  # plain
    rf"|('[^'\n]*(?:(?:''|\n{_DEEPER})[^'\n]*)*')\n"
    r"|([\[{][^\n]*)\n"
    rf"|([|>]-?)\n((?:{_DEEPER}[^\n]*\n|\n)+)"  # a block scalar with its lines
    r"|\n)"
    r"| *#[^\n]*\n|([\s\S]+)"  # a comment; what is something else is not looked at line by line, to stay linear
)
_ORDINARY: Final = bytes([0x0A, *range(0x20, 0x7F)])
_ODD: Final = re.compile("[\x00-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that libyaml does not take, or takes for the end of a line."""
_DEEPEST: Final = 40
"""Levels of mappings and lists. Chosen: parameters nested 16 deep take 38; what is deeper is read by PyYAML."""


def canonical_json(raw: bytes) -> tuple[str, dict[str, tuple[int, ...]]]:
    """JSON of the mapping that the text holds, and for each list at its top the line of every item, 1-based.

    Raises:
        UnusualError: The text is not of the style; it may still be good YAML.
    """
    odd = raw.translate(None, _ORDINARY)  # every byte that is no plain ASCII: 50 times as fast as a pattern
    try:
        text = raw.decode()
        if not raw.endswith(b"\n") or (odd and _ODD.search(odd.decode())):
            raise UnusualError
    except UnicodeDecodeError as error:
        raise UnusualError from error
    return _mapping(text)


class _Open:
    """What is open where the reading stands: mappings and lists, each with its column."""

    __slots__ = ("around", "column", "keys", "lines", "pieces", "waits")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        """JSON so far, but for the brace at its start; each pair of the mapping at the top begins with a comma."""
        self.column = 0
        self.keys: set[str] | None = set()
        """Of the innermost mapping; None in a list."""
        self.around: list[tuple[int, set[str] | None]] = []
        """The same of all around it."""
        self.waits: str | None = None
        """The key read last, while it has no value."""
        self.lines: dict[str, list[int]] = {}
        """For each list at the top the line of every item."""

    def enter(self, at: int, key: str, line: int, *, is_item: bool) -> None:
        """Open and close what the column of a line says, and write its key."""
        if self.waits is not None:
            self._open(at, is_item=is_item)
        else:
            self._close(at)
            if self.column != at or (self.keys is None) != is_item:
                raise UnusualError
            if is_item:
                self.pieces.append(",")
        if is_item:
            if len(self.around) == 1:
                self.lines[next(reversed(self.lines))].append(line)
            if not key:
                return
            self._push(at + 2, set())
            self.pieces.append("{")
        if self.keys is None or key in self.keys:
            raise UnusualError
        piece = key_json(key)
        self.pieces.append(piece if self.keys or not self.around else piece[1:])
        self.keys.add(key)

    def _open(self, at: int, *, is_item: bool) -> None:
        if at <= self.column:
            raise UnusualError
        if is_item and not self.around:
            self.lines[str(self.waits)] = []
        self.waits = None
        self._push(at, None if is_item else set())
        self.pieces.append("[" if is_item else "{")

    def _push(self, column: int, keys: set[str] | None) -> None:
        if len(self.around) > _DEEPEST:
            raise UnusualError
        self.around.append((self.column, self.keys))
        self.column, self.keys = column, keys

    def _close(self, at: int) -> None:
        """Close all that stands in columns behind this one."""
        while self.column > at:
            self.pieces.append("]" if self.keys is None else "}")
            self.column, self.keys = self.around.pop()

    def closed(self) -> str:
        """The whole JSON."""
        if self.waits is not None or not self.pieces:
            raise UnusualError
        self._close(0)
        return "{" + "".join(self.pieces)[1:] + "}"


def _mapping(text: str) -> tuple[str, dict[str, tuple[int, ...]]]:
    here = _Open()
    add = here.pieces.append
    more = 0
    """Lines of scalars of several lines so far."""
    for number, (indent, dash, key, double, plain, single, flow, style, block, rest) in enumerate(
        _LINE.findall(text), 1
    ):
        at = len(indent)
        if key and not dash and at == here.column and here.keys and here.waits is None:
            if key in here.keys:
                raise UnusualError
            here.keys.add(key)
            add(key_json(key))  # as `enter` does it: two lines of three
        elif key or dash:
            here.enter(at, key, number + more, is_item=bool(dash))
        elif indent or double or plain or single or flow or style or rest:
            raise UnusualError
        else:
            continue  # a comment, or an empty line
        if double:
            add(double if "\\" not in double else double_json(double))
        elif plain:
            add(plain_json(plain))
            more += plain.count("\n")
        elif single or flow or style:
            add(_value(single, flow, style, block, here))
            more += (single or block).count("\n")
        elif key:
            here.waits = key
        else:
            raise UnusualError
    return here.closed(), {key: tuple(each) for key, each in here.lines.items()}


def _value(single: str, flow: str, style: str, block: str, here: _Open) -> str:
    """The one of these that is not empty, as JSON; a block has its style beside it."""
    if single:
        return single_json(single)
    if style:
        return block_json(style, block, here.column)
    if "{" in flow and not here.around:
        raise UnusualError  # a list at the top, whose items have lines
    return flow_json(flow)
