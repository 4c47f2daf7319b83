"""Hooks that are too slow for their client.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.model.client_config import Hook
from generator.rules.audit.hook_guard import SPOKEN
from generator.rules.audit.subject import AuditSubject

ID: Final = "fail-open/hook-timeout"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Claude Code 2.1.330, Codex 0.169.0, Copilot CLI 1.0.102, Gemini CLI 0.61.0"
SENTENCE: Final = (
    "A hook that takes longer than its time limit: the call goes through, whatever guard is written behind it. "
    "An error where the limit is under a second, as `30` is in Gemini CLI, which counts milliseconds."
)
LEAST_SECONDS: Final = 1.0
"""Chosen: an interpreter needs a good part of it to start on a busy machine."""
_TRIED: Final = frozenset({"claude-code", "codex", "copilot-cli", "gemini-cli"})
_OWN: Final = re.compile(r"(?:^|[\s/(])g?timeout\s+(?:-\S+\s+)*\d")
"""The program that ends another one in time."""


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each limit that no program keeps, and a note for the other hooks of a file that set none of their own."""
    for file in subject.files:
        hooks = [hook for hook in file.hooks if hook.client in _TRIED]
        short = [hook for hook in hooks if hook.limit_seconds is not None and hook.limit_seconds < LEAST_SECONDS]
        yield from (_too_short(hook) for hook in short)
        slow = [hook for hook in hooks if hook not in short and not _OWN.search(hook.command)]
        if slow:
            yield _note(slow)


def _too_short(hook: Hook) -> AuditFinding:
    unit = "milliseconds: write 30000 for half a minute" if hook.client == "gemini-cli" else "seconds: write 30"
    return AuditFinding(
        check=ID,
        level=LEVEL,
        message=f"found a time limit of {hook.limit_seconds:g} s for a {hook.event} hook: hardly any program answers that fast, and the call then goes through",
        hint=f"the client counts {unit}",
        place=hook.place,
    )


def _note(hooks: list[Hook]) -> AuditFinding:
    limits = {hook.limit_seconds for hook in hooks}
    limit = f" ({hooks[0].limit_seconds:g} s)" if len(limits) == 1 and hooks[0].limit_seconds is not None else ""
    what = (
        "a hook that sets no time limit of its own"
        if len(hooks) == 1
        else f"{len(hooks)} hooks that set no time limit of their own"
    )
    return AuditFinding(
        check=ID,
        level=Level.NOTE,
        message=f"found {what}: a call goes through when the answer takes longer than the client waits{limit}",
        hint=f"let it end itself sooner, and refuse then: `timeout 10 HOOK {SPOKEN}`",
        place=hooks[0].place,
    )
