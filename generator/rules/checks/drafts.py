"""Drafts: what a person still has to write before an imported entry is a catalog entry.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.entry import STAND_IN
from generator.model.problem import Finding, Pointer, Severity
from generator.model.tool import Parameter, Tool
from generator.rules.checks.subject import Subject

SENTENCE: Final = "A published entry has been judged: category, summary, evidence, review date, and a rationale above the lowest risk."


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about everything a person has not written yet."""
    if subject.server.summary is None:
        yield _draft(
            (), "draft/server-summary", "a server without `summary`", "say in one sentence what it connects to"
        )
    for here, tool, assessment in subject.judged():
        yield from _tool(tool, here, subject, assessment.rules_category, assessment.risk)


def _tool(tool: Tool, here: Pointer, subject: Subject, by_rules: str | None, risk: str | None) -> Iterator[Finding]:
    named = _named("tool", tool.name)
    if tool.category is None:
        names = ", ".join(each.name for each in subject.vocabulary.categories)
        hint = (
            f"the rules say {by_rules}: confirm it, or choose another of {names}"
            if by_rules
            else f"choose one of {names}"
        )
        yield _draft((*here, "category"), "draft/category", f"{named} without `category`", hint)
    if tool.summary is None:
        yield _draft(
            (*here, "summary"), "draft/summary", f"{named} without `summary`", "say in one sentence what it does"
        )
    if tool.evidence is None:
        hint = "name the words or parameters of the definition that decide the category"
        yield _draft((*here, "evidence"), "draft/evidence", f"{named} without `evidence`", hint)
    if tool.rationale is None and risk is not None and subject.vocabulary.rank(risk) > 0:
        hint = "say what an agent could do with it that its owner would regret"
        yield _draft((*here, "rationale"), "draft/rationale", f"{risk} {named} without `rationale`", hint)
    if tool.reviewed is None:
        yield _draft((*here, "reviewed"), "draft/reviewed", f"{named} without `reviewed`", "add the date you judged it")
    if isinstance(tool.parameters, tuple):
        yield from _parameters(tool.parameters, (*here, "parameters"), named)


def _parameters(parameters: tuple[Parameter, ...], pointer: Pointer, tool: str) -> Iterator[Finding]:
    for position, parameter in enumerate(parameters):
        if parameter.description is None and parameter.quote is None:
            found = f"{_named('parameter', parameter.name)} of {tool} without `description`"
            yield _draft((*pointer, position, "description"), "draft/parameter", found, "say what the argument does")
        if isinstance(parameter.fields, tuple):
            yield from _parameters(parameter.fields, (*pointer, position, "fields"), tool)


def _named(what: str, name: str) -> str:
    """The thing with its name; only what it is where the name itself is what has to be put right."""
    return f"a {what}" if name == STAND_IN else f"{what} {name[:80]!r}"


def _draft(pointer: Pointer, code: str, found: str, hint: str) -> Finding:
    return Finding(
        pointer=pointer,
        code=code,
        message=f"found {found}, expected one",
        hint=hint,
        severity=Severity.REVIEW,
        reads=("category", "risk") if code == "draft/rationale" else (),
    )
