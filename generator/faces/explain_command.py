"""`policy-catalog explain`: how one tool of the registry was judged.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import click

from generator.faces.console import one_line
from generator.faces.one_server import one_server
from generator.faces.options import catalog_option
from generator.model.assessment import Assessment
from generator.model.problem import CatalogError
from generator.model.tool import Tool
from generator.model.vocabulary import Recommendation
from generator.readers.registry import read_vocabulary
from generator.rules.classify import RULES
from generator.rules.sensitivity import SENSITIVITIES
from generator.rules.signal_kinds import SIGNALS


@click.command("explain")
@click.argument("tool", metavar="SERVER/TOOL")
@catalog_option
def explain_command(tool: str, catalog: Path) -> None:
    """Print how SERVER/TOOL was judged: rules with the words they read, signals, what a person decided, the recommendation.

    \b
    Examples
      policy-catalog explain stripe/create_refund
      policy-catalog explain filesystem/write_file

    \b
    Exit codes
      0  printed
      1  there is no such server or tool
      2  the command was called wrongly
    """
    slug, _, name = tool.partition("/")
    if not name:
        raise click.UsageError(f"found {tool!r}, expected SERVER/TOOL, e.g. stripe/create_refund")
    vocabulary, _ = read_vocabulary(catalog)
    judged = one_server(catalog, slug, vocabulary)
    for each, assessment in zip(judged.server.tools, judged.assessments, strict=True):
        if name in {each.name, assessment.slug}:
            for line in _lines(each, assessment, f"{judged.path}:{assessment.line}"):
                click.echo(one_line(line))
            return
    near = difflib.get_close_matches(name, [each.name for each in judged.server.tools], 1)
    raise CatalogError(f"found no tool {name!r} on {slug}" + (f", did you mean {near[0]!r}?" if near else ""))


def _lines(tool: Tool, judged: Assessment, place: str) -> Iterator[str]:
    yield f"{tool.name}  ({place})"
    yield f"  published    {judged.category or 'not reviewed'}, {judged.risk or 'no risk class'}"
    yield f"  by the rules {judged.rules_category or 'not understood'}"
    yield f"  with signals {judged.rules_risk or 'no risk class'}"
    yield from _by_people(tool, judged)
    yield "rules"
    for each in judged.fired:
        yield f"  {each.rule:<22} “{each.quote}”  {RULES[each.rule]}"
    if not judged.fired:
        yield "  none fired"
    yield "signals"
    for signal in judged.signals:
        where = signal.parameter or (f"“{signal.quote}”" if signal.quote else "set by a person")
        yield f"  {signal.kind:<22} {where}  {SIGNALS[signal.kind]}"
    if not judged.signals:
        yield "  none"
    yield f"data         {judged.sensitivity}: {SENSITIVITIES[judged.sensitivity]}"
    for sentence in judged.raised:
        yield f"raised       {sentence}"
    for sentence in judged.contradictions:
        yield f"contradicted {sentence}"
    yield from _recommended(judged.recommendation)


def _by_people(tool: Tool, judged: Assessment) -> Iterator[str]:
    if tool.reviewed:
        yield f"  reviewed     {tool.reviewed}" + (f" by {tool.reviewed_by}" if tool.reviewed_by else "")
    if tool.category_reason:
        yield f"  by a person  {tool.category}: {tool.category_reason}"
    if tool.risk_reason:
        yield f"  by a person  {judged.risk}: {tool.risk_reason}"
    for choice in tool.signals:
        of = f" of {choice.parameter}" if choice.parameter else ""
        yield f"  by a person  {choice.kind}{of} {'holds' if choice.holds else 'does not hold'}: {choice.reason}"


def _recommended(advice: Recommendation) -> Iterator[str]:
    limit = ""
    if advice.limit:
        limit = f", at most {advice.limit.max} {'an' if advice.limit.per == 'hour' else 'a'} {advice.limit.per}"
    hidden = ", hidden" if advice.visibility == "hidden" else ""
    yield f"recommended  {advice.effect}{hidden}{limit}"
    for constraint in advice.constraints:
        yield f"             {constraint.arg} {constraint.op} {constraint.value}"
