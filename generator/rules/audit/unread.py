"""Parts of a file that its client does not read as they look.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.model.client_config import ConfigFile, Odd
from generator.rules.audit.subject import AuditSubject

ID: Final = "config/unread"
LEVEL: Final = Level.REVIEW
SENTENCE: Final = "A key, a value or a comment that the client ignores, or for which it drops the whole file."
_DROPPED: Final = {
    ("claude-settings", "wrong-type"): "Claude Code 2.1.330 then drops the whole file",
    ("codex-config", "wrong-type"): "Codex 0.169.0 then does not start",
}


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such part; unknown keys of Codex have a check of their own."""
    for file in subject.files:
        for odd in file.odd:
            if not (file.client == "codex" and odd.kind == "unknown-key"):
                yield _finding(file, odd)


def _finding(file: ConfigFile, odd: Odd) -> AuditFinding:
    dropped = _DROPPED.get((file.format, odd.kind))
    is_error = dropped is not None or odd.kind in {"value", "too-many"}
    return AuditFinding(
        check=ID,
        level=Level.ERROR if is_error else LEVEL,
        message=odd.what + (f"; {dropped}" if dropped else ""),
        hint=odd.hint,
        place=odd.place,
    )
