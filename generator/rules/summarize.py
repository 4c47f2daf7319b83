"""A judged server into the rows that stay in memory while pages are made.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.assessment import Assessment, JudgedServer
from generator.model.attack import Attack
from generator.model.catalog import Concern, ServerSummary, ToolSummary
from generator.model.tool import Tool
from generator.rules.checks.excuses import ACROSS
from generator.rules.concerns import concerns_of
from generator.rules.likeness import likeness
from generator.rules.reach import reach_of
from generator.rules.traits import LEGS, traits_of


def summarize(judged: JudgedServer, attacks: Sequence[Attack] = ()) -> ServerSummary:
    """The row of the server, with the rows of its tools sorted by slug and the attacks that concern each."""
    server = judged.server
    traits = traits_of(server, judged.assessments)
    package = server.package
    rows = [
        _row(server.slug, tool, each, tuple(concerns_of(each, traits, attacks)))
        for tool, each in zip(server.tools, judged.assessments, strict=True)
    ]
    return ServerSummary(
        slug=server.slug,
        name=server.name,
        summary=server.summary,
        publisher=server.publisher,
        package=package.name if package else None,
        package_registry=package.registry if package else None,
        version=package.version if package else None,
        captured=server.capture.date if server.capture else None,
        tools=tuple(sorted(rows, key=lambda row: row.slug)),
        is_toxic=traits.issuperset(LEGS),
    )


def _row(server_slug: str, tool: Tool, assessment: Assessment, concerns: tuple[Concern, ...]) -> ToolSummary:
    known = tool.parameters if isinstance(tool.parameters, tuple) else None
    return ToolSummary(
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
        reach=reach_of(tool, assessment),
    )
