"""Full stops: "Deletes a role..".

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Severity
from generator.rules.checks.subject import Subject

SENTENCE: Final = "A sentence ends in one full stop."
_TWO: Final = re.compile(r"(?<![./`~])\.\.(?![./`\w$])|\.,(?= )(?<!etc\.,)(?<!e\.g\.,)(?<!i\.e\.,)")


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about doubled stops; an ellipsis and a path (`../`) are none."""
    for pointer, text in subject.prose if ".." in subject.together or ".," in subject.together else ():
        if ".." not in text and ".," not in text:
            continue
        outside_code = re.sub(r"`[^`]*`", "`code`", text)
        for match in _TWO.finditer(outside_code):
            yield Finding(
                pointer=pointer,
                code="wording/full-stop",
                message=f"found {match[0]!r}, expected one stop",
                hint="remove the other; code with dots goes between backticks",
                severity=Severity.REVIEW,
            )
