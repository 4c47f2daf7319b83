"""Categories and risk classes: only words of the vocabulary, and a reason where a person departs from them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.assessment import Assessment
from generator.model.problem import Finding
from generator.model.tool import Tool
from generator.rules.checks.subject import Subject

SENTENCE: Final = "Category and risk class come from the vocabulary; a risk class set by hand has a reason."


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about the judgement of each tool."""
    for position, (tool, assessment) in enumerate(zip(subject.server.tools, subject.assessments, strict=True)):
        yield from _check_tool(tool, position, subject, assessment)


def _check_tool(tool: Tool, position: int, subject: Subject, assessment: Assessment) -> Iterator[Finding]:
    vocabulary = subject.vocabulary
    category = vocabulary.category(tool.category)
    if tool.category is not None and category is None:
        names = ", ".join(each.name for each in vocabulary.categories)
        yield Finding(
            pointer=("tools", position, "category"),
            code="judgement/category",
            message=f"found category {tool.category!r}, expected one of {names}",
            hint="use one of these words; they are defined in vocabulary.yaml",
        )
    if tool.risk is None:
        if tool.risk_reason is not None:
            yield Finding(
                pointer=("tools", position, "risk_reason"),
                code="judgement/needless-reason",
                message="found a reason without a risk class set by hand, expected both or neither",
                hint="remove `risk_reason`, or add `risk`",
                reads=("risk",),
            )
        return
    if vocabulary.risk_class(tool.risk) is None:
        names = ", ".join(each.name for each in vocabulary.risk_classes)
        yield Finding(
            pointer=("tools", position, "risk"),
            code="judgement/risk",
            message=f"found risk class {tool.risk!r}, expected one of {names}",
            hint="use one of these words; they are defined in vocabulary.yaml",
        )
    if tool.risk_reason is None:
        yield Finding(
            pointer=("tools", position, "risk"),
            code="judgement/risk-reason",
            message=f"found risk class {tool.risk!r} set by hand without a reason, expected `risk_reason`",
            hint="say in `risk_reason` why the category's own class does not fit, or remove `risk`",
            reads=("risk_reason",),
        )
    if tool.category is None:
        yield Finding(
            pointer=("tools", position, "risk"),
            code="judgement/risk-alone",
            message="found a risk class on a tool without a category, expected a category first",
            hint="choose the `category`; the risk class follows from it",
            reads=("category",),
        )
    elif category is not None and category.risk == tool.risk == assessment.rules_risk:
        yield Finding(
            pointer=("tools", position, "risk"),
            code="judgement/needless-risk",
            message=f"found risk class {tool.risk!r}, which category and signals give anyway, expected none",
            hint="remove `risk` and `risk_reason`",
            reads=("category",),
        )
