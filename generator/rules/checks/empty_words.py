"""Summaries that say nothing: the tool's name once more, or "A destructive tool".

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from generator.model.problem import Finding, Severity
from generator.rules.checks.subject import Subject
from generator.rules.name_words import each_word, words_of

SENTENCE: Final = "A summary says more than the tool's name, and no two tools of a server have the same one."
_FILLERS: Final = frozenset("a an the this tool of for to in on it its".split())
_GENERIC: Final = re.compile(r"^(?:an? |the )?(?:\w+ )?(?:tool|function|endpoint|operation)\.?$", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about summaries without content."""
    seen: dict[str, str] = {}
    for pointer, tool, _ in subject.judged():
        if tool.summary is None:
            continue
        named = [word for word in words_of(tool.name) if word not in _FILLERS]
        said = (word for word in each_word(tool.summary) if word not in _FILLERS)
        if all(one == other for one, other in zip_longest(said, named)) or _GENERIC.match(tool.summary):
            yield _finding(pointer, f"summary {tool.summary[:80]!r} of {tool.name!r}", "more than the name says")
        elif tool.summary in seen:
            yield _finding(pointer, f"the summary of {seen[tool.summary]!r} again", "what this tool does")
        seen.setdefault(tool.summary, tool.name)


def _finding(pointer: tuple[str | int, ...], found: str, expected: str) -> Finding:
    return Finding(
        pointer=(*pointer, "summary"),
        code="wording/says-nothing",
        message=f"found {found}, expected {expected}",
        hint="say in one sentence what a call of it does",
        severity=Severity.REVIEW,
    )
