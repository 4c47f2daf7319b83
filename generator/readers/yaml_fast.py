"""Ordinary YAML into JSON without the places of its values: the bulk path of reading a registry.

The style that the importer writes is read line by line; everything else by PyYAML's events, about twice as slow. A text with anything
unusual in it (an anchor, an alias, a tag, a duplicate or odd key, an ambiguous scalar, a second document, too much depth, a syntax
error) is not read here at all; `yaml_text.read_yaml` reads it and says what is wrong where. For everything else both give the same
data, which a test holds for the whole registry and for generated texts.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import yaml
from msgspec import Struct
from pydantic_core import from_json, to_json

from generator.readers.yaml_canonical import canonical_json
from generator.readers.yaml_pieces import UnusualError
from generator.readers.yaml_scalars import plain_value
from generator.readers.yaml_text import MAX_BYTES, MAX_DEPTH, ODD_BREAKS

_scalar: Final = lru_cache(maxsize=16384)(plain_value)
"""Registries repeat themselves: types, categories, dates, `true`."""


class FastYaml(Struct, frozen=True):
    """What an ordinary text holds."""

    json: str | bytes
    lines: dict[str, tuple[int, ...]]
    """For each list at the top of the file that has its items on lines of their own the line of every item, 1-based."""

    @property
    def data(self) -> Any:
        """The JSON as plain data."""
        return from_json(self.json)


def read_fast(raw: bytes) -> FastYaml | None:
    """What an ordinary text with a mapping at its top holds; None for every other text."""
    if len(raw) > MAX_BYTES:
        return None
    try:
        return FastYaml(*canonical_json(raw))
    except UnusualError:
        return read_events(raw)


def read_events(raw: bytes) -> FastYaml | None:
    """The same by PyYAML's events, whatever the style."""
    try:
        text = raw.decode("utf-8-sig")
        if any(character in text for character in ODD_BREAKS):
            return None
        return _document(yaml.CSafeLoader(text))
    except (UnicodeDecodeError, yaml.YAMLError, UnusualError):
        return None


def _document(loader: Any) -> FastYaml:
    get: Callable[[], Any] = loader.get_event
    event = get()
    while type(event) is not yaml.MappingStartEvent:
        if type(event) not in {yaml.StreamStartEvent, yaml.DocumentStartEvent}:
            raise UnusualError
        event = get()
    lines: dict[str, tuple[int, ...]] = {}
    data = _top(event, get, lines)
    if type(get()) is not yaml.DocumentEndEvent or type(get()) is not yaml.StreamEndEvent:
        raise UnusualError
    return FastYaml(to_json(data), lines)


def _top(start: Any, get: Callable[[], Any], lines: dict[str, tuple[int, ...]]) -> dict[str, Any]:
    """The mapping at the top; the lines of the items of its lists go into `lines`."""
    if start.anchor is not None or start.tag is not None:
        raise UnusualError
    mapping: dict[str, Any] = {}
    while type(event := get()) is not yaml.MappingEndEvent:
        key = _key(event, mapping)
        event = get()
        if type(event) is yaml.SequenceStartEvent and event.anchor is None and event.tag is None:
            items: list[Any] = []
            places: list[int] = []
            while type(item := get()) is not yaml.SequenceEndEvent:
                places.append(item.start_mark.line + 1)
                items.append(_value(item, get, 2))
            mapping[key], lines[key] = items, tuple(places)
        else:
            mapping[key] = _value(event, get, 1)
    return mapping


def _value(event: Any, get: Callable[[], Any], depth: int) -> Any:
    kind = type(event)
    if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
        raise UnusualError
    if kind is yaml.ScalarEvent:
        if event.style or not event.implicit[0]:
            return event.value
        value, is_ambiguous = _scalar(event.value)
        if is_ambiguous:
            raise UnusualError
        return value
    if depth >= MAX_DEPTH:
        raise UnusualError
    if kind is yaml.SequenceStartEvent:
        items: list[Any] = []
        while type(item := get()) is not yaml.SequenceEndEvent:
            items.append(_value(item, get, depth + 1))
        return items
    mapping: dict[str, Any] = {}
    while type(event := get()) is not yaml.MappingEndEvent:
        key = _key(event, mapping)
        mapping[key] = _value(get(), get, depth + 1)
    return mapping


def _key(event: Any, mapping: dict[str, Any]) -> str:
    if type(event) is not yaml.ScalarEvent:
        raise UnusualError
    key = _value(event, _nothing, 0)
    if not isinstance(key, str) or key in mapping:
        raise UnusualError
    return key


def _nothing() -> None:
    """A scalar has nothing after it to get."""
