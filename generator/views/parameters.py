"""A tool's parameters into table rows and sentences, nested ones under dotted names.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from json import JSONEncoder
from typing import Any, Final, NamedTuple

from msgspec import Struct

from generator.model.assessment import Signal
from generator.model.tool import Parameter, Tool
from generator.rules.signal_kinds import PARAMETER_SIGNALS
from generator.views.words import joined, literal, number, plural, sentence, some_of

_SHOWN_VALUES: Final = 12
"""Allowed values shown before the rest is folded: chosen, three short rows of a cell."""
_NAMED: Final = 12
"""Parameter names spelt out in a sentence before the rest is counted: chosen."""
_ENCODE: Final = JSONEncoder(ensure_ascii=False).encode
_JSON_WORDS: Final = {True: "true", False: "false", None: "null"}


class ParameterRow(NamedTuple):
    """One row of the table; a tuple, as one is made for every parameter, and a frozen data class takes twice the time."""

    name: str
    """Dotted for a nested parameter: `options.depth`, `items[].path`."""
    type: str
    required: str
    """`yes` or `no`."""
    default: str | None
    """As JSON; None when none is stated."""
    allowed: tuple[str, ...]
    """The first allowed values as JSON; empty when not limited to a list."""
    folded: tuple[str, ...]
    """The allowed values after those."""
    folded_label: str
    limits: str
    """Further limits of the schema in words; empty for none."""
    description: str | None
    quote: str | None
    """The server's own words, shown as a quote."""
    signals: tuple[str, ...]
    """Kinds of power the value gives, e.g. `path`."""
    by_hand: tuple[str, ...]
    """One sentence for each of them that a person added or took away, with the reason."""


class ParameterTable(Struct, frozen=True, kw_only=True):
    """What is known of a tool's parameters."""

    count: str
    """How many a call takes, nested ones not counted, or `not published`."""
    required: str
    """How many of them are required, or `not published`."""
    note: str
    """One sentence that stands before the table, or instead of it."""
    rows: tuple[ParameterRow, ...]
    has_defaults: bool
    has_allowed: bool


def parameter_table(tool: Tool, signals: Sequence[Signal]) -> ParameterTable:
    """The table of a tool's parameters; no rows when it takes none or its schema is unknown."""
    if isinstance(tool.parameters, str):
        note = f"The parameters of `{tool.name}` are not published: no schema of them is known, so it may take any."
        return _table("not published", "not published", note, ())
    kinds: dict[str, list[str]] = {}
    for signal in signals:
        if signal.kind in PARAMETER_SIGNALS:
            kinds.setdefault(signal.parameter, []).append(signal.kind)
    found: list[ParameterRow] = []
    _collect(tool.parameters, "", kinds, _chosen(tool) if tool.signals else {}, found)
    rows = tuple(found)
    count = len(tool.parameters)
    required = sum(parameter.required for parameter in tool.parameters)
    if not count:
        note = f"`{tool.name}` takes no parameters."
    elif len(rows) > count:
        note = (
            f"{plural(count, 'parameter')}, {number(required)} required; {number(len(rows) - count)} nested below them."
        )
    else:
        note = f"{plural(count, 'parameter')}, {number(required)} required."
    return _table(number(count), number(required), note, rows)


def _table(count: str, required: str, note: str, rows: tuple[ParameterRow, ...]) -> ParameterTable:
    return ParameterTable(
        count=count,
        required=required,
        note=note,
        rows=rows,
        has_defaults=any(row.default is not None for row in rows),
        has_allowed=any(row.allowed or row.limits for row in rows),
    )


def _chosen(tool: Tool) -> dict[str, list[str]]:
    """What a person said of single signals, by dotted name."""
    chosen: dict[str, list[str]] = {}
    for each in tool.signals:
        if each.parameter is not None and each.kind in PARAMETER_SIGNALS:
            says = "does" if each.holds else "does not"
            text = f"A person says that {each.kind} {says} hold: {sentence(each.reason)}"
            chosen.setdefault(each.parameter, []).append(text)
    return chosen


def _collect(
    parameters: Sequence[Parameter],
    prefix: str,
    kinds: Mapping[str, Sequence[str]],
    chosen: Mapping[str, Sequence[str]],
    rows: list[ParameterRow],
) -> None:
    """Add the rows of these parameters, each with those nested below it."""
    for parameter in parameters:
        dotted = prefix + parameter.name
        enum, description, fields = parameter.enum, parameter.description, parameter.fields
        values = tuple(map(_json, enum)) if enum is not None else ()
        rows.append(
            ParameterRow(
                name=dotted,
                type=parameter.type or "not stated",
                required="yes" if parameter.required else "no",
                default=_json(parameter.default) if parameter.states_default else None,
                allowed=values[:_SHOWN_VALUES],
                folded=values[_SHOWN_VALUES:],
                folded_label=plural(len(values) - _SHOWN_VALUES, "more value") if len(values) > _SHOWN_VALUES else "",
                limits=_limits(parameter),
                description=description,
                quote=parameter.quote if description is None else None,
                signals=tuple(kinds.get(dotted, ())),
                by_hand=tuple(chosen.get(dotted, ())),
            )
        )
        if isinstance(fields, tuple):
            is_array = (parameter.type or "").startswith("array")
            _collect(fields, f"{dotted}[]." if is_array else f"{dotted}.", kinds, chosen, rows)


def _limits(parameter: Parameter) -> str:
    constraints = parameter.constraints
    parts = [f"{key} {_json(value)}" for key, value in constraints.items()] if constraints else []
    if parameter.format is not None:
        parts.insert(0, f"format {parameter.format}")
    if parameter.fields == "not expanded":
        parts.append("nested fields not expanded")
    return ", ".join(parts)


def _json(value: Any) -> str:
    """The value as JSON, in any alphabet; words and numbers without the encoder, which takes 2 microseconds to start."""
    kind = type(value)
    if kind is bool or value is None:
        return _JSON_WORDS[value]
    return str(value) if kind is int else _ENCODE(value)


def accepted(tool: Tool) -> str | None:
    """One or two sentences that name the parameters; None when the schema is unknown."""
    if isinstance(tool.parameters, str):
        return None
    if not tool.parameters:
        return f"{tool.name} accepts no parameters."
    names = [f"`{literal(parameter.name)}`" for parameter in tool.parameters]
    required = [f"`{literal(parameter.name)}`" for parameter in tool.parameters if parameter.required]
    listed = f"{tool.name} accepts {plural(len(names), 'parameter')}: {some_of(names, _NAMED)}."
    if not required:
        return f"{listed} None of them is required."
    if len(required) == len(names):
        return f"{listed} {'It is required.' if len(names) == 1 else 'All are required.'}"
    return f"{listed} Required: {some_of(required, _NAMED)}."


def reach(signals: Sequence[Signal]) -> str | None:
    """One sentence on what the arguments decide; None when no parameter raises a signal."""
    by_kind: dict[str, list[str]] = {}
    for signal in signals:
        if signal.kind in PARAMETER_SIGNALS:
            by_kind.setdefault(signal.kind, []).append(f"`{literal(signal.parameter)}`")
    if not by_kind:
        return None
    parts = [
        f"{names[0]} {PARAMETER_SIGNALS[kind]}"
        if len(names) == 1
        else f"each of {some_of(names, 4)} {PARAMETER_SIGNALS[kind]}"
        for kind, names in by_kind.items()
    ]
    return f"What a call reaches is decided by its arguments: {joined(parts)}."
