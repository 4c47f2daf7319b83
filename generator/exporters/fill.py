"""Texts with `{placeholders}` into texts, and paths into the values they name.

The browser does the same in `site_src/assets/policies.js`; a test holds both to the same bytes.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

Scope = Mapping[str, Any]
"""What names mean at one place of a recipe: `plan`, `server`, `tool`, `constraint`, and the recipe's own `names`."""
_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)(?:\|([a-z]+))?\}")
_SPECIAL: Final = re.compile(r"[\\^$.*+?()\[\]{}|/\-]")
_UNSAFE: Final = re.compile(r"[^ !#-\[\]-~]")
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def value_at(path: str, scope: Scope) -> Any:
    """The value of a dotted path; None where a part of it is None.

    Raises:
        KeyError: nothing of that name is in scope.
    """
    value: Any = scope
    for part in _parts(path):
        if value is None:
            return None
        value = value[part]
    return value


@cache
def _parts(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


@cache
def _cut(template: str) -> tuple[str | tuple[str, str], ...]:
    """Texts and placeholders (path and filter) in order; recipes hold a few hundred templates, each filled thousands of times."""
    cut: list[str | tuple[str, str]] = []
    end = 0
    for found in _PLACEHOLDER.finditer(template):
        cut += [template[end : found.start()], (found[1], found[2] or "")]
        end = found.end()
    return tuple(each for each in (*cut, template[end:]) if each)


def fill(template: str, scope: Scope) -> Any:
    """The text with every placeholder replaced; a template that is one placeholder gives the value itself, whatever its type."""
    cut = _cut(template)
    if len(cut) == 1:
        (only,) = cut
        return only if isinstance(only, str) else _filled(only, scope)
    return "".join(each if isinstance(each, str) else FILTERS["text"](_filled(each, scope)) for each in cut)


def _filled(placeholder: tuple[str, str], scope: Scope) -> Any:
    path, name = placeholder
    value = value_at(path, scope)
    return FILTERS[name](value) if name else value


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
