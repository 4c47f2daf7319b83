"""Texts cut off: an apostrophe, a quote or "e.g." where the rest was lost.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Severity
from generator.rules.checks.subject import Subject

SENTENCE: Final = "Every text of ours is whole: it closes its quotes and brackets and does not stop in the middle."
_LOOSE_END: Final = re.compile(r"(?:\be\.g\.|\bi\.e\.|[:,;(\[“‘-]|\b(?:and|or|the|a|an|of|to|with|don|doesn|isn|can))$")

_CODE: Final = re.compile(r"`[^`]*`|“[^”]*”")
"""Code and quotes: what stands in them may open what it does not close."""

_TAIL: Final = 16
"""Characters at the end that are looked at: longer than any loose end."""


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about texts that stop in the middle."""
    for pointer, text in subject.prose:
        flat = text.strip()
        is_ended = flat[-1:] == "." and not flat.endswith((".g.", ".e."))  # as nearly all texts are
        ending = None if is_ended else _LOOSE_END.search(flat[-_TAIL:])
        if ending is not None:
            yield _finding(pointer, f"a text that ends in {ending[0]!r}")
        elif flat.count("“") != flat.count("”"):
            yield _finding(pointer, "a quotation mark without its other half")
        elif flat.count("`") % 2:
            yield _finding(pointer, "a backtick without its other half")
        elif "(" in flat or "[" in flat:
            outside_code = _CODE.sub("", flat)
            if any(outside_code.count(mark) > outside_code.count(other) for mark, other in ("()", "[]")):
                yield _finding(pointer, "a bracket without its other half")


def _finding(pointer: tuple[str | int, ...], found: str) -> Finding:
    return Finding(
        pointer=pointer,
        code="wording/cut-off",
        message=f"found {found}, expected a whole sentence",
        hint="write the rest, or close what was opened",
        severity=Severity.REVIEW,
    )
