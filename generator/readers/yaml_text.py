"""YAML text into plain data with a place for every value, and nothing YAML can surprise with.

Anchors, aliases, tags, merge keys, duplicate keys and second documents are refused, depth is limited, and a
plain scalar that YAML 1.1 and 1.2 read differently has to be quoted. What is left means the same to PyYAML, to
ruamel.yaml and to the YAML server of an editor.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import yaml
from msgspec import Struct, field

from generator.model.problem import Finding, Pointer
from generator.readers.yaml_scalars import plain_value

MAX_BYTES: Final = 16 * 1024 * 1024
"""Chosen: four times the largest `tools/list` answer the importer accepts."""
MAX_DEPTH: Final = 64
"""Chosen: parameters nested 16 deep take 38 levels."""
ODD_BREAKS: Final = ("\x85", "\u2028", "\u2029")
"""Characters that libyaml takes for the end of a line and editors do not."""


class Positions(Struct):
    """Where a value stands, and where its parts stand. Lines and columns are 1-based."""

    line: int
    column: int
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Place of each key of a mapping."""
    parts: dict[str | int, Positions] = field(default_factory=dict)
    """Positions of each value of a mapping or a list."""

    def find(self, pointer: Pointer, *, on_key: bool = False) -> tuple[int, int]:
        """Line and column of the pointer, or of its nearest parent that is in the file."""
        here = self
        for depth, step in enumerate(pointer):
            is_last = depth == len(pointer) - 1
            if is_last and on_key and isinstance(step, str) and step in here.keys:
                return here.keys[step]
            if step not in here.parts:
                break
            here = here.parts[step]
        return here.line, here.column


class YamlText(Struct, frozen=True):
    """What a YAML text holds."""

    data: Any
    """Mappings, lists, text, numbers, booleans and None; None when nothing could be read."""
    positions: Positions
    findings: tuple[tuple[Finding, tuple[int, int]], ...]
    """What is wrong with the text as YAML, each with its line and column."""


def read_yaml(raw: bytes) -> YamlText:
    """The data of the text, and everything that is wrong with it as YAML; never raises for bad input."""
    if len(raw) > MAX_BYTES:
        return _unreadable(1, 1, "yaml/too-large", f"found {len(raw)} bytes, expected at most {MAX_BYTES}", "split it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace")
        line = before.count("\n") + 1
        return _unreadable(
            line,
            len(before) - (before.rfind("\n") + 1) + 1,
            "yaml/encoding",
            f"found byte 0x{raw[error.start]:02x} that is not UTF-8, expected UTF-8 text",
            "save the file as UTF-8",
        )
    reader = _Reader(text)
    return reader.read()


def _unreadable(line: int, column: int, code: str, message: str, hint: str) -> YamlText:
    finding = Finding(pointer=(), code=code, message=message, hint=hint)
    return YamlText(None, Positions(line, column), ((finding, (line, column)),))


class _Stop(Exception):
    """Reading cannot go on; the finding is already noted."""


class _Reader:
    """Builds data from the parser's events, so that nothing is expanded before it is judged."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._has_odd_breaks = any(character in text for character in ODD_BREAKS)
        self._findings: list[tuple[Finding, tuple[int, int]]] = []

    def read(self) -> YamlText:
        data: Any = None
        top = Positions(1, 1)
        try:
            events = yaml.parse(self._text, Loader=yaml.CSafeLoader)
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    data, top = self._value(next(events), events, 0)
                    break
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    self._note(
                        event, "yaml/documents", "found a second document, expected one", "keep one document a file"
                    )
                    break
        except _Stop:
            pass
        except yaml.YAMLError as error:
            self._note_syntax(error)
        return YamlText(data, top, tuple(self._findings))

    def _value(self, event: Any, events: Iterator[Any], depth: int) -> tuple[Any, Positions]:
        here = Positions(*self._place(event.start_mark))
        if isinstance(event, yaml.AliasEvent):
            self._note(
                event, "yaml/alias", f"found alias *{event.anchor}, expected the value itself", "write the value out"
            )
            return None, here
        if event.anchor is not None:
            self._note(
                event, "yaml/anchor", f"found anchor &{event.anchor}, expected a plain value", "remove the anchor"
            )
        if event.tag is not None:
            self._note(event, "yaml/tag", f"found tag {event.tag}, expected a plain value", "remove the tag")
        if isinstance(event, yaml.ScalarEvent):
            plain = not event.style and event.implicit[0]
            return (self._scalar(event) if plain and event.tag is None else event.value), here
        if depth >= MAX_DEPTH:
            self._note(event, "yaml/too-deep", f"found more than {MAX_DEPTH} levels", "flatten the entry")
            raise _Stop
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, here, depth), here
        return self._mapping(events, here, depth), here

    def _list(self, events: Iterator[Any], here: Positions, depth: int) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            value, place = self._value(event, events, depth + 1)
            here.parts[len(items)] = place
            items.append(value)
        return items

    def _mapping(self, events: Iterator[Any], here: Positions, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, events, depth)
            value, place = self._value(next(events), events, depth + 1)
            if key is None:
                continue
            if key in mapping:
                first = here.keys[key][0]
                self._note(
                    event,
                    "yaml/duplicate-key",
                    f"found key {key!r} again, expected it once (first on line {first})",
                    "keep one of the two",
                )
                continue
            here.keys[key] = self._place(event.start_mark)
            here.parts[key] = place
            mapping[key] = value
        return mapping

    def _key(self, event: Any, events: Iterator[Any], depth: int) -> str | None:
        if not isinstance(event, yaml.ScalarEvent):
            self._note(
                event, "yaml/key", "found a key that is a list, a mapping or an alias, expected text", "use a text key"
            )
            self._value(event, events, depth + 1)
            return None
        value, _ = self._value(event, events, depth)
        if isinstance(value, str):
            return value
        self._note(event, "yaml/key", f"found key {event.value!r} that is not text, expected text", "put it in quotes")
        return None

    def _scalar(self, event: Any) -> Any:
        value, is_ambiguous = plain_value(event.value)
        if is_ambiguous:
            self._note(
                event,
                "yaml/ambiguous",
                f"found {event.value[:40]!r}, which YAML 1.1 and YAML 1.2 read differently, expected a value all parsers agree on",
                "put it in quotes, or write the number plainly",
            )
        return value

    def _place(self, mark: Any) -> tuple[int, int]:
        """Line and column as editors count them: libyaml also starts a line at three characters of Unicode."""
        if not self._has_odd_breaks:
            return mark.line + 1, mark.column + 1
        before = self._text[: mark.index]
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1

    def _note(self, event: Any, code: str, message: str, hint: str) -> None:
        place = self._place(event.start_mark)
        self._findings.append((Finding(pointer=(), code=code, message=message, hint=hint), place))

    def _note_syntax(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        if mark is not None:
            place = self._place(mark)
        else:
            before = self._text[: max(getattr(error, "position", 0), 0)]
            place = (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "text that is not YAML"
        context = getattr(error, "context", None)
        message = f"found text that is not YAML ({problem}{f' {context}' if context else ''}), expected YAML"
        hint = "correct the syntax here or on the line before"
        self._findings.append((Finding(pointer=(), code="yaml/syntax", message=message, hint=hint), place))
