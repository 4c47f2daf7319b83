"""Numbers: "1 tools".

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Severity
from generator.rules.checks.subject import Subject

SENTENCE: Final = "One of a thing is not written as many."
_ONE_OF_MANY: Final = re.compile(
    r"(?<![\d.,:/-])\b1 (tools|servers|parameters|arguments|calls|files|records|rows|messages|items|users|pages|results|characters|bytes|lines|tokens|days|hours|"
    r"minutes|seconds)\b"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about one thing in the plural."""
    for pointer, text in subject.prose if "1 " in subject.together else ():
        for match in _ONE_OF_MANY.finditer(text) if "1 " in text else ():
            yield Finding(
                pointer=pointer,
                code="wording/plural",
                message=f"found {match[0]!r}, expected '1 {match[1][:-1]}'",
                hint="write the singular",
                severity=Severity.REVIEW,
            )
