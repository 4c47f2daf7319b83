"""What a client does with the call when its hook ends badly, and what is written behind the hook to prevent it.

Source: Claude Code 2.1.330, Codex 0.169.0, Copilot CLI 1.0.102, Gemini CLI 0.61.0, run; Qwen Code 0.24.4, run, is read as Claude Code.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from generator.model.client_config import Hook

Failure = Literal["missing", "crash", "silent"]
"""The command is not found; it ends with another exit code than 0 and 2; it ends with 2 and says nothing on stderr."""
SPOKEN: Final = "|| { echo 'the hook failed' >&2; exit 2; }"
"""The guard that every client heeds."""
_THROUGH: Final[Mapping[str, frozenset[Failure]]] = {
    "claude-code": frozenset({"missing", "crash"}),
    "codex": frozenset({"missing", "crash", "silent"}),
    "gemini-cli": frozenset({"crash", "silent"}),
    "cursor": frozenset({"missing", "crash"}),
}
"""Failures after which the call goes through; Copilot CLI refuses it after each of them."""
_GUARD: Final = re.compile(r"\|\|(?P<before>[^|]*?)\bexit\s+2\b")
_SAYS: Final = re.compile(r">\s*&\s*2|/dev/stderr")
_NOT_FOUND: Final[tuple[tuple[re.Pattern[str], Failure | None], ...]] = (
    (re.compile(r"(?:^|/)(?:python[\d.]*|perl|dash)$"), None),
    (re.compile(r"(?:^|/)(?:node|ruby|bun|deno)$"), "crash"),
)
"""How an interpreter ends without its script; one with code 2 and a word on stderr refuses the call."""


def failures(hook: Hook) -> frozenset[Failure]:
    """The ways to fail after which the call goes through, guard and all."""
    if hook.fails_closed:
        return frozenset()
    through = _THROUGH.get(hook.client, frozenset())
    guard = _GUARD.search(hook.command)
    if guard is None:
        return through
    return frozenset() if _SAYS.search(guard["before"]) else through & {"silent"}


def opens_without_script(hook: Hook) -> bool:
    """Whether the call goes through when the script that the command names is not there."""
    words = hook.command.split()
    program = next((word for word in words if "=" not in word and word not in {"env", "exec"}), "")
    ends = next((failure for pattern, failure in _NOT_FOUND if pattern.search(program)), "missing")
    return ends is not None and ends in failures(hook)
