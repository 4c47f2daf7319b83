"""A judged server into the rows that stay in memory while pages are made.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from generator.model.assessment import Assessment, JudgedServer
from generator.model.catalog import ServerSummary, ToolSummary
from generator.model.tool import Tool


def summarize(judged: JudgedServer) -> ServerSummary:
    """The row of the server, with the rows of its tools sorted by slug."""
    server = judged.server
    package = server.package
    rows = [_row(server.slug, tool, each) for tool, each in zip(server.tools, judged.assessments, strict=True)]
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
    )


def _row(server_slug: str, tool: Tool, assessment: Assessment) -> ToolSummary:
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
    )
