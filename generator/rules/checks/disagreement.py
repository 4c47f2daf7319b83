"""People against rules: who chooses another category than the rules says why.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Severity
from generator.rules.checks.subject import Subject

SENTENCE: Final = "A category that differs from what the rules say has a reason, and only such a one has."
_SHOWN: Final = 3


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about categories set by hand."""
    for pointer, tool, assessment in subject.judged():
        by_rules = assessment.rules_category
        differs = tool.category is not None and by_rules is not None and by_rules != tool.category
        if differs and tool.category_reason is None and subject.vocabulary.category(tool.category) is not None:
            because = ", ".join(
                f"{each.rule} “{each.quote[:40]}”"
                for each in assessment.fired
                if (category := subject.vocabulary.category(by_rules)) is not None and each.kind == category.slug
            )
            yield Finding(
                pointer=(*pointer, "category"),
                code="judgement/category-reason",
                message=f"found category {tool.category!r} where the rules say {by_rules!r} ({because or 'see explain'}), "
                "expected `category_reason`",
                hint="say in one sentence why the rules are wrong here, or take their category",
                severity=Severity.REVIEW,
                reads=("category_reason",),
            )
        elif not differs and tool.category_reason is not None:
            yield Finding(
                pointer=(*pointer, "category_reason"),
                code="judgement/needless-category-reason",
                message="found a reason for a category that the rules give too, expected none",
                hint="remove `category_reason`",
                severity=Severity.REVIEW,
                reads=("category",),
            )
