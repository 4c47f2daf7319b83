"""Plain data into an entry model: every problem with its pointer, and as much of the entry as can be used.

The rest of an entry with a broken value is still checked: the value is set aside, a stand-in takes its place where
one is required, and findings about a value already reported are dropped.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, from_json, to_json

from generator.model.entry import STAND_IN
from generator.model.problem import Finding, Pointer
from generator.readers.shape_findings import described, shape_finding

Model = TypeVar("Model", bound=BaseModel)

_STAND_INS: Final[dict[str, Any]] = {
    "name": STAND_IN, "slug": STAND_IN, "tools": [], "registry": "none", "date": "2000-01-01",
    "method": "file", "digest": "sha256:" + "0" * 64, "bytes": 2, "tokens": 1, "where": STAND_IN,
    "note": STAND_IN, "question": STAND_IN, "answer": STAND_IN, "check": "stand/in", "reason": STAND_IN,
    "meaning": STAND_IN, "advice": STAND_IN, "which_means": STAND_IN, "on_server": STAND_IN,
    "at_least": "deny", "effect": "deny", "recommendation": {"effect": "deny"}, "max": 1, "per": "minute",
    "kind": STAND_IN, "holds": False, "variable": "STAND_IN", "source": STAND_IN, "light": "#000000", "dark": "#000000", "colours": {"light": "#000000", "dark": "#000000"},
}  # fmt: skip
"""Values for required keys whose own value could not be used."""
_ITEM_STAND_INS: Final[dict[str, dict[str, Any]]] = {
    "tools": {"name": STAND_IN},
    "parameters": {"name": STAND_IN},
    "fields": {"name": STAND_IN},
    "faq": {"question": STAND_IN, "answer": STAND_IN},
    "excuses": {"check": "stand/in", "reason": STAND_IN},
    "credentials": {"variable": "STAND_IN", "source": STAND_IN},
    "signals": {"kind": STAND_IN, "holds": False, "reason": STAND_IN},
}
_ROUNDS: Final = 8
"""How often values are set aside; a broken value can hide one inside it only as deep as entries nest."""


def decode(
    model: type[Model], data: Any, stand_ins: Mapping[str, Any] = _STAND_INS
) -> tuple[Model | None, tuple[Finding, ...]]:
    """The entry and everything wrong with its shape, in the order of the file's keys.

    The entry is None only when the data is not a mapping or nothing of it could be used. `stand_ins` are the values for
    required keys whose own could not be used.
    """
    findings: list[Finding] = []
    if not isinstance(data, dict):
        found = described(data)
        hint = "write `key: value` lines; `policy-catalog new server` makes a skeleton"
        return None, (Finding(pointer=(), code="entry/type", message=f"found {found}, expected a mapping", hint=hint),)
    for _ in range(_ROUNDS):
        try:
            entry = model.model_validate_json(to_json(data))
        except ValidationError as error:
            errors = [each for each in error.errors(include_url=False) if not _follows_from_items(each)]
            pointers = [_pointer(data, each["loc"], missing=each["type"] == "missing") for each in errors]
            for each, pointer in zip(errors, pointers, strict=True):
                if not is_covered(pointer, findings):
                    findings.append(shape_finding(model, data, pointer, each))
            data = _set_aside(data, pointers, stand_ins)
        else:
            return entry, tuple(findings)
    return None, tuple(findings)


def decode_json(model: type[Model], text: str | bytes) -> tuple[Model | None, tuple[Finding, ...]]:
    """The same of the data as JSON, which is not unfolded where nothing is wrong with it."""
    try:
        return model.model_validate_json(text), ()
    except ValidationError:
        return decode(model, from_json(text))


def is_covered(pointer: Pointer, findings: list[Finding] | tuple[Finding, ...]) -> bool:
    """True when one of the findings is about this value or about one that contains it."""
    return any(pointer[: len(each.pointer)] == each.pointer for each in findings)


def _follows_from_items(error: ErrorDetails) -> bool:
    """Whether a list is called too short only because the items that are wrong themselves were not counted."""
    value = error["input"]
    return error["type"] == "too_short" and isinstance(value, list) and len(value) >= error["ctx"]["min_length"]


def _pointer(data: Any, location: tuple[str | int, ...], *, missing: bool) -> Pointer:
    """The location without the tags that pydantic adds for the branch of a union."""
    steps: list[str | int] = []
    here = data
    for index, step in enumerate(location):
        if isinstance(here, dict) and (step in here or (missing and index == len(location) - 1)):
            steps.append(step)
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            steps.append(step)
            here = here[step]
    return tuple(steps)


def _set_aside(data: Any, pointers: list[Pointer], stand_ins: Mapping[str, Any]) -> Any:
    copied = _copy(data)
    for pointer in pointers:
        here = copied
        try:
            for step in pointer[:-1]:
                here = here[step]
            last = pointer[-1]
            if isinstance(last, int):
                _replace_item(copied, pointer, stand_ins)
            elif last in stand_ins and here.get(last) != stand_ins[last]:
                here[last] = stand_ins[last]
            else:
                here.pop(last, None)
        except (KeyError, IndexError, TypeError, AttributeError):
            continue  # an earlier pointer already took this part away
    return copied


def _replace_item(data: Any, pointer: Pointer, stand_ins: Mapping[str, Any]) -> None:
    holder = data
    for step in pointer[:-2]:
        holder = holder[step]
    key, index = pointer[-2], pointer[-1]
    if key in _ITEM_STAND_INS and holder[key][index] != _ITEM_STAND_INS[str(key)]:
        holder[key][index] = dict(_ITEM_STAND_INS[str(key)])
    elif key in stand_ins:
        holder[key] = stand_ins[str(key)]
    else:
        holder.pop(key)


def _copy(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_copy(value) for value in data]
    return data
