"""A JSON Schema node into its plain alternatives: references followed, unions opened, `allOf` joined.

Schemas come from strangers: nothing is fetched, every walk is bounded, and no shape of JSON raises.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import unquote

from msgspec import Struct

MAX_DEPTH: Final = 16
"""Levels of properties, and of unions within unions. Chosen: the deepest schema observed had 12."""
MAX_STEPS: Final = 20_000
"""Nodes looked at for one tool. Chosen: 1,000 parameters with twenty nodes each; stops fanned-out references."""
NARROWING: Final = ("type", "enum", "const", "items", "prefixItems")
"""Keywords of an alternative that win over those beside the union."""


class Branch(Struct, frozen=True, kw_only=True):
    """One alternative without references, unions or type lists."""

    schema: Mapping[str, Any]
    trail: frozenset[str]
    """References followed to get here, from the root of the schema on."""
    is_open: bool = True
    """False when what is inside must not be looked at: it is recursive, or beyond a limit."""


class Branches:
    """Opens nodes of one root schema, and remembers what could not be read."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._steps_left = MAX_STEPS
        self._notes: set[str] = set()

    @property
    def notes(self) -> tuple[str, ...]:
        """What was not read, one phrase each, sorted."""
        return tuple(sorted(self._notes))

    def note(self, phrase: str) -> None:
        """Remember that something was not read."""
        self._notes.add(phrase)

    def of(self, node: Any, trail: frozenset[str] = frozenset(), depth: int = 0) -> list[Branch]:
        """The alternatives of the node, in its order; never empty."""
        self._steps_left -= 1
        if self._steps_left < 0 or depth > MAX_DEPTH:
            self.note(f"more than {MAX_STEPS:,} nodes" if self._steps_left < 0 else "unions nested too deep")
            return [Branch(schema={}, trail=trail, is_open=False)]
        if not isinstance(node, Mapping):
            if node is not True:
                self.note("a property without a schema")
            return [Branch(schema={}, trail=trail)]
        return self._opened(node, trail, depth)

    def _opened(self, node: Mapping[str, Any], trail: frozenset[str], depth: int) -> list[Branch]:
        if isinstance(node.get("$ref"), str):
            return self._of_reference(node, trail, depth)
        parts = node.get("allOf")
        if isinstance(parts, list) and parts:
            return self._of_all(node, parts, trail, depth)
        for key in ("anyOf", "oneOf"):
            options = node.get(key)
            if isinstance(options, list) and options:
                outer = {name: value for name, value in node.items() if name != key}
                return self._of_any(outer, options, trail, depth)
        types = node.get("type")
        if not isinstance(types, list) or not types:
            return [Branch(schema=node, trail=trail)]
        return [Branch(schema={**node, "type": each}, trail=trail) for each in types]

    def _of_reference(self, node: Mapping[str, Any], trail: frozenset[str], depth: int) -> list[Branch]:
        reference = node["$ref"]
        beside = {name: value for name, value in node.items() if name != "$ref"}
        found, target = self._target(reference)
        if not found:
            self.note(f"reference {reference[:80]} outside the schema" if reference[:1] != "#" else
                      f"reference {reference[:80]} to nothing")  # fmt: skip
            return self.of(beside, trail, depth + 1)
        if reference in trail:
            stated = target.get("type") if isinstance(target, Mapping) else None
            schema = {**beside, "type": stated} if isinstance(stated, str) else beside
            return [Branch(schema=schema, trail=trail, is_open=False)]
        inner = self.of(target, trail | {reference}, depth + 1)
        return [_within(beside, each) for each in inner]

    def _of_all(self, node: Mapping[str, Any], parts: list[Any], trail: frozenset[str], depth: int) -> list[Branch]:
        outer: Mapping[str, Any] = {name: value for name, value in node.items() if name != "allOf"}
        is_open = True
        for part in parts:
            alternatives = self.of(part, trail, depth + 1)
            if len(alternatives) > 1:
                self.note("a union within allOf")
            outer = _joined(outer, alternatives[0].schema)
            trail |= alternatives[0].trail
            is_open = is_open and alternatives[0].is_open
        return [_within({}, each, is_open=is_open) for each in self.of(outer, trail, depth + 1)]

    def _of_any(self, outer: Mapping[str, Any], options: list[Any], trail: frozenset[str], depth: int) -> list[Branch]:
        alternatives: list[Branch] = []
        for option in options:
            if option is not False:
                alternatives += [_within(outer, each) for each in self.of(option, trail, depth + 1)]
        return alternatives or [Branch(schema=outer, trail=trail)]

    def _target(self, reference: str) -> tuple[bool, Any]:
        """Whether the reference points into this schema, and at what."""
        if reference == "#":
            return True, self._root
        if not reference.startswith("#/"):
            return False, None
        here = self._root
        for step in reference[2:].split("/"):
            key = unquote(step).replace("~1", "/").replace("~0", "~")
            if isinstance(here, Mapping) and key in here:
                here = here[key]
            elif isinstance(here, list) and key.isascii() and key.isdigit() and len(key) < 7 and int(key) < len(here):
                here = here[int(key)]
            else:
                return False, None
        return True, here


def _within(outer: Mapping[str, Any], branch: Branch, *, is_open: bool = True) -> Branch:
    return Branch(
        schema=_joined(outer, branch.schema) if outer else branch.schema,
        trail=branch.trail,
        is_open=branch.is_open and is_open,
    )


def _joined(outer: Mapping[str, Any], inner: Mapping[str, Any]) -> dict[str, Any]:
    """Both at once: the outer words win, the inner type and values do, properties and required add up."""
    joined = {**inner, **outer, **{key: inner[key] for key in NARROWING if key in inner}}
    both = [each.get("properties") for each in (outer, inner)]
    named = [each for each in both if isinstance(each, Mapping)]
    if named:
        joined["properties"] = {name: value for each in named for name, value in each.items()}
    required = [each.get("required") for each in (outer, inner)]
    names = [name for each in required if isinstance(each, list) for name in each if isinstance(name, str)]
    if names:
        joined["required"] = names
    return joined
