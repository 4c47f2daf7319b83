"""Texts with `{placeholders}` into texts, and paths into the values they name.

The browser does the same in `front/src/policies/`; a test holds both to the same bytes.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from operator import itemgetter
from typing import Any, Final

Scope = Mapping[str, Any]
"""What names mean at one place of a recipe: `plan`, `server`, `tool`, `constraint`, and the recipe's own `names`."""
_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)(?:\|([a-z]+))?\}")
_SPECIAL: Final = re.compile(r"[\\^$.*+?()\[\]{}|/\-]")
_UNSAFE: Final = re.compile(r"[^ !#-\[\]-~]")
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@cache
def getter(path: str) -> Callable[[Scope], Any]:
    """The value of a dotted path, of a scope; None where a part of it is None.

    The function raises KeyError when nothing of that name is in scope.
    """
    name, *rest = path.split(".")
    if not rest:
        return itemgetter(name)

    def value_at(scope: Scope) -> Any:
        value = scope[name]
        for part in rest:
            if value is None:
                return None
            value = value[part]
        return value

    return value_at


@cache
def filler(template: str) -> Callable[[Scope], Any]:
    """The text with every placeholder replaced, of a scope; a template that is one placeholder gives the value itself, whatever its type.

    Recipes hold a few hundred templates, and each is filled thousands of times: so they are taken apart once.
    """
    cut: list[str | Callable[[Scope], Any]] = []
    end = 0
    for found in _PLACEHOLDER.finditer(template):
        cut += [template[end : found.start()], _filtered(found[1], found[2])]
        end = found.end()
    parts = [each for each in (*cut, template[end:]) if each]
    if len(parts) > 1:
        return lambda scope: "".join([each if isinstance(each, str) else _text(each(scope)) for each in parts])
    only = parts[0] if parts else ""
    return (lambda _: only) if isinstance(only, str) else only


def fill(template: str, scope: Scope) -> Any:
    """The template filled from one scope."""
    return filler(template)(scope)


def _filtered(path: str, name: str | None) -> Callable[[Scope], Any]:
    value_at = getter(path)
    if name is None:
        return value_at
    filtered = FILTERS[name]
    return lambda scope: filtered(value_at(scope))


def quoted(text: str) -> str:
    """A double-quoted text in ASCII that TOML and YAML both read."""
    return f'"{_UNSAFE.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    if character in _SHORT:
        return _SHORT[character]
    return f"\\u{ord(character):04x}" if character <= "\uffff" else f"\\U{ord(character):08x}"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, separators=(", ", ": "))


def _one_line(value: Any) -> str:
    """The text inside a comment or a sentence: nothing in it can end the line."""
    return _json(_text(value))[1:-1].replace('\\"', '"').replace("\\\\", "\\")


def _cedar(value: Any) -> str:
    """A Cedar literal. Source: docs.cedarpolicy.com, policy grammar: STR with the escapes of a Rust text."""
    if isinstance(value, list):
        return f"[{', '.join(map(_cedar, value))}]"
    return f'"{_inside_cedar(value)}"' if isinstance(value, str) else _json(value)


def _inside_cedar(value: Any) -> str:
    return _UNSAFE.sub(lambda found: f"\\u{{{ord(found.group()):x}}}", _text(value))


def _shell(value: Any) -> str:
    """One word of a POSIX shell."""
    return "'" + _text(value).replace("'", "'\\''") + "'"


FILTERS: Final[dict[str, Callable[[Any], str]]] = {
    "text": _text,
    "json": _json,
    "line": _one_line,
    "cedar": _cedar,
    "incedar": _inside_cedar,
    "shell": _shell,
    "regex": lambda value: _SPECIAL.sub(lambda found: "\\" + found.group(), _text(value)),
}
