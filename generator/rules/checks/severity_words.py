"""One severity: prose does not name a risk class of its own.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Severity
from generator.rules.checks.subject import Subject

SENTENCE: Final = "No text names another risk class or category than the page's own."
_VERDICTS: Final = re.compile(
    r"\b(?:is|are|completely|perfectly|generally|always) safe\b(?! for)|\bsafe to (?:allow|call|use)\b", re.IGNORECASE
)


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about severity words that differ from the tool's class, and about verdicts of safety."""
    names = [each.name for each in subject.vocabulary.risk_classes]
    spoken = re.compile(rf"\b({'|'.join(map(re.escape, names))})[- ](?:risk|severity)\b", re.IGNORECASE)
    together = subject.together.lower()
    if not any(word in together for word in ("risk", "severity", "safe")):
        return
    for pointer, text in subject.prose:
        risk = subject.assessments[pointer[1]].risk if len(pointer) > 1 and isinstance(pointer[1], int) else None
        lower = text.lower()
        for match in spoken.finditer(text) if "risk" in lower or "severity" in lower else ():
            if match[1].lower() != (risk or "").lower():
                yield Finding(
                    pointer=pointer,
                    code="wording/severity",
                    message=f"found {match[0]!r} in a text of a {f'tool that is {risk}' if risk else 'page without a class'}, "
                    "expected one severity on a page",
                    hint="leave the class out of the text; it is computed and shown beside it",
                    severity=Severity.REVIEW,
                    reads=("category", "risk"),
                )
        for match in _VERDICTS.finditer(text) if "safe" in lower else ():
            yield Finding(
                pointer=pointer,
                code="wording/safe",
                message=f"found the verdict {match[0]!r}, expected what the interface permits",
                hint="say what a call can do; the catalog is no audit of the source",
                severity=Severity.REVIEW,
            )
