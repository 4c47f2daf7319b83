"""Claude Code: one switch turns every hook off.

Source: https://code.claude.com/docs/en/settings, `disableAllHooks`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject
from generator.rules.audit.words import counted

ID: Final = "fail-open/hooks-disabled"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Claude Code's documentation"
SENTENCE: Final = "`disableAllHooks` beside hooks of Claude Code: none of them runs, so none of them stops a call."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such switch, where any file given has a hook that it turns off."""
    hooks = [hook for _, hook in subject.hooks() if hook.client == "claude-code"]
    if hooks:
        for _, setting in subject.settings("disableAllHooks"):
            yield AuditFinding(
                check=ID,
                level=LEVEL,
                message=f"found `disableAllHooks`, which turns off {counted(len(hooks), 'hook')}: every call goes through as if there were none",
                hint="remove it, or set it to false",
                place=setting.place,
            )
