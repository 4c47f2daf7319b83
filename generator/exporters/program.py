"""A recipe into the Python that prints a plan, translated once in each process.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from json.encoder import encode_basestring_ascii
from typing import Any, Final

from generator.exporters.clash import check_names, unique
from generator.exporters.condition import condition
from generator.exporters.fill import FILTERS, filled, quoted
from generator.exporters.formats import (
    enclosed,
    json_mapping,
    json_text,
    to_json,
    to_text,
    to_toml,
    to_yaml,
    toml_document,
    toml_key,
    toml_leaves,
    yaml_list,
    yaml_mapping,
    yaml_text,
    yaml_word,
)
from generator.exporters.names import cut, kept, other_than, rows_source, units
from generator.exporters.scope import Scope, expression
from generator.exporters.text_styles import STYLES
from generator.exporters.tree import is_plain, made_of
from generator.model.plan import Plan
from generator.model.problem import CatalogError

Printed = tuple[int, str, str]
"""Position of the document in the recipe, name and text of the file."""
Told = tuple[int, str, str, tuple[str, ...]]
"""Position of the rule among those of the recipe, what it says, key of the server, names of the tools."""

WHAT_PROGRAMS_CALL: Final[dict[str, Any]] = {
    "NOTHING": (None, "", []),
    "quote": encode_basestring_ascii,
    **{f"as_{name}": function for name, function in FILTERS.items()},
    **{
        each.__name__: each
        for each in (
            *(check_names, unique, cut, kept, other_than, units),
            *(enclosed, json_mapping, json_text, yaml_list, yaml_mapping, yaml_text, yaml_word, to_text),
            *(toml_document, toml_key, toml_leaves, quoted),
        )
    },
}
"""Everything that they may: nothing of it reads or writes anything."""
_WRITERS: Final = {"json": to_json, "yaml": to_yaml, "toml": to_toml, "text": to_text}


def files_program(recipe: Mapping[str, Any]) -> Callable[[Plan], list[Printed]]:
    """The function that prints the files of a plan, in the recipe's order. It raises SameKey."""
    documents = recipe["documents"]
    rows, scope = rows_source(recipe.get("names", {}), _words(documents))
    lines = [line for position, each in enumerate(documents) for line in _document(position, each, scope)]
    program: Callable[[Plan], list[Printed]] = _compiled(recipe["target"], rows, lines)
    return program


def remarks_program(recipe: Mapping[str, Any]) -> Callable[[Plan], list[Told]]:
    """The function that tells what of a plan is lost and what else to look at, `lost` before `warnings`. It raises SameKey."""
    rules = [*recipe.get("lost", ()), *recipe.get("warnings", ())]
    rows, scope = rows_source(recipe.get("names", {}), _words(rules))
    lines = [line for position, each in enumerate(rules) for line in _rule(position, each, scope)]
    program: Callable[[Plan], list[Told]] = _compiled(recipe["target"], rows, lines)
    return program


def _compiled(target: str, rows: str, lines: Sequence[str]) -> Any:
    body = [" made = []", " servers = rows(plan)", *(f" {line}" for line in lines), " return made"]
    source = "\n".join([rows, "def program(plan):", *body, ""])
    namespace = dict(WHAT_PROGRAMS_CALL)
    exec(compile(source, f"<recipe {target}>", "exec"), namespace)  # noqa: S102 - made of recipes, which are part of this program
    return namespace["program"]


def _words(parts: Any) -> frozenset[str]:
    """Every word in those parts of a recipe: among them the names that they use."""
    return frozenset(re.findall(r"[a-z_]+", json.dumps(parts)))


def _document(position: int, document: Mapping[str, Any], scope: Scope) -> Iterator[str]:
    indent = ""
    if document.get("per") == "server":
        scope, loop = scope.entered("servers")
        yield f"for {loop}:"
        indent = " "
    name = expression(filled(document["file"], scope))
    holds = condition(document.get("if") or {}, scope)
    yield f"{indent}if {holds}: made.append(({position}, {name}, {_text(document, scope)}))"


def _text(document: Mapping[str, Any], scope: Scope) -> str:
    if "verbatim" in document:
        return repr(document["root"])
    form = document.get("format") or "text"
    if is_plain(document["root"]):
        return repr(_WRITERS[form](document["root"]))
    style = STYLES[form]
    made = made_of(document["root"], scope, style)
    if not made.is_one:
        raise CatalogError(f"found a recipe whose {document['file']} may have no root or several, expected one")
    return expression(style.whole(made))


def _rule(position: int, rule: Mapping[str, Any], scope: Scope) -> Iterator[str]:
    """Appends a remark for each server of which, or of tools of which, the condition holds."""
    server, loop = scope.entered("servers")
    yield f"for {loop}:"
    if rule.get("each", "tools") == "tools":
        tool, tools = server.entered("tools")
        chosen = f"{tools} if {condition(rule['if'], tool)}"
        yield f" hits = [tool['name'] for {chosen}]"
        yield " if hits:"
        if "least" in rule:
            yield f"  n_least = min([{tool.at(rule['least']).python} for {chosen}])"
        names = "tuple(hits)"
    else:
        yield f" if {condition(rule['if'], server)}:"
        if "least" in rule:
            yield f"  n_least = {server.at(rule['least']).python}"
        names = "()"
    own = {"least": False} if "least" in rule else {}
    columns = {**server.columns, "server": {**server.columns["server"], **own}}
    say = expression(filled(rule["say"], Scope(server.inside, columns)))
    yield f"  made.append(({position}, {say}, server['key'], {names}))"
