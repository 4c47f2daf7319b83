"""What a reader decided about the tools of one or several servers, before any format is chosen.

Plain data: `plan_data` gives the JSON that targets are printed from, in Python and in the browser alike.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Final, Literal

from generator.model.vocabulary import Effect, Operator


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLimit:
    """At most `max` calls `per` span."""

    max: int
    per: str
    """`minute`, `hour` or `day`."""
    seconds: int
    """Length of the span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedConstraint:
    """What an argument has to be, with what formats need that cannot compute."""

    arg: str
    op: Operator
    value: str | int | tuple[str, ...]
    required: bool
    reason: str
    kind: str
    """JSON type of the argument without `null`: `integer`, `string` and so on; `mixed` for several, `unknown` for none."""
    args_pattern: str | None
    """Gemini CLI's `argsPattern` for calls in which it holds; None: no such pattern can say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedParameter:
    """A top-level argument of a tool, or of some tools of a server."""

    name: str
    types: tuple[str, ...]
    """JSON types without `null`, sorted; empty: the schema states none."""
    kind: str
    """The only type, `mixed` for several, `unknown` for none."""
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTool:
    """One tool and what happens to its calls."""

    name: str
    """Exactly as the server names it."""
    effect: Effect
    visibility: Literal["visible", "hidden"]
    """`hidden` only with `deny`."""
    reason: str
    """Why, in one sentence."""
    limit: PlannedLimit | None
    """None with `deny`: nothing is left to limit."""
    constraints: tuple[PlannedConstraint, ...]
    """All must hold. Empty with `deny`."""
    parameters: tuple[PlannedParameter, ...] | None
    """None: its schema is unknown."""
    claims_read_only: bool
    """The server states `readOnlyHint: true`; some clients believe it."""
    category: str | None
    risk: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedServer:
    """One server as the reader's client knows it."""

    slug: str
    """Its name in the catalog."""
    key: str
    """The name the reader gave it in the client's configuration."""
    name: str
    package: str | None
    """Identifier and version, as in `npm:left-pad@1.0.0`."""
    url: str | None
    """Its hosted endpoint where the catalog asked one."""
    unlisted: Effect | None
    """What happens to tools that are not listed, new ones above all; None for a part of a policy that leaves that open."""
    tools: tuple[PlannedTool, ...]
    arguments: tuple[PlannedParameter, ...]
    """Every top-level argument of its tools once, sorted by name; `types` of all tools together, `required` false."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything a policy document is printed from."""

    posture: str
    servers: tuple[PlannedServer, ...]
    """Keys differ."""


def plan_data(plan: Plan) -> dict[str, Any]:
    """The plan as JSON holds it: mappings, lists, texts, whole numbers, booleans and null."""
    data: dict[str, Any] = _plain(plan)
    return data


def _plain(value: Any) -> Any:
    """`dataclasses.asdict` for values that nobody changes: it copies them all, which took half the time of an export."""
    names = _FIELDS.get(type(value))
    if names is not None:
        return {name: _plain(getattr(value, name)) for name in names}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


_FIELDS: Final = {
    kind: tuple(field.name for field in fields(kind))
    for kind in (Plan, PlannedServer, PlannedTool, PlannedLimit, PlannedConstraint, PlannedParameter)
}
