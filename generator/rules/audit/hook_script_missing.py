"""Hooks whose script is not there.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.hook_guard import opens_without_script
from generator.rules.audit.subject import AuditSubject
from generator.rules.audit.words import short

ID: Final = "fail-open/hook-script-missing"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Claude Code 2.1.330, Codex 0.169.0, Gemini CLI 0.61.0, Qwen Code 0.24.4"
SENTENCE: Final = (
    "A hook that names a script which is not on the disk: it stops every call, or unguarded allows every one."
)


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such hook."""
    for _, hook in subject.hooks():
        if hook.missing_script is None:
            continue
        is_open = opens_without_script(hook)
        yield AuditFinding(
            check=ID,
            level=Level.ERROR if is_open else Level.REVIEW,
            message=f"found no script `{short(hook.missing_script)}` beside this configuration: "
            f"{'every call goes through' if is_open else 'every call is refused until it is there'}",
            hint="put the script where the command looks for it",
            place=hook.place,
        )
