"""A judged tool into the facts beside its heading.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple

from msgspec import Struct

from generator.model.assessment import Assessment
from generator.model.server import Server
from generator.model.tool import Tool
from generator.views.badges import EFFECT_WORDS, Badge, Badges
from generator.views.parameters import ParameterTable

HINTS: Final = (
    ("readOnlyHint", "Read-only"),
    ("destructiveHint", "Destructive"),
    ("idempotentHint", "Idempotent"),
    ("openWorldHint", "Open world"),
)
"""The four annotations of MCP 2025-11-25, ToolAnnotations, and what a page calls them."""
_STATED: Final = attrgetter(*(field for field, _ in HINTS))
_SAID: Final = {True: "yes", False: "no", None: "not stated"}


class Hint(NamedTuple):
    """One of the server's own hints."""

    label: str
    value: str
    """`yes`, `no`, `not stated`, or `unknown` when the definition was not seen."""


class Facts(Struct, frozen=True, kw_only=True):
    """What is known of a tool at a glance."""

    server: str
    package: str | None
    """Package identifier; None when unknown."""
    category: Badge
    risk: Badge
    effect: str
    """`Allow`, `Ask first` or `Deny`."""
    count: str
    """Number of parameters, or `not published`."""
    required: str
    verified: str
    """ISO date and package version, or why there is none."""
    hints: tuple[Hint, ...]
    contradictions: tuple[str, ...]
    """Sentences on hints that speak against the category."""


def facts_of(tool: Tool, server: Server, assessment: Assessment, badges: Badges, table: ParameterTable) -> Facts:
    """The facts of one tool, whose parameters are in the table."""
    return Facts(
        server=server.name,
        package=server.package.name if server.package else None,
        category=badges.category(assessment.category),
        risk=badges.risk(assessment.risk),
        effect=EFFECT_WORDS[assessment.recommendation.effect],
        count=table.count,
        required=table.required,
        verified=_verified(tool, server),
        hints=_hints(tool),
        contradictions=assessment.contradictions,
    )


def _hints(tool: Tool) -> tuple[Hint, ...]:
    hints = tool.hints
    if isinstance(hints, str):
        return tuple(Hint(label=label, value="unknown") for _, label in HINTS)
    return _said(_STATED(hints))


@lru_cache(maxsize=81)  # three answers to each of four
def _said(stated: tuple[bool | None, ...]) -> tuple[Hint, ...]:
    """What a page says of each hint, in the order of `HINTS`."""
    return tuple(Hint(label=label, value=_SAID[value]) for value, (_, label) in zip(stated, HINTS, strict=True))


def _verified(tool: Tool, server: Server) -> str:
    if server.capture is None:
        return "not yet"
    known = server.package is not None and server.package.version is not None
    version = f"version {server.package.version}" if known and server.package else "unknown version"
    if tool.status != "verified":
        return f"no: not in {version if known else 'the server'}, looked at on {server.capture.date}"
    return f"{server.capture.date}, {version}"
