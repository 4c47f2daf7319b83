"""A tool's definition, from a registry entry or as `tools/list` gave it, in the form that the rules read.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

from msgspec import Struct

from generator.model.tool import Hints, Parameter, Tool
from generator.rules.definition import HINT_NAMES, stated_hints
from generator.rules.excerpt import excerpt
from generator.rules.name_words import WORD, words_of
from generator.rules.returns import telling_names
from generator.rules.schema_parameters import schema_parameters

_MOST_TEXT: Final = 8192
"""Characters of a description that are read. Chosen: longer than all but a few observed."""
_DEEPEST: Final = 4
"""Levels of nested arguments that are read. Chosen: what a person filling in a policy still names."""


class Argument(NamedTuple):
    """One argument, nested ones under dotted names."""

    name: str
    """Dotted: `items[].path`."""
    words: tuple[str, ...]
    """Of the last part of the name."""
    type: str
    """As `model.tool.Parameter.type`; `any` when not stated."""
    values: tuple[Any, ...] | None
    """The allowed values; None when not limited to a list."""
    format: str | None
    text: str
    """What the server says of it; empty when nothing is. Our own description is no part of the definition."""
    is_required: bool

    @property
    def holds_text(self) -> bool:
        """Whether a caller may write text of their own into it."""
        return self.values is None and ("string" in self.type or "any" in self.type)


class Reading(Struct, frozen=True, dict=True):
    """One definition."""

    name: str
    text: str
    """The description, or the part of it that the entry keeps."""
    arguments: tuple[Argument, ...]
    """All of them, nested ones after the one they stand in; empty when there are none or they are unknown."""
    hints: Mapping[str, bool]
    """The hints that the server states."""
    orders: str | None = None
    """Words of the whole description that give the model orders, where only a part of it is kept."""
    returns: tuple[str, ...] = ()
    """Names of output properties that tell what a call gives out or has changed, as `rules.returns` knows them."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Of the name."""
        return words_of(self.name)

    @cached_property
    def lower(self) -> str:
        """The description in lower case: to ask for a word before a pattern is searched."""
        return self.text.lower()

    @cached_property
    def sentence(self) -> str:
        """The first sentence of the description, at most 160 characters."""
        return excerpt(self.text)

    @cached_property
    def sentence_lower(self) -> str:
        """The same in lower case: for the pieces of a `Phrase`."""
        return self.sentence.lower()

    def spelt(self, first: str, last: str | None = None) -> str:
        """The word of the name as it stands there, or the whole span from it to a second one behind or before it."""
        if last is None and self.name.islower():
            return first  # as nearly all names are spelt
        places = {match[0].lower(): match.span() for match in reversed(list(WORD.finditer(self.name)))}
        ends = [places[word] for word in (first, last or first) if word in places]
        return self.name[min(start for start, _ in ends) : max(end for _, end in ends)] if ends else first

    def speaks_of(self, *parts: str) -> bool:
        """Whether the description holds any of these pieces of words, case aside."""
        lower = self.lower
        for part in parts:  # noqa: SIM110 - a third of the time that `any` takes, twenty times a tool
            if part in lower:
                return True
        return False


def reading_of_entry(tool: Tool) -> Reading:
    """What the registry keeps of the definition."""
    hints = tool.hints
    stated = {} if not isinstance(hints, Hints) else {name: getattr(hints, name) for name in HINT_NAMES}
    return Reading(
        name=tool.name,
        text=(tool.definition.quote if tool.definition else None) or "",
        arguments=() if isinstance(tool.parameters, str) else tuple(_of_entry(tool.parameters)),
        hints={name: value for name, value in stated.items() if value is not None},
        orders=tool.definition.orders if tool.definition else None,
        returns=tool.definition.returns if tool.definition else (),
    )


def reading_of_definition(tool: Mapping[str, Any]) -> Reading:
    """A tool object of `tools/list`; parts of a wrong type count as not stated."""
    text = tool.get("description")
    name = tool.get("name")
    parameters = schema_parameters(tool.get("inputSchema"), lambda text: text, _DEEPEST).parameters
    return Reading(
        name=name if isinstance(name, str) else "",
        text=text[:_MOST_TEXT] if isinstance(text, str) else "",
        arguments=() if isinstance(parameters, str) else tuple(_of_schema(parameters, "", 1)),
        hints=stated_hints(tool),
        returns=telling_names(tool.get("outputSchema")),
    )


def _of_entry(parameters: Sequence[Parameter], prefix: str = "", level: int = 1) -> list[Argument]:
    arguments: list[Argument] = []
    for each in parameters:
        name, fields = each.name, each.fields
        arguments.append(
            Argument(
                prefix + name,
                words_of(name),
                each.type or "any",
                each.enum,
                each.format,
                each.quote or "",
                each.required,
            )
        )
        if isinstance(fields, tuple) and level < _DEEPEST:
            arguments += _of_entry(fields, inside(prefix + name, each.type), level + 1)
    return arguments


def _of_schema(parameters: Sequence[Mapping[str, Any]], prefix: str, level: int) -> Iterator[Argument]:
    for each in parameters:
        values = each.get("enum")
        yield Argument(
            name=prefix + each["name"],
            words=words_of(each["name"]),
            type=each.get("type") or "any",
            values=tuple(values) if values is not None else None,
            format=each.get("format"),
            text=each.get("quote") or "",
            is_required=each.get("required", False),
        )
        fields = each.get("fields")
        if isinstance(fields, list) and level < _DEEPEST:
            yield from _of_schema(fields, inside(prefix + each["name"], each.get("type")), level + 1)


def inside(name: str, type_name: str | None) -> str:
    """The prefix of what stands in this argument: `item.`, or `items[].` for the objects of an array."""
    return f"{name}[]." if (type_name or "").startswith("array") else f"{name}."
