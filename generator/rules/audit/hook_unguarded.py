"""Hooks that let the call through when they break.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.model.client_config import Hook
from generator.rules.audit.subject import AuditSubject

ID: Final = "fail-open/hook-unguarded"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Claude Code 2.1.328, Codex 0.169.0, Qwen Code 0.24.4"
SENTENCE: Final = "A hook without `|| exit 2`: when its command is missing or crashes, the call is allowed."
_GUARD: Final = re.compile(r"\|\|\s*(?:\{\s*)?exit\s+2\b")
_OPEN: Final = frozenset({"claude-code", "codex"})


def is_closed(hook: Hook) -> bool:
    """Whether a broken hook stops the call."""
    return hook.client not in {*_OPEN, "cursor"} or hook.fails_closed or _GUARD.search(hook.command) is not None


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such hook; Gemini CLI and Copilot CLI stop the call by themselves."""
    for _, hook in subject.hooks():
        if not is_closed(hook):
            yield AuditFinding(
                check=ID,
                level=LEVEL,
                message=f"found a {hook.event} hook that lets the call through when its command is missing or crashes",
                hint='add `"failClosed": true`' if hook.client == "cursor" else "end the command with ` || exit 2`",
                place=hook.place,
            )
