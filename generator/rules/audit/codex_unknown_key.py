"""Codex: a mistyped key is ignored.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject

ID: Final = "fail-open/codex-unknown-key"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Codex 0.169.0"
_MEANT: Final = "did you mean"
SENTENCE: Final = "A key of a server that Codex does not know: without `--strict-config` it is ignored, and what it should hold back runs."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such key; milder where it resembles none that Codex knows."""
    for file in subject.files:
        for odd in file.odd:
            if file.client == "codex" and odd.kind == "unknown-key":
                yield AuditFinding(
                    check=ID,
                    level=LEVEL if odd.hint.startswith(_MEANT) or file.format == "codex-requirements" else Level.REVIEW,
                    message=f"{odd.what} ({ENGINE}, without --strict-config)",
                    hint=odd.hint,
                    place=odd.place,
                )
