"""The alternatives of a schema node into the words of a parameter: its type, allowed values, limits.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from generator.rules.schema_branches import MAX_DEPTH, Branch, Branches

TYPES: Final = ("string", "integer", "number", "boolean", "object", "array", "null")
"""Source: JSON Schema 2020-12 validation, section 6.1.1."""
LIMITS: Final = (
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern",
    "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "contentEncoding", "contentMediaType",
)  # fmt: skip
"""Source: JSON Schema 2020-12 validation, sections 6.2 to 6.5 and 8."""
LONGEST_TYPE: Final = 200
MOST_VALUES: Final = 1000
LONGEST_FORMAT: Final = 100


def type_name(branches: Branches, parts: Sequence[Branch], depth: int = 0) -> str | None:
    """The types of the alternatives joined by `` | ``, null last; None when none is stated."""
    names: list[str] = []
    for part in parts:
        name = _type_of(branches, part, depth)
        if name is None and len(parts) == 1:
            return None
        names += [each for each in _split(name or "any") if each not in names]
    names.sort(key=lambda name: name == "null")
    joined = " | ".join(names)
    if len(joined) <= LONGEST_TYPE:
        return joined
    return " | ".join(dict.fromkeys(name.split("[", 1)[0] for name in names))


def is_null(part: Branch) -> bool:
    """True when the alternative allows null and nothing else."""
    schema = part.schema
    return schema.get("type") == "null" or ("const" in schema and schema["const"] is None)


def allowed_values(branches: Branches, parts: Sequence[Branch]) -> list[Any] | None:
    """Every allowed value in the schema's order; None when one alternative is not limited to a list."""
    values: list[Any] = []
    telling = [part for part in parts if not is_null(part)]
    for part in telling:
        stated = _values(part.schema)
        if stated is None:
            return None
        values += stated
    unique = list({json.dumps(each, sort_keys=True): each for each in values}.values())
    if len(unique) > MOST_VALUES:
        branches.note(f"{len(unique):,} allowed values")
        return None
    return unique or None


def format_of(parts: Sequence[Branch]) -> str | None:
    """The format that all alternatives but null state; None when there is none."""
    stated = _shared(parts, ("format",)).get("format")
    return stated if isinstance(stated, str) and 0 < len(stated) <= LONGEST_FORMAT else None


def constraints_of(branches: Branches, parts: Sequence[Branch], depth: int = 0) -> dict[str, Any]:
    """The limits that all alternatives but null state, those of array elements under ``items``."""
    limits: dict[str, Any] = {
        key: value
        for key, value in _shared(parts, LIMITS).items()
        if isinstance(value, str | int | float) and value is not False
    }
    elements = element_parts(branches, [part for part in parts if not is_null(part)])
    if elements and depth < MAX_DEPTH:
        inner = constraints_of(branches, elements, depth + 1)
        values = allowed_values(branches, elements)
        stated_format = format_of(elements)
        if values is not None:
            inner = {"enum": values, **inner}
        if stated_format is not None:
            inner = {"format": stated_format, **inner}
        if inner:
            limits["items"] = inner
    return limits


def element_parts(branches: Branches, parts: Sequence[Branch]) -> list[Branch]:
    """The alternatives for an element of the arrays among the alternatives; empty when nothing is stated."""
    found: list[Branch] = []
    for part in parts:
        if not part.is_open or part.schema.get("type", "array") != "array":
            continue
        items, first = part.schema.get("items"), part.schema.get("prefixItems")
        nodes = [node for each in (first, items) if isinstance(each, list) for node in each]
        nodes += [items] if isinstance(items, Mapping) and items else []
        for node in nodes:
            found += branches.of(node, part.trail)
    return found


def _type_of(branches: Branches, part: Branch, depth: int) -> str | None:
    stated = part.schema.get("type")
    if stated == "array" and depth < MAX_DEPTH:
        elements = element_parts(branches, [part])
        inner = type_name(branches, elements, depth + 1) if elements else None
        name = "array" if inner is None else f"array[{inner}]"
        return name if len(name) <= LONGEST_TYPE else "array"
    if stated in TYPES:
        return str(stated)
    if stated is not None:
        branches.note(f"type {str(stated)[:40]!r}")
        return "any"
    values = _values(part.schema)
    kinds = list(dict.fromkeys(_type_of_value(value) for value in values)) if values else []
    return " | ".join(kinds) or None


def _split(name: str) -> list[str]:
    """The alternatives of a type name, brackets kept whole."""
    parts: list[str] = []
    level, start = 0, 0
    for index, character in enumerate(name):
        level += (character == "[") - (character == "]")
        if character == "|" and level == 0:
            parts.append(name[start:index].strip())
            start = index + 1
    return [*parts, name[start:].strip()]


def _values(schema: Mapping[str, Any]) -> list[Any] | None:
    if "const" in schema:
        return [schema["const"]]
    stated = schema.get("enum")
    return stated if isinstance(stated, list) and stated else None


def _type_of_value(value: Any) -> str:
    if value is None:
        return "null"
    for kind, name in ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (list, "array")):
        if isinstance(value, kind):
            return name
    return "object"


def _shared(parts: Sequence[Branch], keys: Sequence[str]) -> dict[str, Any]:
    """The keywords that each alternative but null states alike."""
    telling = [part.schema for part in parts if not is_null(part)]
    if not telling:
        return {}
    first = telling[0]
    return {key: first[key] for key in keys if key in first and all(each.get(key) == first[key] for each in telling)}
