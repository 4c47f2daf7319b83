"""Hooks that answer in another client's words.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.model.client_config import Hook
from generator.rules.audit.subject import AuditSubject

ID: Final = "fail-open/hook-dialect"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Codex 0.169.0, Copilot CLI 1.0.102, Gemini CLI 0.61.0"
SENTENCE: Final = (
    "A hook that answers as its client does not understand: Claude Code's `hookSpecificOutput` with `deny` in Copilot CLI or Gemini CLI, "
    "`ask` in Codex; the call goes through."
)
_DENIES: Final = re.compile(r"hookSpecificOutput[\s\S]*\bdeny\b|\bdeny\b[\s\S]*hookSpecificOutput")
_ASKS: Final = re.compile(r"permissionDecision[\s\S]*[\"']ask\b|[\"']ask\b[\s\S]*permissionDecision")
_ENDS_WITH_2: Final = re.compile(r"(?:exit|return)\s*\(?\s*2\b")
_FOREIGN: Final = {
    "codex": (
        _ASKS,
        "codex",
        "Codex 0.169.0 does not heed `ask` from a hook",
        'answer `"permissionDecision": "deny"` instead',
    ),
    "copilot-cli": (
        _DENIES,
        "copilot",
        "Copilot CLI 1.0.102 does not heed `hookSpecificOutput`",
        'answer `{"permissionDecision": "deny", "permissionDecisionReason": "..."}`',
    ),
    "gemini-cli": (
        _DENIES,
        "gemini",
        "Gemini CLI 0.61.0 does not heed `hookSpecificOutput`",
        'answer `{"decision": "deny", "reason": "..."}`',
    ),
}
"""Client -> what it does not heed, the word by which a script shows that it knows the client, and what to say."""


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each hook whose command or script shows it; none for a script that names the client."""
    for _, hook in subject.hooks():
        found = _FOREIGN.get(hook.client)
        if found is None:
            continue
        pattern, knows, what, hint = found
        if pattern.search(hook.answers) and knows not in hook.answers.lower() and not _is_saved(hook):
            yield AuditFinding(
                check=ID,
                level=LEVEL,
                message=f"found a {hook.event} hook in the words of Claude Code: {what}, so the call goes through",
                hint=hint,
                place=hook.place,
            )


def _is_saved(hook: Hook) -> bool:
    """Whether the hook can refuse by its exit code as well."""
    return hook.client != "codex" and _ENDS_WITH_2.search(hook.answers) is not None
