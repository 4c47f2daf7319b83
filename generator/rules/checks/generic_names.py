"""Display names that name nothing: "Mcp", "Cli", "Server".

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Severity
from generator.rules.checks.subject import Subject
from generator.rules.name_words import words_of

SENTENCE: Final = "A display name names the product, not that it is a server."
_GENERIC: Final = frozenset(
    "mcp cli server servers srv tool tools api terminal service app mcps pypi npm the a".split()
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for a name made of generic words only."""
    words = words_of(subject.server.name)
    if words and all(word in _GENERIC or word.isdigit() for word in words):
        yield Finding(
            pointer=("name",),
            code="names/generic",
            message=f"found display name {subject.server.name!r}, expected the name of a product or vendor",
            hint="write the name that people know the product by",
            severity=Severity.REVIEW,
        )
