"""Codex: a hook that nobody trusted does not run.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject

ID: Final = "fail-open/codex-untrusted-hooks"
LEVEL: Final = Level.NOTE
ENGINE: Final = "Codex 0.169.0"
SENTENCE: Final = "Hooks of Codex: until each was trusted once on the machine, they silently do not run."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each file with hooks."""
    for file in subject.files:
        if file.client == "codex" and file.hooks:
            yield AuditFinding(
                check=ID,
                level=LEVEL,
                message=f"found hooks, which {ENGINE} does not run until they were trusted on this machine",
                hint="start Codex once and trust them; let `disabled_tools` hold back what must never run",
                place=file.hooks[0].place,
            )
