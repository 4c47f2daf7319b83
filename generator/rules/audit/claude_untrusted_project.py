"""Claude Code: what a project allows counts only in a trusted folder.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject
from generator.rules.audit.words import counted
from generator.rules.clients import claude_code

ID: Final = "fail-open/claude-untrusted-project"
LEVEL: Final = Level.NOTE
ENGINE: Final = "Claude Code 2.1.330"
SENTENCE: Final = "Project settings that allow tools: in an untrusted folder `allow` is ignored, `deny` still works."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such file."""
    for file in subject.files:
        allowing = [rule for rule in file.rules if rule.client == claude_code.CLIENT and rule.effect == "allow"]
        if file.scope == "project" and allowing:
            yield AuditFinding(
                check=ID,
                level=LEVEL,
                message=f"found {counted(len(allowing), '`allow` rule')} in a project's settings, which count for nothing in {ENGINE} "
                "until the folder is trusted",
                hint="put them into the user's or the managed settings where they must hold everywhere",
                place=allowing[0].place,
            )
