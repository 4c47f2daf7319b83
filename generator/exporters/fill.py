"""Texts with `{placeholders}` into the Python expressions that fill them, and the filters that these call.

The browser does the same in `front/src/policies/`; a test holds both to the same bytes.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from json.encoder import encode_basestring_ascii
from typing import Any, Final

from generator.exporters.scope import Code, Pieces, Scope
from generator.model.problem import CatalogError

_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)(?:\|([a-z]+))?\}")
_SPECIAL: Final = re.compile(r"[\\^$.*+?()\[\]{}|/\-]")
_UNSAFE: Final = re.compile(r"[^ !#-\[\]-~]")
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def is_filled(template: str) -> bool:
    """True when the text has no placeholder."""
    return not _PLACEHOLDER.search(template)


def filled(template: str, scope: Scope) -> Pieces:
    """The text with every placeholder replaced; a template that is one placeholder gives the value itself, whatever its type."""
    pieces: list[str | Code] = []
    end = 0
    for found in _PLACEHOLDER.finditer(template):
        pieces += [template[end : found.start()], _filtered(found[2], scope.at(found[1]))]
        end = found.end()
    pieces = [each for each in (*pieces, template[end:]) if each]
    return tuple(pieces) if len(pieces) == 1 else tuple(map(_as_text, pieces))


def _filtered(name: str | None, value: Code) -> Code:
    if name is None:
        return value
    if name not in FILTERS:
        raise CatalogError(f"found the filter {name!r} in a recipe, expected one of {', '.join(FILTERS)}")
    if value.is_text and name == "json":
        return Code(f"quote({value.python})", is_text=True)
    return Code(f"as_{name}({value.python})", is_text=True)


def _as_text(piece: str | Code) -> str | Code:
    return piece if isinstance(piece, str) or piece.is_text else Code(f"as_text({piece.python})", is_text=True)


def quoted(text: str) -> str:
    """A double-quoted text in ASCII that TOML and YAML both read."""
    if text.isascii() and "\x7f" not in text:
        return encode_basestring_ascii(text)  # the same for these, in a third of the time
    return f'"{_UNSAFE.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    if character in _SHORT:
        return _SHORT[character]
    return f"\\u{ord(character):04x}" if character <= "\uffff" else f"\\U{ord(character):08x}"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    if isinstance(value, str):
        return encode_basestring_ascii(value)
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
    text = _text(value)
    if not _UNSAFE.search(text):
        return text
    return _UNSAFE.sub(lambda found: f"\\u{{{ord(found.group()):x}}}", text)


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
