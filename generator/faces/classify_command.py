"""`policy-catalog classify`: judge any list of tools, without a registry.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

import click

from generator.faces.console import one_line
from generator.faces.options import catalog_option
from generator.model.assessment import Assessment
from generator.model.problem import CatalogError
from generator.model.vocabulary import Vocabulary
from generator.readers.registry import read_vocabulary
from generator.rules.assess import judge
from generator.rules.classify.reading import Reading, reading_of_definition
from generator.rules.schema_parameters import is_deeper_than

_MOST_BYTES: Final = 64 * 1024 * 1024
_DEEPEST: Final = 200
_WIDEST: Final = 128
"""Longest name that the columns leave room for. Source: limit of a tool name, MCP 2025-11-25, server/tools."""
_EXPECTED: Final = 'expected {"tools": [...]} as tools/list returns it'


@click.command("classify")
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--json", "as_json", is_flag=True, help="An array, one object a tool, in the order of the input.")
@catalog_option
def classify_command(file: BinaryIO, *, as_json: bool, catalog: Path) -> None:
    """Judge the tools of a saved `tools/list` answer: FILE, or standard input.

    The rules alone decide; nothing is written. A tool that no rule understands has no category and is denied. The words and
    classes are those of the catalog's vocabulary, or of the one shipped where there is none.

    \b
    Examples
      policy-catalog classify tools.json
      policy-catalog classify --json < tools.json

    \b
    Exit codes
      0  every tool of the list was judged, or found to be beyond the rules
      1  the input is no such list
      2  the command was called wrongly
    """
    vocabulary, _ = read_vocabulary(catalog)
    judged = [_judged(tool, vocabulary) for tool in _tools(file)]
    if as_json:
        click.echo(json.dumps([_object(name, each) for name, each in judged], indent=1, ensure_ascii=True))
        return
    names = [one_line(name or "(no name)") for name, _ in judged]
    width = min(max(map(len, names), default=0), _WIDEST)
    for name, (_, each) in zip(names, judged, strict=True):
        rules = ", ".join(dict.fromkeys(fired.rule for fired in each.fired)) or "no rule understood it"
        verdict = (
            f"{each.category or vocabulary.not_reviewed.name:<13} {each.risk or '':<9} {each.recommendation.effect:<6}"
        )
        click.echo(f"{name:<{width}}  {verdict} {rules}")


def _tools(file: BinaryIO) -> list[Any]:
    raw = file.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        raise CatalogError(f"found more than {_MOST_BYTES:,} bytes, {_EXPECTED}")
    try:
        answer = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CatalogError(f"found text that is not JSON ({error}), {_EXPECTED}") from error
    if isinstance(answer, dict) and isinstance(answer.get("result"), dict):
        answer = answer["result"]
    tools = answer.get("tools") if isinstance(answer, dict) else None
    if not isinstance(tools, list):
        raise CatalogError(f"found {type(answer).__name__} without `tools`, {_EXPECTED}")
    return tools


def _judged(tool: Any, vocabulary: Vocabulary) -> tuple[str | None, Assessment]:
    """Name and judgement; what is no tool object, or nests beyond reading, is judged by nothing and so denied."""
    name = tool.get("name") if isinstance(tool, Mapping) else None
    is_readable = isinstance(name, str) and not is_deeper_than(tool, _DEEPEST)
    reading = reading_of_definition(tool) if is_readable else Reading(name="", text="", arguments=(), hints={})
    return (name if isinstance(name, str) else None), judge(reading, vocabulary)


def _object(name: str | None, judged: Assessment) -> dict[str, Any]:
    return {
        "name": name,
        "category": judged.category,
        "risk": judged.risk,
        "sensitivity": judged.sensitivity,
        "signals": list(dict.fromkeys(signal.kind for signal in judged.signals)),
        "rules": [{"id": each.rule, "quote": each.quote} for each in judged.fired],
        "recommendation": judged.recommendation.model_dump(exclude_none=True),
    }
