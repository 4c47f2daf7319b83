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
ENGINE: Final = "Claude Code 2.1.328, Codex 0.169.0, Gemini CLI 0.61.0, Qwen Code 0.24.4"
SENTENCE: Final = (
    "A hook without `|| { echo 'why' >&2; exit 2; }`: when its command is missing or crashes, the call is allowed."
)
_GUARD: Final = re.compile(r"\|\|[^|]*\bexit\s+2\b")
_SPEAKING: Final = re.compile(r"\|\|[^|]*>&2[^|]*\bexit\s+2\b")
_OPEN: Final = {"claude-code": _GUARD, "codex": _SPEAKING, "gemini-cli": _SPEAKING, "cursor": _GUARD}
"""The end of a command that such a client takes for a no whatever goes wrong; some want a word on standard error."""


def is_closed(hook: Hook) -> bool:
    """Whether a broken hook stops the call."""
    guard = _OPEN.get(hook.client)
    return hook.fails_closed or guard is None or guard.search(hook.command) is not None


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such hook; Copilot CLI stops the call by itself."""
    for _, hook in subject.hooks():
        if not is_closed(hook):
            yield AuditFinding(
                check=ID,
                level=LEVEL,
                message=f"found a {hook.event} hook that lets the call through when its command is missing or crashes",
                hint='add `"failClosed": true`'
                if hook.client == "cursor"
                else "end the command with ` || { echo 'why' >&2; exit 2; }`",
                place=hook.place,
            )
