"""Judged servers and a reader's choices into the plan that every target is printed from.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from generator.model.assessment import Assessment, JudgedServer
from generator.model.plan import (
    Plan,
    PlannedConstraint,
    PlannedLimit,
    PlannedParameter,
    PlannedServer,
    PlannedTool,
)
from generator.model.server import Server
from generator.model.tool import Tool
from generator.model.vocabulary import Constraint, Effect, Posture, Recommendation, Vocabulary
from generator.rules.args_pattern import args_pattern
from generator.rules.by_hand import ALL_TOOLS, Choice, by_hand
from generator.rules.posture import with_posture
from generator.rules.server_key import server_keys

_SECONDS: Final = {"minute": 60, "hour": 3600, "day": 86_400}
_ELEMENTS: Final = re.compile(r"\[[^\[\]]*\]")
_UNEXPLAINED: Final = "The catalog recommends it."


def make_plan(
    servers: Sequence[JudgedServer],
    posture: Posture,
    vocabulary: Vocabulary,
    keys: Sequence[str] | None = None,
    only: Collection[tuple[str, str]] | None = None,
    choices: Mapping[tuple[str, str], Choice] | None = None,
) -> Plan:
    """These servers under the posture: every tool that the captured release offers, and what becomes of others.

    `keys` has one for each server, all different; without them the servers get short ones. `only` names tools by slug and
    name: then the plan holds these and says nothing of others. `choices` are a person's own, by slug and name, or `ALL_TOOLS`.
    """
    given = keys if keys is not None else server_keys([each.server.slug for each in servers])
    planned = []
    for each, key in zip(servers, given, strict=True):
        pairs = zip(each.server.tools, each.assessments, strict=True)
        slug = each.server.slug
        tools = [
            (tool, assessment)
            for tool, assessment in pairs
            if (tool.status == "verified" if only is None else (slug, tool.name) in only)
        ]
        unlisted = posture.unlisted if only is None else None
        own = {name: choice for (of, name), choice in (choices or {}).items() if of == slug}
        planned.append(_server(each.server, key, tools, posture, vocabulary, unlisted=unlisted, choices=own))
    return Plan(posture=posture.name, servers=tuple(planned))


def make_fragment(server: Server, tool: Tool, assessment: Assessment, vocabulary: Vocabulary) -> Plan:
    """One tool as it is recommended, saying nothing of the server's others."""
    posture = vocabulary.postures[0]
    planned = _server(server, server_keys([server.slug])[0], ((tool, assessment),), posture, vocabulary, unlisted=None)
    return Plan(posture=posture.name, servers=(planned,))


def _server(
    server: Server,
    key: str,
    tools: Sequence[tuple[Tool, Assessment]],
    posture: Posture,
    vocabulary: Vocabulary,
    *,
    unlisted: Effect | None,
    choices: Mapping[str, Choice] | None = None,
) -> PlannedServer:
    planned = tuple(
        _chosen(tool, assessment, posture, vocabulary, (choices or {}).get(tool.name, (choices or {}).get(ALL_TOOLS)))
        for tool, assessment in tools
    )
    package = server.package
    version = f"@{package.version}" if package and package.version else ""
    return PlannedServer(
        slug=server.slug,
        key=key,
        name=server.name,
        package=f"{package.registry}:{package.name}{version}" if package else None,
        url=server.capture.url if server.capture else None,
        unlisted=unlisted,
        tools=planned,
        arguments=tuple(_arguments(planned)),
    )


def _chosen(
    tool: Tool, assessment: Assessment, posture: Posture, vocabulary: Vocabulary, choice: Choice | None
) -> PlannedTool:
    category = vocabulary.category(assessment.category)

    def under(each: Posture) -> PlannedTool:
        return _tool(tool, assessment, with_posture(assessment.recommendation, each, category, assessment.risk))

    planned = under(posture)
    return planned if choice is None else by_hand(planned, under(vocabulary.postures[0]), choice)


def _tool(tool: Tool, assessment: Assessment, advice: Recommendation) -> PlannedTool:
    parameters = None if isinstance(tool.parameters, str) else tuple(_parameters(tool))
    kinds = {each.name: each.types for each in parameters or ()}
    return PlannedTool(
        name=tool.name,
        effect=advice.effect,
        visibility=advice.visibility,
        reason=advice.reason or _UNEXPLAINED,
        limit=PlannedLimit(max=advice.limit.max, per=advice.limit.per, seconds=_SECONDS[advice.limit.per])
        if advice.limit
        else None,
        constraints=tuple(_constraint(each, kinds.get(each.arg, ())) for each in advice.constraints),
        parameters=parameters,
        claims_read_only=not isinstance(tool.hints, str) and tool.hints.readOnlyHint is True,
        category=assessment.category,
        risk=assessment.risk,
    )


def _constraint(constraint: Constraint, types: tuple[str, ...]) -> PlannedConstraint:
    return PlannedConstraint(
        arg=constraint.arg,
        op=constraint.op,
        value=constraint.value,
        required=constraint.required,
        reason=constraint.reason,
        kind=_kind(types),
        args_pattern=args_pattern(constraint),
    )


def _parameters(tool: Tool) -> Iterator[PlannedParameter]:
    for each in tool.parameters:
        if isinstance(each, str):
            return
        stated = set(_outermost(each.type or "").split(" | ")) - {"null", "", "any"}
        types = tuple(sorted(stated))
        yield PlannedParameter(name=each.name, types=types, kind=_kind(types), required=each.required)


def _outermost(types: str) -> str:
    """The types without those of elements: `array[object | string] | null` is `array | null`."""
    while "[" in types:
        types = _ELEMENTS.sub("", types)
    return types


def _kind(types: tuple[str, ...]) -> str:
    return types[0] if len(types) == 1 else "mixed" if types else "unknown"


def _arguments(tools: Sequence[PlannedTool]) -> Iterator[PlannedParameter]:
    types: dict[str, set[str]] = {}
    unstated: set[str] = set()
    for tool in tools:
        for each in tool.parameters or ():
            types.setdefault(each.name, set()).update(each.types)
            if not each.types:
                unstated.add(each.name)
    for name in sorted(types):
        together = () if name in unstated else tuple(sorted(types[name]))
        yield PlannedParameter(name=name, types=together, kind=_kind(together), required=False)
