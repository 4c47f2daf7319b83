"""A tool's `inputSchema` into the parameters of its registry entry, as plain data.

Every shape of JSON is accepted: what cannot be read is noted, never guessed and never an error.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from generator.model.entry import UNKNOWN
from generator.rules.schema_branches import MAX_DEPTH, Branch, Branches
from generator.rules.schema_types import (
    allowed_values,
    constraints_of,
    element_parts,
    format_of,
    type_name,
)

NOT_EXPANDED: Final = "not expanded"
MAX_LEVELS: Final = 200
"""Levels of JSON. Chosen: four times what sixteen levels of properties in arrays and unions take."""
MOST_PARAMETERS: Final = 1000
LONGEST_NAME: Final = 200
_PLAIN: Final = ("string", "integer", "number", "boolean", "null", "array")

Quote = Callable[[str], str | None]
"""A server's text to what of it is kept; None keeps nothing."""


class SchemaParameters(Struct, frozen=True, kw_only=True):
    """What the schema says of a tool's arguments."""

    parameters: list[dict[str, Any]] | str
    """One mapping for each argument, keys as `model.tool.Parameter`, in the schema's order; or `unknown`."""
    notes: tuple[str, ...]
    """What of the schema was not read, sorted."""


def schema_parameters(schema: Any, quote: Quote, levels: int = MAX_DEPTH) -> SchemaParameters:
    """The parameters that the schema states, with the properties inside them down to that many levels.

    They are unknown, not none, when the schema is no object or states neither `properties` nor
    `type: object` (an emptied schema of mismatched libraries looks like that).
    """
    if not isinstance(schema, Mapping):
        return SchemaParameters(parameters=UNKNOWN, notes=())
    if is_deeper_than(schema, MAX_LEVELS):
        return SchemaParameters(parameters=UNKNOWN, notes=(f"more than {MAX_LEVELS} levels",))
    reader = _Reader(schema, quote, levels)
    parts = reader.branches.of(schema)
    holders = [part for part in parts if isinstance(part.schema.get("properties"), Mapping)]
    if not holders:
        is_empty_object = any(
            part.schema.get("type") == "object" and part.schema.get("properties") is None for part in parts
        )
        return SchemaParameters(parameters=[] if is_empty_object else UNKNOWN, notes=reader.branches.notes)
    parameters = reader.properties(holders, len(holders) == len(parts), depth=1)
    if len(parameters) > MOST_PARAMETERS:
        note = f"{len(parameters):,} parameters"
        return SchemaParameters(parameters=UNKNOWN, notes=(*reader.branches.notes, note))
    return SchemaParameters(parameters=parameters, notes=reader.branches.notes)


def is_deeper_than(value: Any, levels: int) -> bool:
    """True when lists and mappings nest beyond that many levels; follows any depth."""
    layer = [value]
    for _ in range(levels + 1):
        inner: list[Any] = []
        for each in layer:
            if isinstance(each, Mapping):
                inner += each.values()
            elif isinstance(each, list):
                inner += each
        layer = [each for each in inner if isinstance(each, Mapping | list)]
        if not layer:
            return False
    return True


class _Reader:
    """Reads the properties of one root schema."""

    def __init__(self, root: Any, quote: Quote, levels: int) -> None:
        self.branches = Branches(root)
        self._quote = quote
        self._levels = levels

    def properties(self, parts: Sequence[Branch], is_certain: bool, depth: int) -> list[dict[str, Any]]:
        """The properties of all alternatives; required only where every alternative requires it."""
        found: dict[str, list[tuple[Any, Branch]]] = {}
        for part in parts:
            for name, node in part.schema["properties"].items():
                found.setdefault(str(name), []).append((node, part))
        required = [_required_names(part) for part in parts]
        parameters = []
        for name, nodes in found.items():
            if not 0 < len(name) <= LONGEST_NAME:
                self.branches.note(f"a parameter name of {len(name)} characters")
                continue
            is_required = is_certain and all(name in names for names in required)
            parameters.append(self._parameter(name, nodes, is_required, depth))
        return parameters

    def _parameter(self, name: str, nodes: list[tuple[Any, Branch]], is_required: bool, depth: int) -> dict[str, Any]:
        unlike = [nodes[0], *(each for each in nodes[1:] if each[0] != nodes[0][0])]
        parts = [part for node, holder in unlike for part in self.branches.of(node, holder.trail)]
        parameter: dict[str, Any] = {"name": name}
        stated_type = type_name(self.branches, parts)
        if stated_type is not None:
            parameter["type"] = stated_type
        if is_required:
            parameter["required"] = True
        for part in parts:
            if "default" in part.schema:
                parameter.setdefault("default", part.schema["default"])
        further = {
            "enum": allowed_values(self.branches, parts),
            "format": format_of(parts),
            "constraints": constraints_of(self.branches, parts) or None,
            "quote": self._text(parts),
            "fields": self._fields(parts, depth),
        }
        return parameter | {key: value for key, value in further.items() if value is not None}

    def _text(self, parts: Sequence[Branch]) -> str | None:
        for part in parts:
            text = part.schema.get("description")
            if isinstance(text, str) and text.strip():
                return self._quote(text)
        return None

    def _fields(self, parts: Sequence[Branch], depth: int) -> list[dict[str, Any]] | str | None:
        """The properties of the objects among the alternatives, or in their arrays."""
        inside = list(parts)
        for _ in range(MAX_DEPTH):
            holders = [part for part in inside if _has_properties(part)]
            closed = any(not part.is_open and part.schema.get("type") not in _PLAIN for part in inside)
            if closed or (holders and depth >= self._levels):
                return NOT_EXPANDED
            if holders:
                fields = self.properties(holders, len(holders) == len(inside), depth + 1)
                return fields if len(fields) <= MOST_PARAMETERS else NOT_EXPANDED
            inside = element_parts(self.branches, inside)
            if not inside:
                return None
        return NOT_EXPANDED


def _has_properties(part: Branch) -> bool:
    properties = part.schema.get("properties")
    return part.is_open and isinstance(properties, Mapping) and bool(properties)


def _required_names(part: Branch) -> frozenset[str]:
    stated = part.schema.get("required")
    names = stated if isinstance(stated, list) else []
    return frozenset(name for name in names if isinstance(name, str))
