"""Doubled words: "MCP server MCP server", "the the".

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Severity
from generator.rules.checks.subject import Subject
from generator.rules.phrase import has_odd_letters

SENTENCE: Final = (
    "No word stands twice in a row, and a display name does not end in “MCP server”, which pages add themselves."
)
_DOUBLED: Final = re.compile(r"\b((?:MCP )?[A-Za-z]+(?: server)?) \1\b", re.IGNORECASE)
_PLAINLY: Final = re.compile(r"\b([a-z]++) \1\b")
_MEANT: Final = frozenset({"that", "had", "bye", "blah"})
_SERVER_NAME: Final = re.compile(r"\bmcp[ -]servers?$", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about words that stand twice."""
    if _SERVER_NAME.search(subject.server.name):
        yield Finding(
            pointer=("name",),
            code="wording/server-name",
            message=f"found display name {subject.server.name!r}, expected one without “MCP server”",
            hint="leave it out; pages write it behind the name",
            severity=Severity.REVIEW,
        )
    for pointer, text in subject.prose:
        for match in _DOUBLED.finditer(text) if _may_double(text) else ():
            if match[1].lower() not in _MEANT:
                yield Finding(
                    pointer=pointer,
                    code="wording/doubled-word",
                    message=f"found {match[0]!r}, expected the word once",
                    hint="remove one of the two",
                    severity=Severity.REVIEW,
                )


def _may_double(text: str) -> bool:
    """Whether a single word follows on itself, or `MCP` or `server` may be part of what does.

    The pattern above tries every word at each of its lengths, with and without these two: to ask takes a third of its time.
    """
    lower = text.lower()
    if _PLAINLY.search(lower):
        return True
    return lower.count("server") > 1 or lower.count("mcp") > 1 or has_odd_letters(lower)
