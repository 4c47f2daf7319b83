"""Pydantic's errors into findings a contributor can act on: what was found, what the entry model expects, what to do.

What is expected is read from the model's own JSON Schema, so the words here and in an editor are the same.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.model.problem import Finding, Pointer


def shape_finding(model: type[BaseModel], data: Any, pointer: Pointer, error: ErrorDetails) -> Finding:
    """The finding of one pydantic error about the value at the pointer."""
    kind = error["type"]
    context = error.get("ctx", {})
    node = _schema_at(model, pointer)
    expected = str(node.get("description", "")).split("\n\n")[0].replace("\n", " ").strip()
    key = str(pointer[-1]) if pointer else ""
    if kind == "missing":
        return Finding(
            pointer=pointer,
            code="entry/missing",
            message=f"found no `{key}`, expected one" + (f": {expected}" if expected else ""),
            hint=f"add `{key}: ...` here",
        )
    if kind == "extra_forbidden":
        allowed = sorted(_schema_at(model, pointer[:-1]).get("properties", ()))
        near = difflib.get_close_matches(key, allowed, n=1)
        return Finding(
            pointer=pointer,
            code="entry/unknown-key",
            message=f"found unknown key `{key[:80]}`, expected one of {', '.join(allowed)}",
            hint=f"did you mean `{near[0]}`?" if near else "remove it, or correct its name",
            on_key=True,
        )
    found = described(_value_at(data, pointer))
    code, wanted, hint = _rule_of(kind, context, expected)
    return Finding(pointer=pointer, code=code, message=f"found {found}, expected {wanted}", hint=hint)


def _rule_of(kind: str, context: dict[str, Any], expected: str) -> tuple[str, str, str]:
    """Code, what was expected, and the hint for a pydantic error type."""
    about = f" ({expected})" if expected else ""
    if kind in {"literal_error", "union_tag_invalid", "enum"}:
        return "entry/value", f"{context.get('expected', 'an allowed word')}{about}", "use one of these words"
    if kind == "value_error":
        return "entry/format", f"a value that exists{about}", "correct it"
    if kind.startswith("string_pattern"):
        return "entry/format", f"text in its form{about}", f"it must match {context.get('pattern')}"
    if kind in {"string_too_long", "too_long"}:
        limit = context.get("max_length")
        what = "characters" if kind == "string_too_long" else "items"
        return "entry/too-long", f"at most {limit} {what}{about}", "shorten it"
    if kind in {"string_too_short", "too_short"}:
        return "entry/empty", f"at least {context.get('min_length')}{about}", "fill it in, or leave the key out"
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        word = "at least" if "ge" in context else "at most"
        return "entry/range", f"{word} {bound}{about}", "correct the number"
    if kind in _TYPE_WORDS:
        hint = "put it in quotes" if kind == "string_type" else "correct the type"
        return "entry/type", f"{_TYPE_WORDS[kind]}{about}", hint
    return "entry/type", f"{expected or kind.replace('_', ' ')}", "correct the value"


_TYPE_WORDS: Final = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "union_tag_not_found": "a list or the word `unknown`",
}


def described(value: Any) -> str:
    """The value as a person would name it, short."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {value}"[:60]
    if isinstance(value, str):
        return repr(value) if len(value) <= 60 else f"{value[:40]!r}... ({len(value)} characters)"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return "a mapping"


def _value_at(data: Any, pointer: Pointer) -> Any:
    here = data
    for step in pointer:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return None
    return here


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _schema_at(model: type[BaseModel], pointer: Pointer) -> dict[str, Any]:
    """The JSON Schema node that describes the pointer; empty when there is none."""
    schema = _schema(model)
    here: dict[str, Any] = schema
    for step in pointer:
        for branch in _branches(schema, here):
            if isinstance(step, str) and step in branch.get("properties", {}):
                here = branch["properties"][step]
                break
            if isinstance(step, int) and "items" in branch:
                here = branch["items"]
                break
        else:
            return {}
    described = here.get("description")
    for branch in _branches(schema, here):
        if "properties" in branch:
            return {**branch, "description": described or branch.get("description", "")}
    return here


def _branches(schema: dict[str, Any], node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "$ref" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    yield node
    for each in [*node.get("anyOf", ()), *node.get("oneOf", ())]:
        yield from _branches(schema, each)
