"""Scalars and one-line collections in the style that the importer writes, each into its JSON.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from functools import lru_cache
from json.encoder import encode_basestring as json_text
from typing import Final

from generator.readers.yaml_scalars import plain_value

DOUBLE: Final = r'"[^"\\\n]*(?:\\(?:["\\/bfnrt]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})[^"\\\n]*)*"'
"""A text in double quotes on one line, with the escapes that JSON has and those that the importer writes beside."""
_SINGLE: Final = r"'[^'\n]*(?:''[^'\n]*)*'"
_ESCAPE: Final = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|.)")
_TOKEN: Final = re.compile(
    rf"({DOUBLE})|({_SINGLE})|(-{{0,2}}[\w/.$~+=(][\w/.$~+=()@^;<-]*(?: [\w/.$~+=()@^;<|-]+)*)|(, |: |[\[\]{{}}])"
)
_TEXTS: Final = re.compile(rf"\[(?:{DOUBLE}(?:, {DOUBLE})*)?\]")
_DEEPEST: Final = 12
_REPEATED: Final = 100
_SHORT: Final = 24
"""Characters up to which a plain scalar may be a word or come again; a longer one that begins with a letter is text."""


class UnusualError(Exception):
    """The text has to be read the other way."""


@lru_cache(maxsize=1024)
def key_json(key: str) -> str:
    """The key behind a comma, with its colon: ``,"name":``."""
    value, is_ambiguous = plain_value(key)
    if is_ambiguous or not isinstance(value, str):
        raise UnusualError
    return f",{json_text(key)}:"


def plain_json(text: str) -> str:
    """A plain scalar of a block, over one line or several."""
    if "\n" in text:
        text = _folded(text)
    if ": " in text or " #" in text or text[-1] in " :":
        raise UnusualError
    if len(text) <= _SHORT:
        return _scalar(text)
    return json_text(text) if text[0].isalpha() else _scalar_json(text)


def single_json(text: str) -> str:
    """A text in single quotes, over one line or several, none of them empty."""
    if "\n" in text:
        text = _folded(text)
    return json_text(text[1:-1].replace("''", "'"))


def _folded(text: str) -> str:
    return " ".join(line.strip(" ") for line in text.split("\n"))


def _scalar_json(text: str) -> str:
    value, is_ambiguous = plain_value(text)
    if is_ambiguous:
        raise UnusualError
    if isinstance(value, str):
        return json_text(value)
    return "null" if value is None else "true" if value is True else "false" if value is False else repr(value)


_scalar: Final = lru_cache(maxsize=4096)(_scalar_json)
"""Registries repeat themselves: types, categories, dates, `true`."""


def double_json(text: str) -> str:
    """A text in double quotes; its escapes beyond those of JSON are written as their characters."""
    return _ESCAPE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3]
    if digits is None:
        return match[0]
    point = int(digits, 16)
    if 0xD800 <= point < 0xE000 or point > 0x10FFFF:
        raise UnusualError
    return json_text(chr(point))[1:-1]


def flow_json(text: str) -> str:
    """A list or mapping in brackets on one line."""
    return _flow(text) if len(text) <= _REPEATED else _flow_json(text)


def _flow_json(text: str) -> str:
    if "\\" not in text and _TEXTS.fullmatch(text):
        return text
    pieces: list[str] = []
    end = _collection(text, 0, pieces, 1)
    if end != len(text):
        raise UnusualError
    return "".join(pieces)


_flow: Final = lru_cache(maxsize=4096)(_flow_json)
"""Hints, transports and empty lists repeat."""


def _token(text: str, at: int) -> re.Match[str]:
    found = _TOKEN.match(text, at)
    if found is None:
        raise UnusualError
    return found


def _collection(text: str, at: int, pieces: list[str], depth: int) -> int:
    """Where the list or mapping that opens at this place ends."""
    opened = text[at]
    closer = "]" if opened == "[" else "}"
    pieces.append(opened)
    if depth > _DEEPEST:
        raise UnusualError
    if text[at + 1 : at + 2] == closer:
        pieces.append(closer)
        return at + 2
    keys: set[str] = set()
    separator = ""
    while True:
        at += len(separator) or 1
        if opened == "{":
            at = _flow_key(text, at, pieces, keys, separator)
        elif separator:
            pieces.append(",")
        at = _flow_value(text, at, pieces, depth)
        separator = _token(text, at)[4] or ""
        if separator == closer:
            pieces.append(closer)
            return at + 1
        if separator != ", ":
            raise UnusualError


def _flow_key(text: str, at: int, pieces: list[str], keys: set[str], separator: str) -> int:
    found = _token(text, at)
    key = found[1] if found[1] and "\\" not in found[1] else key_json(found[3])[1:-1] if found[3] else None
    at = found.end()
    if key is None or key in keys or len(key) > 128 or text[at : at + 2] != ": ":
        raise UnusualError
    keys.add(key)
    pieces.append(f"{',' if separator else ''}{key}:")
    return at + 2


def _flow_value(text: str, at: int, pieces: list[str], depth: int) -> int:
    found = _token(text, at)
    double, single, plain, mark = found.groups()
    if mark in {"[", "{"}:
        return _collection(text, at, pieces, depth + 1)
    if double is not None:
        pieces.append(double if "\\" not in double else double_json(double))
    elif single is not None:
        pieces.append(single_json(single))
    elif plain is not None:
        pieces.append(_scalar_json(plain))
    else:
        raise UnusualError
    return found.end()


def block_json(style: str, block: str, column: int) -> str:
    """A block scalar with the lines of its text, below a key in this column; blank lines at its end do not count."""
    body = block.rstrip("\n")
    depth = len(body) - len(body.lstrip(" "))
    if depth <= column or body[:1] != " " or " \n" in block:
        raise UnusualError
    margin = "\n" + " " * depth
    is_folded = style[0] == ">"
    lines = body.count("\n")
    if is_folded and lines == body.count(margin) and margin + " " not in body:
        text = body[depth:].replace(margin, " ")  # one paragraph, as nearly all are
    else:
        text = _paragraphs(body, depth, is_folded=is_folded)
    return json_text(text if style[1:] else text + "\n")


def _paragraphs(body: str, depth: int, *, is_folded: bool) -> str:
    margin = " " * depth
    lines = body.split("\n")
    if any(line and (not line.startswith(margin) or (is_folded and line[depth] == " ")) for line in lines):
        raise UnusualError
    text = "\n".join(line[depth:] for line in lines)
    return re.sub(r"(?<!\n)\n(\n*)", lambda found: found[1] or " ", text) if is_folded else text
