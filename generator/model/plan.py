"""What a reader decided about the tools of one or several servers, before any format is chosen.

Plain data as JSON holds it: mappings, lists, texts, whole numbers, booleans and null, from which targets are printed in Python and in
the browser alike. Nobody changes a plan once it is made, so its parts may be shared. Plans were objects that were copied into
mappings; that took a fifth of the time of a server's policies.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Literal, TypedDict

from generator.model.vocabulary import Effect, Operator


class PlannedLimit(TypedDict):
    """At most `max` calls `per` span."""

    max: int
    per: str
    """`minute`, `hour` or `day`."""
    seconds: int
    """Length of the span."""


class PlannedConstraint(TypedDict):
    """What an argument has to be, with what formats need that cannot compute."""

    arg: str
    op: Operator
    value: str | int | list[str]
    required: bool
    reason: str
    kind: str
    """JSON type of the argument without `null`: `integer`, `string` and so on; `mixed` for several, `unknown` for none."""
    args_pattern: str | None
    """Gemini CLI's `argsPattern` for calls in which it holds; None: no such pattern can say it."""


class PlannedParameter(TypedDict):
    """A top-level argument of a tool, or of some tools of a server."""

    name: str
    types: list[str]
    """JSON types without `null`, sorted; empty: the schema states none."""
    kind: str
    """The only type, `mixed` for several, `unknown` for none."""
    required: bool


class PlannedTool(TypedDict):
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
    constraints: list[PlannedConstraint]
    """All must hold. Empty with `deny`."""
    parameters: list[PlannedParameter] | None
    """None: its schema is unknown."""
    claims_read_only: bool
    """The server states `readOnlyHint: true`; some clients believe it."""
    category: str | None
    risk: str | None


class PlannedServer(TypedDict):
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
    tools: list[PlannedTool]
    arguments: list[PlannedParameter]
    """Every top-level argument of its tools once, sorted by name; `types` of all tools together, `required` false."""


class Plan(TypedDict):
    """Everything a policy document is printed from."""

    posture: str
    servers: list[PlannedServer]
    """Keys differ."""
