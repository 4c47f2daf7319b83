"""A judged server into the rows that stay in memory while pages are made.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Sequence
from typing import Any, Final

from generator.model.assessment import Assessment, JudgedServer
from generator.model.attack import Attack, Trait
from generator.model.rows import NO_TOOLS, Concern, ServerSummary, Tools, ToolSummary
from generator.model.tool import Hints, Parameter, Tool
from generator.rules.checks.excuses import ACROSS
from generator.rules.concerns import concerns_of
from generator.rules.likeness import likeness
from generator.rules.reach import reach_of
from generator.rules.signal_kinds import SIGNALS
from generator.rules.traits import LEGS, leg_tools, traits_of

_CONCERNS: Final = ToolSummary._fields.index("concerns")


def summarize(judged: JudgedServer, attacks: Sequence[Attack] = ()) -> ServerSummary:
    """The row of the server, with the rows of its tools sorted by slug and the attacks that concern each."""
    server = judged.server
    traits = traits_of(server, judged.assessments)
    package = server.package
    legs = leg_tools(judged.assessments)
    rows = [
        _row(
            server.slug,
            tool,
            each,
            concerns=tuple(concerns_of(each, traits, attacks)),
            legs=tuple(leg for leg, positions in legs.items() if position in positions),
        )
        for position, (tool, each) in enumerate(zip(server.tools, judged.assessments, strict=True))
    ]
    row = ServerSummary(
        slug=server.slug,
        name=server.name,
        summary=server.summary,
        publisher=server.publisher,
        package=package.name if package else None,
        package_registry=package.registry if package else None,
        version=package.version if package else None,
        captured=server.capture.date if server.capture else None,
        url=server.capture.url if server.capture else None,
        tools=NO_TOOLS,
        is_toxic=traits.issuperset(LEGS),
    )
    rows.sort(key=lambda row: row.slug)
    return row._replace(tools=Tools.of(rows), shape=_shape(row, rows), texts=_texts(row, rows))


def _row(
    server_slug: str, tool: Tool, assessment: Assessment, *, concerns: tuple[Concern, ...], legs: tuple[Trait, ...]
) -> ToolSummary:
    known = tool.parameters if isinstance(tool.parameters, tuple) else None
    row = ToolSummary(
        server=server_slug,
        name=tool.name,
        slug=assessment.slug,
        category=assessment.category,
        risk=assessment.risk,
        effect=assessment.recommendation.effect,
        status=tool.status,
        summary=tool.summary,
        parameter_count=None if known is None else len(known),
        required_count=None if known is None else sum(parameter.required for parameter in known),
        tokens=tool.definition.tokens if tool.definition else None,
        is_confirmed=tool.category is not None,
        fingerprint=tool.definition.digest[7:27] if tool.definition else None,
        likeness=likeness(tool),
        excused=tuple(each.check for each in tool.excuses if each.check.startswith(ACROSS)),
        concerns=concerns,
        sensitivity=assessment.sensitivity,
        signals=_kinds(assessment),
        legs=legs,
        hints=_hints(tool),
        parameters=None if known is None else _names(known),
        reach=reach_of(tool, assessment),
    )
    return row._replace(mark=_mark(row))


def _mark(row: ToolSummary) -> bytes:
    """Digest of the row."""
    return _digest(_plain(row))


def _shape(row: ServerSummary, rows: Sequence[ToolSummary]) -> bytes:
    tools = [_plain(tool._replace(summary=None, mark=b"")) for tool in rows]
    plain = tuple(
        None if each is NO_TOOLS else each for each in row._replace(summary=None, version=None, captured=None)
    )
    return _digest((plain, tools))


def _texts(row: ServerSummary, rows: Sequence[ToolSummary]) -> bytes:
    return _digest((row.summary, row.version, row.captured)) + _digest([tool.summary for tool in rows])


def _digest(plain: Any) -> bytes:
    """Eight bytes. Version 2 of the format says equal values alike whatever else holds them; it takes a sixth of the time of `repr`."""
    return hashlib.blake2b(marshal.dumps(plain, 2), digest_size=8).digest()


def _plain(row: ToolSummary) -> tuple[Any, ...]:
    return (*row[:_CONCERNS], tuple(map(tuple, row.concerns)), *row[_CONCERNS + 1 :])


def _kinds(assessment: Assessment) -> tuple[str, ...]:
    held = {signal.kind for signal in assessment.signals}
    return tuple(kind for kind in SIGNALS if kind in held) if held else ()


def _hints(tool: Tool) -> tuple[bool | None, ...] | None:
    if not isinstance(tool.hints, Hints):
        return None
    hints = tool.hints
    return (hints.readOnlyHint, hints.destructiveHint, hints.idempotentHint, hints.openWorldHint)


def _names(parameters: tuple[Parameter, ...]) -> tuple[str, ...]:
    """Interned: the same few thousand names stand in the rows of all tools."""
    found: dict[str, None] = {}
    level = parameters
    while level:
        found.update((sys.intern(parameter.name), None) for parameter in level)
        level = tuple(inner for each in level if isinstance(each.fields, tuple) for inner in each.fields)
    return tuple(found)
