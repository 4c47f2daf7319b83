"""Hooks that let the call through when they break.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.model.client_config import Hook
from generator.rules.audit.hook_guard import SPOKEN, failures
from generator.rules.audit.subject import AuditSubject

ID: Final = "fail-open/hook-unguarded"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Claude Code 2.1.330, Codex 0.169.0, Gemini CLI 0.61.0, Qwen Code 0.24.4"
SENTENCE: Final = (
    "A hook without `|| { echo 'why' >&2; exit 2; }`: when its command is missing or crashes, the call is allowed; "
    "`|| exit 2` alone leaves Codex and Gemini CLI open when nothing is said on stderr."
)
_WHEN: Final = {"missing": "is missing", "crash": "crashes"}


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such hook; Copilot CLI stops the call by itself."""
    for _, hook in subject.hooks():
        if failures(hook):
            yield _finding(hook)


def _finding(hook: Hook) -> AuditFinding:
    when = " or ".join(words for failure, words in _WHEN.items() if failure in failures(hook))
    if when:
        message = f"found a {hook.event} hook that lets the call through when its command {when}"
        hint = f"end the command with ` {SPOKEN}`"
    else:
        message = f"found a {hook.event} hook that lets the call through when it fails without a word on stderr"
        hint = f"say something before the exit: ` {SPOKEN}`"
    return AuditFinding(
        check=ID,
        level=LEVEL if when else Level.REVIEW,
        message=message,
        hint='add `"failClosed": true`' if hook.client == "cursor" else hint,
        place=hook.place,
    )
