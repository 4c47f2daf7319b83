"""Observed parameters into the parameters of an entry: facts are replaced, descriptions stay.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Any, Final

from generator.rules.change import Change, ChangeKind, differences, is_same

FACTS: Final = ("type", "required", "default", "enum", "format", "constraints", "quote")
"""What the server decides; `description` is a person's, `fields` are merged one by one."""


def merge_parameters(observed: Any, existing: Any, tool: str) -> tuple[Any, list[Change]]:
    """The parameters as observed, each with the description that the entry has for its dotted name."""
    if is_same(observed, existing):
        return existing, []
    if not isinstance(observed, list) or not isinstance(existing, list):
        change = Change(
            kind=ChangeKind.CHANGED_TOOL,
            where=tool,
            key="parameters",
            before=_shape(existing),
            after=_shape(observed),
        )
        return observed, [] if existing is None else [change]
    return _merge_lists(observed, existing, tool, "")


def _merge_lists(
    observed: list[dict[str, Any]], existing: list[dict[str, Any]], tool: str, above: str
) -> tuple[list[dict[str, Any]], list[Change]]:
    by_name = {each["name"]: each for each in existing}
    merged: list[dict[str, Any]] = []
    changes: list[Change] = []
    for fact in observed:
        before = by_name.pop(fact["name"], None)
        where = f"{tool}: {above}{fact['name']}"
        if before is None:
            changes.append(Change(kind=ChangeKind.ADDED_PARAMETER, where=where, after=fact.get("type")))
            merged.append(fact)
            continue
        both, found = _merge_one(fact, before, tool, where, f"{above}{fact['name']}.")
        merged.append(both)
        changes += found
    for name, gone in by_name.items():
        where = f"{tool}: {above}{name}"
        changes.append(
            Change(kind=ChangeKind.REMOVED_PARAMETER, where=where, before=gone.get("description", gone.get("type")))
        )
    return merged, changes


def _merge_one(
    fact: dict[str, Any], before: dict[str, Any], tool: str, where: str, above: str
) -> tuple[dict[str, Any], list[Change]]:
    kept = {key: value for key, value in before.items() if key not in (*FACTS, "fields")}
    stated = {key: value for key, value in fact.items() if key != "fields"}
    for key, value in before.items():
        if is_same({key: value}, {key: stated[key]} if key in stated else {}) and key in FACTS:
            stated[key] = value
    changes = list(differences(ChangeKind.CHANGED_PARAMETER, where, before, fact, FACTS))
    merged = kept | stated
    fields, old_fields = fact.get("fields"), before.get("fields")
    if isinstance(fields, list) and isinstance(old_fields, list):
        merged["fields"], inner = _merge_lists(fields, old_fields, tool, above)
        return merged, changes + inner
    if fields is not None:
        merged["fields"] = fields
    if not is_same(fields, old_fields):
        changes.append(
            Change(
                kind=ChangeKind.CHANGED_PARAMETER,
                where=where,
                key="fields",
                before=_shape(old_fields),
                after=_shape(fields),
            )
        )
    return merged, changes


def _shape(parameters: Any) -> Any:
    """The names of a list, or the word that stands in its place."""
    return [each["name"] for each in parameters] if isinstance(parameters, list) else parameters
