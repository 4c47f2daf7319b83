"""Judged servers and a reader's choices into the plan that every target is printed from.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Final

from generator.model.assessment import Assessment, JudgedServer
from generator.model.plan import Plan, PlannedConstraint, PlannedParameter, PlannedServer, PlannedTool
from generator.model.server import Server
from generator.model.tool import Parameter, Tool
from generator.model.vocabulary import Constraint, Effect, Posture, Vocabulary
from generator.rules.args_pattern import args_pattern
from generator.rules.by_hand import ALL_TOOLS, Choice, by_hand
from generator.rules.posture import with_posture
from generator.rules.server_key import server_keys

_SECONDS: Final = {"minute": 60, "hour": 3600, "day": 86_400}
_ELEMENTS: Final = re.compile(r"\[[^\[\]]*\]")
_REMEMBERED: Final = 1024
"""More tools than nearly every server has. Chosen."""
_last_planned: Final[dict[int, tuple[Assessment, Tool, Posture, PlannedTool]]] = {}
"""The same objects give the same plan: a tool is planned for its server's files, and again for its page right after (8 microseconds)."""
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
        own = {name: choice for (of, name), choice in (choices or {}).items() if of == slug}
        tools = [
            _chosen(tool, assessment, posture, vocabulary, own.get(tool.name, own.get(ALL_TOOLS)))
            for tool, assessment in pairs
            if (tool.status == "verified" if only is None else (slug, tool.name) in only)
        ]
        planned.append(_server(each.server, key, tools, posture.unlisted if only is None else None))
    return {"posture": posture.name, "servers": planned}


def make_fragment(server: Server, tool: Tool, assessment: Assessment, vocabulary: Vocabulary) -> Plan:
    """One tool as it is recommended, saying nothing of the server's others."""
    posture = vocabulary.postures[0]
    planned = [planned_tool(tool, assessment, posture, vocabulary)]
    return {"posture": posture.name, "servers": [_server(server, server_keys([server.slug])[0], planned, None)]}


def _server(server: Server, key: str, planned: list[PlannedTool], unlisted: Effect | None) -> PlannedServer:
    package = server.package
    version = f"@{package.version}" if package and package.version else ""
    return {
        "slug": server.slug,
        "key": key,
        "name": server.name,
        "package": f"{package.registry}:{package.name}{version}" if package else None,
        "url": server.capture.url if server.capture else None,
        "unlisted": unlisted,
        "tools": planned,
        "arguments": _arguments(planned),
    }


def _chosen(
    tool: Tool, assessment: Assessment, posture: Posture, vocabulary: Vocabulary, choice: Choice | None
) -> PlannedTool:
    planned = planned_tool(tool, assessment, posture, vocabulary)
    if choice is None:
        return planned
    return by_hand(planned, planned_tool(tool, assessment, vocabulary.postures[0], vocabulary), choice)


def planned_tool(tool: Tool, assessment: Assessment, posture: Posture, vocabulary: Vocabulary) -> PlannedTool:
    """The tool under the posture."""
    last = _last_planned.get(id(assessment))
    if last is not None and last[0] is assessment and last[1] is tool and last[2] is posture:
        return last[3]
    planned = _planned(tool, assessment, posture, vocabulary)
    if len(_last_planned) >= _REMEMBERED:
        _last_planned.clear()
    _last_planned[id(assessment)] = assessment, tool, posture, planned
    return planned


def _planned(tool: Tool, assessment: Assessment, posture: Posture, vocabulary: Vocabulary) -> PlannedTool:
    advice = assessment.recommendation
    if posture.denies or advice.effect == "deny":
        category = vocabulary.category(assessment.category) if posture.denies else None
        advice = with_posture(advice, posture, category, assessment.risk)
    parameters = None if isinstance(tool.parameters, str) else _parameters(tool.parameters)
    return {
        "name": tool.name,
        "effect": advice.effect,
        "visibility": advice.visibility,
        "reason": advice.reason or _UNEXPLAINED,
        "limit": {"max": advice.limit.max, "per": advice.limit.per, "seconds": _SECONDS[advice.limit.per]}
        if advice.limit
        else None,
        "constraints": [_constraint(each, parameters or ()) for each in advice.constraints],
        "parameters": parameters,
        "claims_read_only": not isinstance(tool.hints, str) and tool.hints.readOnlyHint is True,
        "category": assessment.category,
        "risk": assessment.risk,
    }


def _constraint(constraint: Constraint, parameters: Sequence[PlannedParameter]) -> PlannedConstraint:
    value = constraint.value
    return {
        "arg": constraint.arg,
        "op": constraint.op,
        "value": list(value) if isinstance(value, tuple) else value,
        "required": constraint.required,
        "reason": constraint.reason,
        "kind": next((each["kind"] for each in reversed(parameters) if each["name"] == constraint.arg), _kind([])),
        "args_pattern": args_pattern(constraint),
    }


def _parameters(parameters: Sequence[Parameter]) -> list[PlannedParameter]:
    planned: list[PlannedParameter] = []
    for each in parameters:
        types, kind = _stated(each.type or "")
        planned.append({"name": each.name, "types": types, "kind": kind, "required": each.required})
    return planned


@lru_cache(maxsize=1024)
def _stated(type_name: str) -> tuple[list[str], str]:
    """The types without those of elements, sorted, and the only one: `array[object | string] | null` is `array`.

    Remembered, because a catalog has a few dozen of them: 0.1 instead of 2 microseconds a parameter.
    """
    outermost = type_name
    while "[" in outermost:
        outermost = _ELEMENTS.sub("", outermost)
    types = sorted(set(outermost.split(" | ")) - {"null", "", "any"})
    return types, _kind(types)


def _kind(types: Sequence[str]) -> str:
    return types[0] if len(types) == 1 else "mixed" if types else "unknown"


def _arguments(tools: Sequence[PlannedTool]) -> list[PlannedParameter]:
    stated: dict[str, list[str]] = {}
    for tool in tools:
        for each in tool["parameters"] or ():
            name, types = each["name"], each["types"]
            known = stated.setdefault(name, types)
            if known is not types and known:
                stated[name] = sorted({*known, *types}) if types else []
    return [
        {"name": name, "types": types, "kind": _kind(types), "required": False}
        for name, types in sorted(stated.items())
    ]
