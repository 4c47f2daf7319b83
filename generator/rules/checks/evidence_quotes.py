"""Evidence that quotes: the words that decided stand in quotation marks.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Severity
from generator.rules.checks.subject import Subject

SENTENCE: Final = "Evidence of an observed definition holds a short quote of it in “ ” and no long one."
LONGEST: Final = 160
"""Characters of one quote. Chosen: as an excerpt; longer quotes copy the definition."""
_QUOTE: Final = re.compile(r"“([^”]*)”")


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about evidence without a quote, or with a long one."""
    for pointer, tool, _ in subject.judged():
        if tool.evidence is None or tool.definition is None:
            continue
        quotes = _QUOTE.findall(tool.evidence)
        longest = max(quotes, key=len, default="")
        if not quotes and "`" not in tool.evidence:
            found = "no quote"
        elif len(longest) > LONGEST:
            found = f"a quote of {len(longest)} characters"
        else:
            continue
        yield Finding(
            pointer=(*pointer, "evidence"),
            code="evidence/quote",
            message=f"found {found}, expected a few words of the definition in “ ”, at most {LONGEST} characters",
            hint="quote the words or name the parameter that decided",
            severity=Severity.REVIEW,
        )
