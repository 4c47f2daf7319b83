"""Tool objects as `tools/list` returns them, and what the rules find in them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.model.assessment import Assessment
from generator.rules.assess import judge
from generator.rules.classify.decide import Classification, classify
from generator.rules.classify.reading import reading_of_definition
from tests.support.builders import make_vocabulary


def tool_object(name: str, description: str = "", /, *, hints: dict[str, Any] | None = None, **arguments: Any) -> dict:
    """A tool with these arguments: each a JSON Schema, or the name of its type."""
    properties = {key: {"type": each} if isinstance(each, str) else each for key, each in arguments.items()}
    tool: dict[str, Any] = {"name": name, "inputSchema": {"type": "object", "properties": properties}}
    if description:
        tool["description"] = description
    if hints is not None:
        tool["annotations"] = hints
    return tool


def choice(*values: Any, description: str = "") -> dict[str, Any]:
    """The schema of an argument that takes one of these values."""
    return {"type": "string", "enum": list(values), "description": description}


def described(description: str) -> dict[str, Any]:
    """The schema of a text argument with this description."""
    return {"type": "string", "description": description}


def classified(tool: dict[str, Any]) -> Classification:
    """What the rules make of the tool."""
    return classify(reading_of_definition(tool))


def fired(tool: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Id, quote and kind of every rule that fires on the tool."""
    return {(each.rule, each.quote, each.kind) for each in classified(tool).found}


def rules_fired(tool: dict[str, Any]) -> set[str]:
    """Ids of the rules that fire on the tool."""
    return {each.rule for each in classified(tool).found}


def kind_of(tool: dict[str, Any]) -> str | None:
    """The kind of access that the rules conclude."""
    return classified(tool).kind


def judged(tool: dict[str, Any]) -> Assessment:
    """The whole judgement, in the words of the shipped vocabulary."""
    return judge(reading_of_definition(tool), make_vocabulary())


def signal_kinds(tool: dict[str, Any]) -> list[str]:
    """Kinds of the signals that the judgement names."""
    return [each.kind for each in judged(tool).signals]


def texts_in(value: Any) -> Iterator[str]:
    """Every key and every text of a JSON value; `key: true` for a key that holds a plain truth value."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield f"{key}: {str(each).lower()}" if isinstance(each, bool) else key
            yield from texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)
    elif isinstance(value, str):
        yield value
