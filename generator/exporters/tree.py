"""The tree of a recipe into the Python expression of a document. Total: no loops but over what the plan holds, no code of the recipe's.

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

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from generator.exporters.condition import ALWAYS, condition
from generator.exporters.fill import filled, is_filled
from generator.exporters.made import Made, list_of
from generator.exporters.scope import Code, Pieces, Scope, expression
from generator.exporters.styles import DATA, Style, pairs_of


def made_of(node: Any, scope: Scope, style: Style) -> Made:
    """What the node gives, in that style."""
    if isinstance(node, str):
        return style.text(filled(node, scope))
    if isinstance(node, list):
        return style.sequence([made_of(each, scope, style.inner()) for each in node])
    if not isinstance(node, dict):
        return style.constant(node)
    name = next(iter(node), "")
    if name in _DIRECTIVES:
        return _DIRECTIVES[name](node, scope, style)
    return style.mapping([(filled(key, scope), made_of(each, scope, style.inner())) for key, each in node.items()])


def is_plain(node: Any) -> bool:
    """True when the node gives itself, whatever the plan holds."""
    if isinstance(node, dict):
        return next(iter(node), "") not in _DIRECTIVES and all(map(is_plain, (*node, *node.values())))
    return all(map(is_plain, node)) if isinstance(node, list) else not isinstance(node, str) or is_filled(node)


def _together(nodes: Sequence[Any], scope: Scope, style: Style) -> Made:
    those = [made_of(each, scope, style) for each in nodes]
    return those[0] if len(those) == 1 else Made(many=list_of(those))


def _each(node: Mapping[str, Any], scope: Scope, style: Style) -> Made:
    inner, loop = scope.entered(node["$each"])
    do = made_of(node["$do"], inner, style)
    holds = [each for each in (condition(node.get("$if", {}), inner), do.when or ALWAYS) if each != ALWAYS]
    chosen = f"{loop} if {' and '.join(holds)}" if holds else loop
    if do.many is None:
        return Made(many=f"[{expression(do.one)} for {chosen}]")
    return Made(many=f"[v for {chosen} for v in {do.many}]")


def _if(node: Mapping[str, Any], scope: Scope, style: Style) -> Made:
    holds = condition(node["$if"], scope)
    then = _branch(node, "$then", scope, style) or Made(many="[]")
    return _chosen([(holds, then)], _branch(node, "$else", scope, style))


def _switch(node: Mapping[str, Any], scope: Scope, style: Style) -> Made:
    value = scope.at(node["$switch"])
    cases = [(f"{value.python} == {text!r}", made_of(each, scope, style)) for text, each in node["$cases"].items()]
    otherwise = _branch(node, "$default", scope, style)
    if value.words and value.words <= node["$cases"].keys():
        otherwise = cases.pop()[1]
    return _chosen(cases, otherwise)


def _branch(node: Mapping[str, Any], name: str, scope: Scope, style: Style) -> Made | None:
    return made_of(node[name], scope, style) if name in node else None


def _chosen(cases: Sequence[tuple[str, Made]], otherwise: Made | None) -> Made:
    """The values of the first case that holds."""
    if all(each.is_one for _, each in cases) and (otherwise is None or otherwise.is_one):
        last = otherwise or cases[-1][1]
        before = cases if otherwise else cases[:-1]
        chain = "".join(f"{expression(each.one)} if {holds} else " for holds, each in before)
        one: Pieces = (Code(f"({chain}{expression(last.one)})"),) if before else last.one
        return Made(one=one, when=None if otherwise else f"({' or '.join(holds for holds, _ in cases)})")
    chain = "".join(f"{each.as_list()} if {holds} else " for holds, each in cases)
    return Made(many=f"({chain}{otherwise.as_list() if otherwise else '[]'})")


def _all(node: Mapping[str, Any], scope: Scope, style: Style) -> Made:
    return _together(node["$all"], scope, style)


def _merge(node: Mapping[str, Any], scope: Scope, style: Style) -> Made:
    return style.merged(_together(node["$merge"], scope, pairs_of(style)).as_list())


def _filled(node: Mapping[str, Any], scope: Scope, style: Style) -> Made:
    given, otherwise = made_of(node["$filled"], scope, style).as_list(), _branch(node, "$else", scope, style)
    return Made(
        many=f"([v for v in {given} if v not in {style.empties}]{f' or {otherwise.as_list()}' if otherwise else ''})"
    )


def _join(node: Mapping[str, Any], scope: Scope, style: Style) -> Made:
    texts, between = node["$join"], node["$by"]
    those = [made_of(each, scope, DATA) for each in texts] if isinstance(texts, list) else []
    if those and all(each.is_one for each in those):
        pieces = [piece for each in those for piece in (between, *each.one)][1:]
        return style.text(tuple(Code(each.python, is_text=True) if isinstance(each, Code) else each for each in pieces))
    joined = list_of(those) if those else f"{made_of(texts, scope, DATA).as_list()}[0]"
    return style.text((Code(f"{between!r}.join({joined})", is_text=True),))


_DIRECTIVES: Final[dict[str, Callable[[Mapping[str, Any], Scope, Style], Made]]] = {
    "$each": _each,
    "$if": _if,
    "$switch": _switch,
    "$all": _all,
    "$merge": _merge,
    "$filled": _filled,
    "$join": _join,
}
