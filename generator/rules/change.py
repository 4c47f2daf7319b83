"""What an import changed in an entry, one value for each difference.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from msgspec import Struct


class ChangeKind(StrEnum):
    """What happened; the words open a line of the report."""

    ADDED_TOOL = "added tool"
    RETURNED_TOOL = "offered again"
    WITHDRAWN_TOOL = "withdrawn tool"
    CHANGED_DEFINITION = "changed definition"
    CHANGED_TOOL = "changed tool"
    ADDED_PARAMETER = "added parameter"
    CHANGED_PARAMETER = "changed parameter"
    REMOVED_PARAMETER = "removed parameter"
    CHANGED_SERVER = "changed server"


class Change(Struct, frozen=True, kw_only=True):
    """One difference between the entry before and after."""

    kind: ChangeKind
    where: str
    """Tool name, `tool: dotted.parameter`, or the server's key."""
    key: str | None = None
    """The key whose value differs; None when the whole thing came or went."""
    before: Any = None
    """The old value; None when there was none."""
    after: Any = None
    """The new value; None when there is none."""


DEFAULTS: Final[Mapping[str, Any]] = {
    "required": False, "tokens_method": "bytes/4", "status": "verified", "texts": "excerpt", "environment": [],
}  # fmt: skip
"""Values that an entry may state or leave out with the same meaning."""

JSON_VALUES: Final = ("default", "enum", "constraints")
"""Keys whose values are the server's own JSON."""


def is_same(before: Any, after: Any, *, is_value: bool = False) -> bool:
    """True when both say the same, whether or not they spell defaults out; true and 1 are not the same.

    Inside a JSON value of the server (`is_value`) nothing is a default.
    """
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        one, other = (before, after) if is_value else (_telling(before), _telling(after))
        return one.keys() == other.keys() and all(
            is_same(one[key], other[key], is_value=is_value or key in JSON_VALUES) for key in one
        )
    if isinstance(before, list | tuple) and isinstance(after, list | tuple):
        pairs = zip(before, after, strict=False)
        return len(before) == len(after) and all(is_same(one, other, is_value=is_value) for one, other in pairs)
    return type(before) is type(after) and bool(before == after)


def differences(
    kind: ChangeKind, where: str, before: Mapping[str, Any], after: Mapping[str, Any], keys: tuple[str, ...]
) -> Iterator[Change]:
    """A change for each of the keys whose value differs."""
    for key in keys:
        old, new = before.get(key, DEFAULTS.get(key)), after.get(key, DEFAULTS.get(key))
        if not is_same(old, new, is_value=key in JSON_VALUES) or (
            key == "default" and (key in before) != (key in after)
        ):
            yield Change(kind=kind, where=where, key=key, before=before.get(key), after=after.get(key))


def _telling(mapping: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value
        for key, value in mapping.items()
        if not (key in DEFAULTS and is_same(value, DEFAULTS[key])) and not (value is None and key != "default")
    }
