"""A judged tool into the facts beside its heading.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.model.assessment import Assessment
from generator.model.server import Server
from generator.model.tool import Tool
from generator.views.badges import EFFECT_WORDS, Badge, Badges
from generator.views.words import number

HINTS: Final = (
    ("readOnlyHint", "Read-only"),
    ("destructiveHint", "Destructive"),
    ("idempotentHint", "Idempotent"),
    ("openWorldHint", "Open world"),
)
"""The four annotations of MCP 2025-11-25, ToolAnnotations, and what a page calls them."""
_SAID: Final = {True: "yes", False: "no", None: "not stated"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One of the server's own hints."""

    label: str
    value: str
    """`yes`, `no`, `not stated`, or `unknown` when the definition was not seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
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


def facts_of(tool: Tool, server: Server, assessment: Assessment, badges: Badges) -> Facts:
    """The facts of one tool."""
    is_known = not isinstance(tool.parameters, str)
    required = sum(parameter.required for parameter in tool.parameters) if not isinstance(tool.parameters, str) else 0
    return Facts(
        server=server.name,
        package=server.package.name if server.package else None,
        category=badges.category(assessment.category),
        risk=badges.risk(assessment.risk),
        effect=EFFECT_WORDS[assessment.recommendation.effect],
        count=number(len(tool.parameters)) if is_known else "not published",
        required=number(required) if is_known else "not published",
        verified=_verified(tool, server),
        hints=_hints(tool),
        contradictions=assessment.contradictions,
    )


def _hints(tool: Tool) -> tuple[Hint, ...]:
    hints = tool.hints
    if isinstance(hints, str):
        return tuple(Hint(label=label, value="unknown") for _, label in HINTS)
    return tuple(Hint(label=label, value=_SAID[getattr(hints, field)]) for field, label in HINTS)


def _verified(tool: Tool, server: Server) -> str:
    if server.capture is None:
        return "not yet"
    known = server.package is not None and server.package.version is not None
    version = f"version {server.package.version}" if known and server.package else "unknown version"
    if tool.status != "verified":
        return f"no: not in {version if known else 'the server'}, looked at on {server.capture.date}"
    return f"{server.capture.date}, {version}"
