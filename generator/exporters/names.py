"""The rules of names that one client gives to servers and tools into Python that works them out for a plan.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from generator.exporters.clash import Column
from generator.exporters.fill import filled
from generator.exporters.scope import Scope, expression
from generator.model.problem import CatalogError

Rules = Mapping[str, Mapping[str, Any]]


def rows_source(names: Mapping[str, Rules], words: Collection[str]) -> tuple[str, Scope]:
    """A function `rows` that gives a row for each server of a plan: it, its names, and the rows of its tools; and their scope.

    Each name is `{of: TEMPLATE, once: TEXT, keep: CLASS, with: TEXT, limit: N, shorten: N, cut: N, skip: TEMPLATE, unique: true}`.
    In this order: of `once` twice at the start one is dropped; other characters than the class are replaced; of a name longer than `shorten` the middle becomes three dots; what is beyond `cut` is dropped; as much as
    `skip` is long is dropped at the start. `<name>_changed` says whether all that gave another name. With `limit` there are also `<name>_long`, and `<name>_room`: how long the server's key
    may be for it to fit, 0 when none does. Lengths are UTF-16 units, as the clients that have limits count them.

    Rows hold what is among the words, and what has to be unique: the function raises SameKey when it is not.

    Raises:
        CatalogError: a name cannot be one.
    """
    of_server, of_tool = names.get("server", {}), names.get("tool", {})
    _check([*of_server, *of_tool])
    columns = {"server": _columns(of_server, words), "tool": _columns(of_tool, words)}
    worked_out = {owner: {**columns[owner], **dict.fromkeys(rules, True)} for owner, rules in names.items()}
    server = Scope(frozenset({"plan", "server"}), {"server": {}, "tool": {}, **worked_out})
    tool = Scope(server.inside | {"tool"}, server.columns)
    keeps = {name: rule["keep"] for rules in names.values() for name, rule in rules.items() if "keep" in rule}
    tools = [
        "  tools = []",
        "  for tool in server['tools']:",
        *(f"   {each}" for each in _statements(of_tool, columns["tool"], tool)),
        f"   tools.append(({_row('tool', columns['tool'])}))",
    ]
    lines = [
        *(f"other_{name} = other_than({keep!r})" for name, keep in keeps.items()),
        "def rows(plan):",
        " servers = []",
        " for server in plan['servers']:",
        *(f"  {each}" for each in _statements(of_server, columns["server"], server)),
        *(tools if columns["tool"] else ["  tools = server['tools']"]),
        f"  servers.append(({_row('server', columns['server'])}tools))",
        f" check_names(servers, {_unique(of_server, columns['server'])!r}, {_unique(of_tool, columns['tool'])!r})",
        " return servers",
        "",
    ]
    return "\n".join(lines), Scope(columns=columns)


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, length: int) -> str:
    """The first units; half a character at the end is dropped."""
    if len(text) <= length and text.isascii():
        return text
    raw = text.encode("utf-16-le", "surrogatepass")[: 2 * length]
    return raw.decode("utf-16-le", "ignore")


def kept(text: str, found: re.Pattern[str], instead: str) -> str:
    """The text with each unit of the characters found replaced."""
    return found.sub(lambda match: instead * units(match.group()), text)


def other_than(keep: str) -> re.Pattern[str]:
    """What finds characters that are not of the class."""
    return re.compile(f"[^{keep}]")


def _check(names: Sequence[str]) -> None:
    """Names become variables, so no other text of a recipe may stand there."""
    wrong = next((each for each in names if not re.fullmatch(r"[a-z_]+", each) or names.count(each) > 1), None)
    if wrong is not None:
        raise CatalogError(f"found the name {wrong!r} in a recipe, expected letters a to z and _, and no name twice")


def _columns(rules: Rules, words: Collection[str]) -> dict[str, bool]:
    found = {}
    for name, rule in rules.items():
        if name in words or rule.get("unique"):
            found[name] = True
        found.update({each: False for each in (f"{name}_changed", f"{name}_long", f"{name}_room") if each in words})
    return found


def _row(what: str, columns: Mapping[str, bool]) -> str:
    return f"{what}, {''.join(f'n_{each}, ' for each in columns)}"


def _unique(rules: Rules, columns: Mapping[str, bool]) -> Sequence[Column]:
    places = {name: place for place, name in enumerate(columns, 1)}
    return tuple((name, places[name]) for name, rule in rules.items() if rule.get("unique"))


def _statements(rules: Rules, wanted: Collection[str], scope: Scope) -> Iterator[str]:
    """Each name worked out, in the order of the rules; what nobody looks at is left out."""
    for name, rule in rules.items():
        text = f"n_{name}"
        yield f"{text} = {expression(filled(rule['of'], scope))}"
        if f"{name}_changed" in wanted:
            yield f"given = {text}"
        if "once" in rule:
            yield f"if {text}.startswith({2 * rule['once']!r}): {text} = {text}[{len(rule['once'])}:]"
        if "keep" in rule:
            yield f"if other_{name}.search({text}): {text} = kept({text}, other_{name}, {rule['with']!r})"
        if "limit" in rule and any(f"{name}_{each}" in wanted for each in ("long", "room")):
            yield f"over = units({text}) - {rule['limit']}"
            yield f"{text}_long, {text}_room = over > 0, max(0, units(server['key']) - over)"
        if "shorten" in rule:
            side = (rule["shorten"] - len("...")) // 2
            yield f"if len({text}) > {rule['shorten']}: {text} = {text}[:{side}] + '...' + {text}[-{side}:]"
        if "cut" in rule:
            yield f"{text} = cut({text}, {rule['cut']})"
        if "skip" in rule:
            yield f"{text} = {text}[units({expression(filled(rule['skip'], scope))}):]"
        if f"{name}_changed" in wanted:
            yield f"{text}_changed = {text} != given"
