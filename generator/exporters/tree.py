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

A node is taken apart once, into a function of the scope: a build prints each recipe for every server.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from generator.exporters.fill import Scope, filler, getter
from generator.model.problem import CatalogError

Values = Callable[[Scope], list[Any]]
"""Everything a node gives, in order. Raises SameKey when a mapping has a key twice."""
Holds = Callable[[Scope], bool]
_PREPARED: Final = frozenset({"servers", "tools"})


class SameKey(CatalogError):
    """Two rules would stand under one name, so one of them would not count."""


def compiled(node: Any) -> Values:
    """The node as a function of the scope."""
    if isinstance(node, str):
        filled = filler(node)
        return lambda scope: [filled(scope)]
    if isinstance(node, list):
        all_of = _together(node)
        return lambda scope: [all_of(scope)]
    if not isinstance(node, dict):
        return lambda _: [node]
    name = next(iter(node), "")
    return _DIRECTIVES[name](node) if name in _DIRECTIVES else _mapping_of(node)


def condition(parts: Mapping[str, Any]) -> Holds:
    """True when all parts hold: `path: value`, `path: [one of these]`, `path?: whether it is there`, `$not`, `$any`, `$some`."""
    checks = [_check(key, wanted) for key, wanted in parts.items()]
    if len(checks) == 1:
        return checks[0]

    def holds(scope: Scope) -> bool:
        for check in checks:  # noqa: SIM110 - an export spends much of its time here
            if not check(scope):
                return False
        return True

    return holds


def _check(key: str, wanted: Any) -> Holds:
    if key == "$some":
        enter, each_holds = _entered(wanted["each"]), condition(wanted["if"])
        return lambda scope: any(map(each_holds, enter(scope)))
    if key == "$not":
        inner = condition(wanted)
        return lambda scope: not inner(scope)
    if key == "$any":
        choices = [condition(each) for each in wanted]
        return lambda scope: any(each(scope) for each in choices)
    if key.endswith("?"):
        there = getter(key[:-1])
        return lambda scope: (there(scope) not in (None, "", [])) is wanted
    value_at = getter(key)
    if isinstance(wanted, list):
        return lambda scope: value_at(scope) in wanted
    return lambda scope: bool(value_at(scope) == wanted)


def _entered(what: str) -> Callable[[Scope], Iterable[Scope]]:
    """The scope of each server, tool, constraint, parameter or argument."""
    if what in _PREPARED:
        return getter(f"${what}")
    owner, name = "server" if what == "arguments" else "tool", what[:-1]
    return lambda scope: [{**scope, name: each} for each in scope[owner][what] or ()]


def _together(nodes: Sequence[Any]) -> Values:
    parts = [compiled(each) for each in nodes]
    if len(parts) == 1:
        return parts[0]
    return lambda scope: [value for part in parts for value in part(scope)]


def _mapping_of(node: Mapping[str, Any]) -> Values:
    pairs = [(filler(key), compiled(each)) for key, each in node.items()]

    def mapping(scope: Scope) -> list[Any]:
        made: dict[str, Any] = {}
        for key_of, part in pairs:
            found = part(scope)
            if found:
                _put(made, key_of(scope), found[0])
        return [made]

    return mapping


def _each(node: Mapping[str, Any]) -> Values:
    enter, do = _entered(node["$each"]), compiled(node["$do"])
    if "$if" not in node:
        return lambda scope: [value for inner in enter(scope) for value in do(inner)]
    holds = condition(node["$if"])
    return lambda scope: [value for inner in enter(scope) if holds(inner) for value in do(inner)]


def _if(node: Mapping[str, Any]) -> Values:
    holds, then, otherwise = condition(node["$if"]), _branch(node, "$then"), _branch(node, "$else")
    return lambda scope: then(scope) if holds(scope) else otherwise(scope)


def _switch(node: Mapping[str, Any]) -> Values:
    value_at, default = getter(node["$switch"]), _branch(node, "$default")
    cases = {value: compiled(each) for value, each in node["$cases"].items()}
    return lambda scope: cases.get(value_at(scope), default)(scope)


def _branch(node: Mapping[str, Any], name: str) -> Values:
    return compiled(node[name]) if name in node else lambda _: []


def _all(node: Mapping[str, Any]) -> Values:
    return _together(node["$all"])


def _join(node: Mapping[str, Any]) -> Values:
    texts, between = compiled(node["$join"]), node["$by"]
    return lambda scope: [between.join(texts(scope)[0])]


def _merge(node: Mapping[str, Any]) -> Values:
    parts = _together(node["$merge"])

    def merged(scope: Scope) -> list[Any]:
        made: dict[str, Any] = {}
        for each in parts(scope):
            for key, value in each.items():
                _put(made, key, value)
        return [made]

    return merged


def _filled(node: Mapping[str, Any]) -> Values:
    given, otherwise = compiled(node["$filled"]), _branch(node, "$else")
    return lambda scope: [value for value in given(scope) if value not in ([], {})] or otherwise(scope)


def _put(made: dict[str, Any], key: str, value: Any) -> None:
    if key in made:
        message = f"found two rules under the name {key!r}, expected one; choose other keys for the servers"
        raise SameKey(message)
    made[key] = value


_DIRECTIVES: Final[dict[str, Callable[[Mapping[str, Any]], Values]]] = {
    "$each": _each,
    "$if": _if,
    "$switch": _switch,
    "$all": _all,
    "$merge": _merge,
    "$filled": _filled,
    "$join": _join,
}
