"""The data of a document into its text: JSON, YAML, TOML or plain lines.

Own writers, because the browser has to give the same bytes. All text is ASCII: characters that cannot be seen, or that look like
others, stand as escapes. Numbers are whole.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from json.encoder import encode_basestring_ascii
from typing import Any, Final

from generator.exporters.fill import quoted

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_READ_OTHERWISE: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that YAML 1.1 or 1.2 reads as something else than a text."""


def to_json(data: Any) -> str:
    """JSON, two spaces for each level."""
    return _json(data, "\n") + "\n"


def to_text(data: Any) -> str:
    """Each text of a list as one line."""
    return "\n".join([*data, ""])


def to_yaml(data: Any) -> str:
    """Block YAML; texts are double-quoted unless every YAML reader takes them as they stand."""
    return "\n".join([*_yaml_block(data, ""), ""])


def to_toml(data: Any) -> str:
    """TOML 1.0: values first, then a table for each mapping."""
    return "\n".join([*_toml_table(data, ""), ""]).lstrip("\n")


def _json(data: Any, line: str) -> str:
    """As `json.dumps(data, indent=2)`, which leaves its fast path for it: a third of the time."""
    if isinstance(data, str):
        return encode_basestring_ascii(data)
    inner = f"{line}  "
    if isinstance(data, dict) and data:
        parts = [f"{encode_basestring_ascii(key)}: {_json(value, inner)}" for key, value in data.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{line}}}"
    if isinstance(data, list) and data:
        return f"[{inner}{f',{inner}'.join([_json(value, inner) for value in data])}{line}]"
    return json.dumps(data)


def _yaml_block(data: Any, indent: str) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _yaml_item(f"{indent}{_yaml_text(key)}:", value, f"{indent}  ")
        return
    for value in data:
        if isinstance(value, dict | list) and value:
            first, *rest = _yaml_block(value, f"{indent}  ")
            yield f"{indent}- {first[len(indent) + 2 :]}"
            yield from rest
        else:
            yield f"{indent}- {_yaml_scalar(value)}"


def _yaml_item(head: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, dict | list) and value:
        yield head
        yield from _yaml_block(value, indent)
    else:
        yield f"{head} {_yaml_scalar(value)}"


def _yaml_scalar(value: Any) -> str:
    return _yaml_text(value) if isinstance(value, str) else json.dumps(value)


def _yaml_text(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and text.lower() not in _READ_OTHERWISE else quoted(text)


def _toml_table(table: dict[str, Any], path: str) -> Iterator[str]:
    for key, value in table.items():
        if not _is_table(value):
            yield f"{_toml_key(key)} = {_toml_value(value)}"
    for key, value in table.items():
        if not _is_table(value):
            continue
        name = f"{path}.{_toml_key(key)}" if path else _toml_key(key)
        for each in value if isinstance(value, list) else (value,):
            if isinstance(value, list):
                yield from ("", f"[[{name}]]")
            elif not each or not all(map(_is_table, each.values())):
                yield from ("", f"[{name}]")
            yield from _toml_table(each, name)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _toml_key(key: str) -> str:
    return key if _BARE.fullmatch(key) else quoted(key)


def _toml_value(value: Any) -> str:
    if isinstance(value, list):
        if len(value) < 2:
            return f"[{''.join(map(_toml_value, value))}]"
        return "\n".join(["[", *(f"  {_toml_value(each)}," for each in value), "]"])
    return quoted(value) if isinstance(value, str) else json.dumps(value)


WRITERS: Final[dict[str, Callable[[Any], str]]] = {
    "json": to_json,
    "yaml": to_yaml,
    "toml": to_toml,
    "text": to_text,
}
