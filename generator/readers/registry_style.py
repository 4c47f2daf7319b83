"""Plain data into the YAML of a registry file: what is quoted, what stands on one line, where a blank line goes.

Every parser reads it alike: text that YAML 1.1 or 1.2 takes for something else is quoted, numbers are spelled in the
form both share, and characters that a reviewer cannot see are written as escapes.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import yaml
from pydantic import BaseModel

from generator.model.server import Capture, Credential, Package, Server
from generator.model.tool import Definition, Hints, Listing, Parameter, Question, SignalChoice, Tool

WIDTH: Final = 120
NAMED_LISTS: Final = ("tools", "parameters", "fields")
"""Lists of mappings that are told apart by their `name`."""
_FLOW_WIDTH: Final = 100
_FLOW_KEYS: Final = ("parameters", "fields", "hints", "constraints")
_PROSE_KEYS: Final = ("quote", "description", "fields")
_TAG: Final = "tag:yaml.org,2002:"
_NUMBER_1_2: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
"""Source: YAML 1.2.2, section 10.3.2; YAML 1.1 takes fewer texts for numbers."""
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
"""Spaces that look like others, controls, marks of direction, variation selectors and tags."""
_MODELS: Final[dict[str, type[BaseModel]]] = {
    "": Server, "package": Package, "capture": Capture, "tools": Tool, "parameters": Parameter, "fields": Parameter,
    "definition": Definition, "hints": Hints, "listed": Listing, "faq": Question,
    "signals": SignalChoice, "credentials": Credential,
}  # fmt: skip
"""The model whose order of keys the mappings below a key follow."""


def mapping_text(data: Mapping[str, Any], kind: str, indent: int = 0) -> str:
    """Lines `key: value` in the order of the model, each indented; `kind` is the key above, empty at the top."""
    return "".join(_pair_text(key, value, indent, kind) for key, value in ordered(data, kind).items())


def item_text(item: Mapping[str, Any], kind: str, indent: int) -> str:
    """Lines of one `- ` item of the list below the key `kind`; a short one stands on one line."""
    if is_short(item) and kind in _FLOW_KEYS:
        return _indented(f"- {_serialized(_node(item, kind, is_flow=True), indent + 2)}", indent)
    body = mapping_text(item, kind, indent + 2)
    return " " * indent + "- " + body.lstrip(" ")


def ordered(data: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The mapping with its keys in the order of the model; keys that the model does not have stand last."""
    model = _MODELS.get(kind)
    known = [key for key in model.model_fields if key in data] if model else []
    return {key: data[key] for key in [*known, *(key for key in data if key not in known)]}


def is_short(value: Any) -> bool:
    """True when the value fits on one line and holds no prose."""
    if isinstance(value, Mapping):
        if any(key in value for key in _PROSE_KEYS) or not all(map(is_short, value.values())):
            return False
    elif isinstance(value, list | tuple) and not all(map(is_short, value)):
        return False
    return _length(value) <= _FLOW_WIDTH


def _pair_text(key: str, value: Any, indent: int, kind: str) -> str:
    if key in NAMED_LISTS and isinstance(value, list | tuple) and value:
        between, before = ("\n", "\n") if key == "tools" and not kind else ("", "")
        items = [item_text(each, key, indent + 2) for each in value]
        return f"{before}{' ' * indent}{key}:\n{between.join(items)}"
    pair = yaml.MappingNode(f"{_TAG}map", [(_scalar(key), _node(value, key))], flow_style=False)
    return _indented(_serialized(pair, indent), indent)


def _serialized(node: yaml.Node, indent: int) -> str:
    text: str = yaml.serialize(
        node, Dumper=_Dumper, allow_unicode=True, width=max(WIDTH - indent, WIDTH // 2), indent=2
    )
    return _INVISIBLE.sub(_escape, text)


def _indented(text: str, indent: int) -> str:
    return "".join(" " * indent + line if line.strip() else line for line in text.splitlines(keepends=True))


def _node(value: Any, key: str, *, is_flow: bool = False) -> yaml.Node:
    """The YAML node of a value below the key, with its style."""
    if isinstance(value, Mapping):
        flow = is_flow or (key in _FLOW_KEYS and is_short(value)) or not value
        pairs = [(_scalar(name), _node(each, name, is_flow=flow)) for name, each in ordered(value, key).items()]
        return yaml.MappingNode(f"{_TAG}map", pairs, flow_style=flow)
    if isinstance(value, Sequence) and not isinstance(value, str):
        has_inner = any(isinstance(each, Mapping | list | tuple) for each in value)
        flow = is_flow or not value or (not has_inner and _length(value) <= _FLOW_WIDTH)
        nodes = [_node(each, key, is_flow=flow) for each in value]
        return yaml.SequenceNode(f"{_TAG}seq", nodes, flow_style=flow)
    return _scalar(value)


def _scalar(value: Any) -> yaml.ScalarNode:
    if value is None:
        return yaml.ScalarNode(f"{_TAG}null", "null")
    if isinstance(value, bool):
        return yaml.ScalarNode(f"{_TAG}bool", str(value).lower())
    if isinstance(value, int):
        return yaml.ScalarNode(f"{_TAG}int", str(value))
    if isinstance(value, float):
        return yaml.ScalarNode(f"{_TAG}float", _float_text(value))
    return yaml.ScalarNode(f"{_TAG}str", value, style=_text_style(value))


def _text_style(text: str) -> str | None:
    """None lets the emitter choose between plain and single quotes."""
    if _INVISIBLE.search(text):
        return '"'
    if "\n" in text:
        lines = text.split("\n")
        is_block = "\t" not in text and not any(line != line.rstrip() for line in lines) and text[0] not in " \n"
        return "|" if is_block else '"'
    return "'" if _NUMBER_1_2.fullmatch(text) else None


def _float_text(value: float) -> str:
    """A float with a dot and a signed exponent, which every version reads as a float."""
    mantissa, exponent, power = repr(value).partition("e")
    signed = power if power[:1] in ("-", "") else f"+{power.lstrip('+')}"
    return f"{mantissa if '.' in mantissa else f'{mantissa}.0'}{exponent}{signed}"


def _length(value: Any) -> int:
    """About how many characters the value takes on one line."""
    if isinstance(value, Mapping):
        return 2 + sum(len(str(key)) + 4 + _length(each) for key, each in value.items())
    if isinstance(value, list | tuple):
        return 2 + sum(2 + _length(each) for each in value)
    if isinstance(value, str) and "\n" in value:
        return WIDTH
    return len(str(value))


def _escape(match: re.Match[str]) -> str:
    point = ord(match.group())
    return f"\\x{point:02X}" if point <= 0xFF else f"\\u{point:04X}" if point <= 0xFFFF else f"\\U{point:08X}"


class _Dumper(yaml.SafeDumper):
    """Indents lists below their key, and never points back to an earlier value."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's signature
        """Indent always."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        """Write every value out."""
        return True
