"""A server's judged tools into what its parameters reach and what its definitions cost.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from generator.model.assessment import JudgedServer
from generator.rules.signal_kinds import PARAMETER_SIGNALS, SIGNALS, TOOL_SIGNALS
from generator.views import urls
from generator.views.provenance import TOKEN_METHODS
from generator.views.words import joined, number, plural

_HEAVIEST: Final = 5
_NAMED: Final = 8
"""Tools named for one kind of signal before the rest is counted: chosen."""


class Exposure(Struct, frozen=True, kw_only=True):
    """One kind of power that calls of the server give."""

    kind: str
    meaning: str
    """How many tools, and what they do: `4 tools with a parameter that names a file or folder`."""
    tools: tuple[urls.Link, ...]
    rest: str
    """`and 3 more`; empty when all are named."""


class Weight(Struct, frozen=True, kw_only=True):
    """One tool's definition."""

    tool: urls.Link
    tokens: str


class Size(Struct, frozen=True, kw_only=True):
    """What all definitions of the server take of a model's context."""

    total: str
    """One sentence with the number and the method."""
    heaviest: tuple[Weight, ...]


def exposures(judged: JudgedServer) -> tuple[Exposure, ...]:
    """One row for each kind of signal that occurs, in the order of `rules.signals.SIGNALS`."""
    by_kind: dict[str, dict[str, urls.Link]] = {}
    for tool, assessment in zip(judged.server.tools, judged.assessments, strict=True):
        link = urls.Link(href=urls.tool_path(judged.server.slug, assessment.slug), text=tool.name)
        for signal in assessment.signals:
            by_kind.setdefault(signal.kind, {})[assessment.slug] = link
    return tuple(_exposure(kind, tuple(by_kind[kind].values())) for kind in SIGNALS if kind in by_kind)


def _exposure(kind: str, tools: Sequence[urls.Link]) -> Exposure:
    rest = len(tools) - _NAMED
    count = plural(len(tools), "tool")
    if kind in PARAMETER_SIGNALS:
        meaning = f"{count} with a parameter that {PARAMETER_SIGNALS[kind]}"
    else:
        verb = TOOL_SIGNALS[kind]
        meaning = f"{count}: each {verb}" if len(tools) > 1 else f"{count} that {verb}"
    return Exposure(
        kind=kind,
        meaning=meaning,
        tools=tuple(tools[:_NAMED]),
        rest=f"and {number(rest)} more" if rest > 0 else "",
    )


def definition_size(judged: JudgedServer) -> Size | None:
    """Tokens of all observed definitions, and the five heaviest; None when none was observed."""
    slug = judged.server.slug
    pairs = zip(judged.server.tools, judged.assessments, strict=True)
    known = [(tool.definition, tool.name, each.slug) for tool, each in pairs if tool.definition is not None]
    if not known:
        return None
    unknown = len(judged.server.tools) - len(known)
    left_out = f" {plural(unknown, 'tool')} without an observed definition not counted." if unknown else ""
    methods = joined(sorted({TOKEN_METHODS[definition.tokens_method] for definition, _, _ in known}))
    total = sum(definition.tokens for definition, _, _ in known)
    heaviest = sorted(known, key=lambda each: (-each[0].tokens, each[1]))[:_HEAVIEST]
    return Size(
        total=f"The definitions of {plural(len(known), 'tool')} take about {number(total)} tokens ({methods}).{left_out}",
        heaviest=tuple(
            Weight(tool=urls.Link(href=urls.tool_path(slug, tool_slug), text=name), tokens=number(definition.tokens))
            for definition, name, tool_slug in heaviest
        ),
    )
