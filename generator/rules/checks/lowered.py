"""Classes that hide a danger: a read of secrets at the bottom, a change of guards below what the raises demand.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Severity
from generator.rules.checks.subject import Subject

SENTENCE: Final = (
    "What gives out secrets, or edits permissions, policies or audit logs, does not stand below its raise."
)
_CODES: Final = {"secret": "judgement/secret-low", "guard": "judgement/guard-low"}


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about tools whose class a person set below what their data demands."""
    for pointer, tool, assessment in subject.judged():
        if tool.risk is None or assessment.rules_risk is None or not assessment.raised:
            continue
        rank = subject.vocabulary.rank
        if assessment.sensitivity in _CODES and rank(assessment.risk) < rank(assessment.rules_risk):
            words = (each.quote or each.reason for each in assessment.signals if each.kind in {"secret-out", "guards"})
            quote = next(words, "")
            yield Finding(
                pointer=(*pointer, "risk"),
                code=_CODES[assessment.sensitivity],
                message=f"found {tool.risk} for a tool that touches a {assessment.sensitivity} (“{quote[:40]}”), "
                f"expected at least {assessment.rules_risk}",
                hint="remove `risk` and `risk_reason`, or excuse this point with the reason",
                severity=Severity.REVIEW,
                reads=("category",),
            )
