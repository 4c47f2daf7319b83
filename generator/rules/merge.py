"""Observed facts into an existing entry: the server's facts win, a person's words stay, nothing is deleted.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from generator.model.entry import UNKNOWN
from generator.model.problem import CatalogError
from generator.rules.change import Change, ChangeKind, differences, is_same
from generator.rules.definition import HINT_NAMES
from generator.rules.merge_parameters import merge_parameters

TOOL_FACTS: Final = ("title", "hints", "definition")
"""What the server decides of a tool, beside its parameters and that it is offered."""
ABOUT: Final = ("licence", "repository", "homepage")
"""Facts of the package that only fill gaps: a person may know better."""
_PACKAGE_KEYS: Final = ("registry", "name", "version")
_CAPTURE_KEYS: Final = ("date", "method", "command", "url", "file", "protocol", "environment", "texts")


class EmptyAnswerError(CatalogError):
    """The server listed no tools although the entry has verified ones."""


class Observed(Struct, frozen=True, kw_only=True):
    """What one import brought, as plain data with the keys of the model."""

    tools: Sequence[Mapping[str, Any]]
    capture: Mapping[str, Any]
    package: Mapping[str, Any] | None = None
    """None: it could not be told what package ran."""
    transport: str | None = None
    """None: a file does not tell."""
    about: Mapping[str, str] | None = None
    """Licence, repository and homepage as the package's metadata state them."""


class Merged(Struct, frozen=True, kw_only=True):
    """The entry after the import."""

    data: dict[str, Any]
    changes: tuple[Change, ...]
    """The server's first, then by tool in the order of the entry."""


def merge(observed: Observed, existing: Mapping[str, Any], *, accepts_empty: bool = False) -> Merged:
    """The entry with the observed facts in it.

    Tools keep their place; a new one follows the tool it follows in the list. A verified tool that is not listed
    is withdrawn, with the package version that last had it.

    Raises:
        EmptyAnswerError: No tool was observed, the entry has verified ones, and an empty list is not accepted.
    """
    before: list[dict[str, Any]] = list(existing.get("tools") or ())
    verified = [tool for tool in before if tool.get("status", "verified") == "verified"]
    if verified and not observed.tools and not accepts_empty:
        raise EmptyAnswerError(
            f"the server lists no tools, the entry has {len(verified)}: some servers need settings before they list any; "
            "--accept-empty withdraws them all"
        )
    data, changes = _merge_server(observed, existing)
    listed = {tool["name"]: tool for tool in observed.tools}
    last_version = (existing.get("package") or {}).get("version")
    tools: list[dict[str, Any]] = []
    for tool in before:
        if tool["name"] in listed:
            merged, found = _merge_tool(listed[tool["name"]], tool)
        elif tool not in verified or not tool.get("definition"):
            merged, found = tool, []  # what was never seen cannot be withdrawn
        else:
            merged, found = _withdraw(tool, last_version)
        tools.append(merged)
        changes += found
    data["tools"] = _with_new(tools, observed.tools)
    known = {tool["name"] for tool in before}
    added = [tool["name"] for tool in observed.tools if tool["name"] not in known]
    changes += [Change(kind=ChangeKind.ADDED_TOOL, where=name) for name in added]
    return Merged(data=data, changes=tuple(changes))


def _merge_server(observed: Observed, existing: Mapping[str, Any]) -> tuple[dict[str, Any], list[Change]]:
    data = dict(existing)
    changes: list[Change] = []
    if observed.package is not None:
        old = existing.get("package") or {}
        changes += differences(ChangeKind.CHANGED_SERVER, "package", old, observed.package, _PACKAGE_KEYS)
        data["package"] = old if is_same(old, observed.package) else dict(observed.package)
    for key, value in (observed.about or {}).items():
        if key in ABOUT and not existing.get(key):
            data[key] = value
            changes.append(Change(kind=ChangeKind.CHANGED_SERVER, where="server", key=key, after=value))
    transports = list(existing.get("transport") or ())
    if observed.transport is not None and observed.transport not in transports:
        data["transport"] = [*transports, observed.transport]
        changes.append(Change(kind=ChangeKind.CHANGED_SERVER, where="server", key="transport", after=data["transport"]))
    capture = existing.get("capture") or {}
    changes += differences(ChangeKind.CHANGED_SERVER, "capture", capture, observed.capture, _CAPTURE_KEYS)
    data["capture"] = capture if is_same(capture, observed.capture) else dict(observed.capture)
    return data, changes


def _merge_tool(fact: Mapping[str, Any], tool: dict[str, Any]) -> tuple[dict[str, Any], list[Change]]:
    name = tool["name"]
    merged = {key: value for key, value in tool.items() if key not in TOOL_FACTS}
    changes: list[Change] = []
    status = tool.get("status", "verified")
    if status != "verified":
        changes.append(Change(kind=ChangeKind.RETURNED_TOOL, where=name, before=status, after="verified"))
        for key in ("status", "last_seen", "listed"):
            merged.pop(key, None)
    for key in TOOL_FACTS:
        if key in fact:
            merged[key] = tool[key] if key in tool and is_same(tool[key], fact[key]) else fact[key]
    merged["parameters"], parameter_changes = merge_parameters(fact["parameters"], tool.get("parameters"), name)
    changes += _tool_changes(fact, tool)
    if any(change.kind is ChangeKind.CHANGED_DEFINITION for change in changes) and tool.get("definition"):
        for key in ("reviewed", "reviewed_by"):
            merged.pop(key, None)  # what was judged is no longer what the server offers
    return merged, changes + parameter_changes


def _tool_changes(fact: Mapping[str, Any], tool: Mapping[str, Any]) -> list[Change]:
    name = fact["name"]
    changes: list[Change] = []
    old, new = tool.get("definition") or {}, fact.get("definition") or {}
    if old.get("digest") != new.get("digest"):
        changes += differences(ChangeKind.CHANGED_DEFINITION, name, old, new, ("digest",))
    else:
        changes += differences(
            ChangeKind.CHANGED_TOOL, name, old, new, ("bytes", "tokens", "quote", "orders", "hidden", "returns")
        )
    changes += differences(ChangeKind.CHANGED_TOOL, name, tool, fact, ("title",))
    old_hints, new_hints = tool.get("hints"), fact.get("hints")
    if isinstance(old_hints, Mapping) and isinstance(new_hints, Mapping):
        return changes + list(differences(ChangeKind.CHANGED_TOOL, name, old_hints, new_hints, HINT_NAMES))
    return changes + list(differences(ChangeKind.CHANGED_TOOL, name, tool, fact, ("hints",)))


def _withdraw(tool: dict[str, Any], last_version: str | None) -> tuple[dict[str, Any], list[Change]]:
    withdrawn = {**tool, "status": "withdrawn", "last_seen": last_version or UNKNOWN}
    return withdrawn, [Change(kind=ChangeKind.WITHDRAWN_TOOL, where=tool["name"], before=last_version)]


def _with_new(tools: list[dict[str, Any]], listed: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The tools with each new one behind the tool that it follows in the list; the first at the top."""
    result = list(tools)
    place = {tool["name"]: tool for tool in tools}
    at = 0
    for fact in listed:
        if fact["name"] in place:
            at = next(index for index, tool in enumerate(result) if tool["name"] == fact["name"]) + 1
            continue
        result.insert(at, dict(fact))
        at += 1
    return result
