"""The tree of a recipe and a plan into the data of one document. Total: no loops but over what the plan holds, no code.

A node gives any number of values: a list takes them all, a mapping leaves out a key whose node gives none. A mapping whose first key
is one of these is no data:

| node | gives |
|---|---|
| text | itself, its `{placeholders}` filled |
| list | one list |
| mapping | one mapping, keys filled |
| `{$each: tools, $if: CONDITION, $do: NODE}` | the node for each of the servers, tools, constraints or arguments |
| `{$if: CONDITION, $then: NODE, $else: NODE}` | one of both |
| `{$switch: PATH, $cases: {TEXT: NODE}, $default: NODE}` | the node of the value |
| `{$all: [NODE, ...]}` | all of them |
| `{$merge: [NODE, ...]}` | one mapping of several; a key again is a mistake |
| `{$filled: NODE, $else: NODE}` | the node unless it is an empty list or mapping |
| `{$join: NODE, $by: TEXT}` | the texts of a list as one |

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from generator.exporters.fill import Scope, fill, value_at
from generator.model.problem import CatalogError

_MISSING: Final = object()
_PREPARED: Final = frozenset({"servers", "tools"})


class SameKey(CatalogError):
    """Two rules would stand under one name, so one of them would not count."""


def first(node: Any, scope: Scope) -> Any:
    """The node's only value."""
    return values(node, scope)[0]


def values(node: Any, scope: Scope) -> list[Any]:
    """Everything the node gives, in order.

    Raises:
        SameKey: a mapping has a key twice.
    """
    if isinstance(node, str):
        return [fill(node, scope)]
    if isinstance(node, list):
        return [[value for each in node for value in values(each, scope)]]
    if not isinstance(node, dict):
        return [node]
    name = next(iter(node), "")
    if name in _DIRECTIVES:
        return _DIRECTIVES[name](node, scope)
    pairs = ((fill(key, scope), value) for key, each in node.items() for value in values(each, scope)[:1])
    return [_mapping(pairs)]


def entered(what: str, scope: Scope) -> Iterable[Scope]:
    """The scope of each server, tool, constraint, parameter or argument."""
    if what in _PREPARED:
        found: list[Scope] = scope[f"${what}"]
        return found
    owner = scope["server" if what == "arguments" else "tool"]
    return [{**scope, what[:-1]: each} for each in owner[what] or ()]


def holds(condition: Mapping[str, Any], scope: Scope) -> bool:
    """True when all parts hold: `path: value`, `path: [one of these]`, `path?: whether it is there`, `$not`, `$any`, `$some`."""
    for key, wanted in condition.items():  # noqa: SIM110 - an export spends a third of its time here
        if not _holds(key, wanted, scope):
            return False
    return True


def _holds(key: str, wanted: Any, scope: Scope) -> bool:
    if key[0] != "$":
        if key[-1] == "?":
            return (value_at(key[:-1], scope) not in (None, "", [])) is wanted
        value = value_at(key, scope)
        return value in wanted if isinstance(wanted, list) else bool(value == wanted)
    if key == "$some":
        return any(holds(wanted["if"], inner) for inner in entered(wanted["each"], scope))
    return not holds(wanted, scope) if key == "$not" else any(holds(each, scope) for each in wanted)


def _each(node: Mapping[str, Any], scope: Scope) -> list[Any]:
    condition = node.get("$if", {})
    return [
        value
        for inner in entered(node["$each"], scope)
        if holds(condition, inner)
        for value in values(node["$do"], inner)
    ]


def _if(node: Mapping[str, Any], scope: Scope) -> list[Any]:
    branch = node.get("$then" if holds(node["$if"], scope) else "$else", _MISSING)
    return [] if branch is _MISSING else values(branch, scope)


def _switch(node: Mapping[str, Any], scope: Scope) -> list[Any]:
    branch = node["$cases"].get(value_at(node["$switch"], scope), node.get("$default", _MISSING))
    return [] if branch is _MISSING else values(branch, scope)


def _all(node: Mapping[str, Any], scope: Scope) -> list[Any]:
    return [value for each in node["$all"] for value in values(each, scope)]


def _join(node: Mapping[str, Any], scope: Scope) -> list[Any]:
    return [node["$by"].join(first(node["$join"], scope))]


def _merge(node: Mapping[str, Any], scope: Scope) -> list[Any]:
    return [_mapping(pair for each in node["$merge"] for value in values(each, scope) for pair in value.items())]


def _filled(node: Mapping[str, Any], scope: Scope) -> list[Any]:
    found = [value for value in values(node["$filled"], scope) if value not in ([], {})]
    return found if found or "$else" not in node else values(node["$else"], scope)


def _mapping(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            message = f"found two rules under the name {key!r}, expected one; choose other keys for the servers"
            raise SameKey(message)
        made[key] = value
    return made


_DIRECTIVES: Final[dict[str, Callable[[Mapping[str, Any], Scope], list[Any]]]] = {
    "$each": _each,
    "$if": _if,
    "$switch": _switch,
    "$all": _all,
    "$merge": _merge,
    "$filled": _filled,
    "$join": _join,
}
