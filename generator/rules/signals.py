"""Parameters into risk signals: what kind of power a value gives whoever fills it in.

Only the parameter's own name, type and format are read, and whether it is said to lead through a document. A signal says "look here", not "this is dangerous".

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.assessment import Signal
from generator.model.tool import Parameter, Tool

SIGNALS: Final[dict[str, str]] = {
    "path": "names a file or folder",
    "URL": "names an address to reach",
    "command": "holds a command line",
    "query": "holds a query the server runs",
    "code": "holds code or an expression",
    "recipient": "names who receives something",
    "amount": "holds an amount of money or units",
    "bulk": "takes many targets in one call",
}
"""Kind of signal and what such a parameter does, in the order they are reported."""

_WORDS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_KINDS: Final[dict[str, frozenset[str]]] = {
    "path": frozenset("path paths file filename filepath files dir directory folder cwd".split()),
    "URL": frozenset("url urls uri uris href webhook endpoint".split()),
    "command": frozenset("command commands cmd shell argv".split()),
    "query": frozenset("sql query cypher jql cql statement queries graphql promql logql".split()),
    "code": frozenset("code script javascript expression snippet".split()),
    "recipient": frozenset("recipient recipients to cc bcc email emails phone channel".split()),
    "amount": frozenset("amount price quantity total cost budget".split()),
}
_FORMATS: Final = {"uri": "URL", "url": "URL", "email": "recipient"}
_INSIDE_DOCUMENTS: Final = re.compile(r"json\s?path|json\s?pointer|x\s?path", re.IGNORECASE)
"""Said of a path that leads through a document, not through folders."""
_NOT_CODE: Final = frozenset("country currency language postal zip status error exit area account locale".split())
_BULK: Final = frozenset(
    "ids items entities keys names records rows messages users emails observations relations deletions updates".split()
)


def words_of(name: str) -> tuple[str, ...]:
    """The lower-case words of a snake_case, camelCase, dotted or dashed name, in order."""
    return tuple(word.lower() for word in _WORDS.findall(name))


def signals_of(tool: Tool) -> tuple[Signal, ...]:
    """The signals of all parameters, nested ones under dotted names; none when the schema is unknown."""
    if isinstance(tool.parameters, str):
        return ()
    return tuple(_walk(tool.parameters, ""))


def _walk(parameters: tuple[Parameter, ...], prefix: str) -> Iterator[Signal]:
    for parameter in parameters:
        dotted = prefix + parameter.name
        for kind in _kinds(parameter):
            yield Signal(parameter=dotted, kind=kind)
        if isinstance(parameter.fields, tuple):
            is_array = (parameter.type or "").startswith("array")
            yield from _walk(parameter.fields, f"{dotted}[]." if is_array else f"{dotted}.")


def _kinds(parameter: Parameter) -> Iterator[str]:
    words = words_of(parameter.name)
    states = parameter.type or "any"
    if "string" in states or "any" in states:
        found = {_FORMATS[parameter.format]} if parameter.format in _FORMATS else set()
        found |= {kind for kind, names in _KINDS.items() if kind != "amount" and _is_named(kind, words, names)}
        if _INSIDE_DOCUMENTS.search(f"{parameter.name} {parameter.description} {parameter.quote}"):
            found.discard("path")
        if parameter.enum is None:
            yield from (kind for kind in SIGNALS if kind in found)
    if words and words[-1] in _KINDS["amount"] and parameter.enum is None:
        yield "amount"
    if "array" in states and words and words[-1] in _BULK:
        yield "bulk"


def _is_named(kind: str, words: tuple[str, ...], names: frozenset[str]) -> bool:
    if not words:
        return False
    if kind == "recipient":
        return words[-1] in names or (len(words) > 1 and words[0] in {"recipient", "to"})
    if kind == "code":
        return words[-1] in names and not _NOT_CODE & set(words)
    return words[-1] in names or (kind == "path" and words[-1] == "name" and words[0] == "file")
