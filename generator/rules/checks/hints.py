"""Hints against classes: a contradiction is explained, not passed over.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Severity
from generator.rules.checks.subject import Subject

SENTENCE: Final = "Where a hint of the server speaks against the category, the evidence or a reason speaks of the hint."
_SPEAKS: Final = ("hint", "read-only", "readonly", "annotat", "destructive")


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about contradictions that no text mentions."""
    for pointer, tool, assessment in subject.judged():
        if not assessment.contradictions or tool.category is None or tool.evidence is None:
            continue
        texts = " ".join(text for text in (tool.evidence, tool.category_reason, tool.rationale) if text).lower()
        if not any(word in texts for word in _SPEAKS):
            yield Finding(
                pointer=(*pointer, "evidence"),
                code="judgement/hint-unexplained",
                message=f"found nothing on the hint, expected a word on it: {assessment.contradictions[0]}",
                hint="say in `evidence` why the hint does not decide",
                severity=Severity.REVIEW,
                reads=("category", "hints"),
            )
