"""The data of a document into its text: JSON, YAML, TOML or plain lines.

Own writers, because the browser has to give the same bytes. All text is ASCII: characters that cannot be seen, or that look like
others, stand as escapes. Numbers are whole.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring_ascii
from typing import Any, Final

from generator.exporters.fill import quoted

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_READ_OTHERWISE: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that YAML 1.1 or 1.2 reads as something else than a text."""


def to_json(data: Any) -> str:
    """JSON, two spaces for each level."""
    return json_text(data, "\n") + "\n"


def to_text(data: Any) -> str:
    """Each text of a list as one line."""
    return "\n".join([*data, ""])


def to_yaml(data: Any) -> str:
    """Block YAML of a list or mapping; texts are double-quoted unless every YAML reader takes them as they stand."""
    return yaml_text(data, "")[1:] + "\n"


def to_toml(data: Any) -> str:
    """TOML 1.0 of a mapping: values first, then a table for each mapping."""
    return toml_document(toml_leaves(data))


def json_text(data: Any, line: str) -> str:
    """As `json.dumps(data, indent=2)`, which leaves its fast path for it: a third of the time. `line` begins a line at its depth."""
    if isinstance(data, str):
        return encode_basestring_ascii(data)
    inner = f"{line}  "
    if isinstance(data, dict):
        return json_mapping({key: json_text(value, inner) for key, value in data.items()}, line)
    if isinstance(data, list):
        return enclosed([json_text(value, inner) for value in data], f"[{inner}", f",{inner}", f"{line}]", "[]")
    return json.dumps(data)


def json_mapping(texts: Mapping[str, str], line: str) -> str:
    """A mapping whose values are JSON already, written one level deeper."""
    inner = f"{line}  "
    pairs = [f"{encode_basestring_ascii(key)}: {text}" for key, text in texts.items()]
    return enclosed(pairs, f"{{{inner}", f",{inner}", f"{line}}}", "{}")


def enclosed(texts: Sequence[str], head: str, between: str, tail: str, empty: str) -> str:
    """The texts as one, or what stands for none."""
    return f"{head}{between.join(texts)}{tail}" if texts else empty


def yaml_text(data: Any, indent: str) -> str:
    """The data as it stands after a key or a dash: on the same line after a blank, or in lines of its own at that depth."""
    if isinstance(data, dict):
        return yaml_mapping({key: yaml_text(value, f"{indent}  ") for key, value in data.items()}, indent)
    if isinstance(data, list):
        return yaml_list([yaml_text(value, f"{indent}  ") for value in data], indent)
    return f" {yaml_word(data) if isinstance(data, str) else json.dumps(data)}"


def yaml_mapping(texts: Mapping[str, str], indent: str) -> str:
    """A mapping whose values are such texts already, written one level deeper."""
    return "".join([f"\n{indent}{yaml_word(key)}:{text}" for key, text in texts.items()]) or " {}"


def yaml_list(texts: Sequence[str], indent: str) -> str:
    """A list of such texts, written one level deeper: the first line of each moves up to its dash."""
    begins = len(indent) + 3
    return "".join([f"\n{indent}-{text if text[0] == ' ' else f' {text[begins:]}'}" for text in texts]) or " []"


def yaml_word(text: str) -> str:
    """The text plain where every reader takes it so, else quoted."""
    return text if _PLAIN.fullmatch(text) and text.lower() not in _READ_OTHERWISE else quoted(text)


def toml_document(table: Mapping[str, Any]) -> str:
    """A mapping whose keys and values are TOML already, and which lists and mappings hold together."""
    lines: list[str] = []
    _add_table(lines, table, "")
    return "\n".join([*lines, ""]).lstrip("\n")


def toml_leaves(data: Any) -> Any:
    """The data with every key and every value of it as TOML."""
    if isinstance(data, dict):
        return {toml_key(key): toml_leaves(value) for key, value in data.items()}
    if isinstance(data, list):
        return [toml_leaves(value) for value in data]
    return quoted(data) if isinstance(data, str) else json.dumps(data)


def toml_key(key: str) -> str:
    """A part of a name, quoted where it has to be."""
    return key if (key.isascii() and key.isidentifier()) or _BARE.fullmatch(key) else quoted(key)


def _add_table(lines: list[str], table: Mapping[str, Any], path: str) -> None:
    tables = []
    for key, value in table.items():
        if isinstance(value, str):
            lines.append(f"{key} = {value}")
        elif _is_table(value):
            tables.append((f"{path}.{key}" if path else key, value))
        else:
            lines.append(f"{key} = {_toml_list(value)}")
    for name, value in tables:
        if isinstance(value, list):
            for each in value:
                lines += ("", f"[[{name}]]")
                _add_table(lines, each, name)
            continue
        if not value or not all(map(_is_table, value.values())):
            lines += ("", f"[{name}]")
        _add_table(lines, value, name)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _toml_list(values: Sequence[Any]) -> str:
    texts = [_toml_list(each) if isinstance(each, list) else each for each in values]
    if len(texts) < 2:
        return f"[{''.join(texts)}]"
    return "\n".join(["[", *(f"  {each}," for each in texts), "]"])
