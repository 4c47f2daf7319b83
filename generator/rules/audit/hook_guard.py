"""What a client does with the call when its hook ends badly, and what is written behind the hook to prevent it.

Source: Claude Code 2.1.330, Codex 0.169.0, Copilot CLI 1.0.102, Gemini CLI 0.61.0, run; Qwen Code 0.24.4, run, is read as Claude Code.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
import shlex
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
_QUIET: Final = frozenset({"echo", "printf"})
"""Programs that may stand between the hook and the exit: they cannot end the guard early, or wait."""
_LOUD: Final = frozenset({(">&", "2"), (">", "/dev/stderr")})
_HARMLESS: Final = frozenset({"&&", ">", ">>", ">&", "<"})
"""May stand in the hook's own command: when a part of it fails, the guard runs all the same."""
_NOT_UNDERSTOOD: Final = re.compile(r"\n|`|\$\(|\\(?![A-Za-z0-9])")
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
    guard = _guard(hook.command)
    if guard == "none":
        return through
    return frozenset() if guard == "spoken" else through & {"silent"}


def _guard(command: str) -> Literal["none", "silent", "spoken"]:
    """What follows the one command of the hook and ends the line; anything that is not understood is no guard.

    >>> _guard("./x.py || { echo no >&2; exit 2; }"), _guard("./x.py || exit 2"), _guard("./x.py || true || exit 2")
    ('spoken', 'silent', 'none')
    """
    tokens = _tokens(command)
    if tokens.count("||") != 1:
        return "none"
    at = tokens.index("||")
    before, guard = tokens[:at], tokens[at + 1 :]
    if not before or "exec" in before or any(_is_operator(each) and each not in _HARMLESS for each in before):
        return "none"
    if guard and (guard[0], guard[-1]) in {("{", "}"), ("(", ")")}:
        is_closed = guard[0] == "(" or guard[-2:-1] == [";"]
        guard = guard[1:-1] if is_closed else []
        guard = guard[:-1] if guard[-1:] == [";"] else guard
    if guard[-2:] != ["exit", "2"]:
        return "none"
    if guard == ["exit", "2"]:
        return "silent"
    if guard[-3] != ";":
        return "none"
    said = [_said(words) for words in _split(guard[:-3])]
    return "none" if None in said else "spoken" if True in said else "silent"


def _split(tokens: list[str]) -> list[list[str]]:
    """The commands between semicolons."""
    parts: list[list[str]] = [[]]
    for each in tokens:
        if each == ";":
            parts.append([])
        else:
            parts[-1].append(each)
    return parts


def _said(words: list[str]) -> bool | None:
    """Whether the command says something on stderr; None: what it does is not understood."""
    rest = list(words)
    at = next((at for at in range(len(rest) - 1) if tuple(rest[at : at + 2]) in _LOUD), None)
    if at is not None:
        del rest[at : at + 2]
    if not rest or rest[0] not in _QUIET or any(_is_operator(each) for each in rest):
        return None
    return at is not None and len(rest) > 1 and (at == 0 or words[at - 1] != "2")


def _tokens(command: str) -> list[str]:
    """Words and operators as a shell tells them apart; a quoted word that looks like an operator is told from one."""
    if _NOT_UNDERSTOOD.search(command.strip()):
        return []
    lexer = shlex.shlex(command.strip(), posix=False, punctuation_chars=True)
    lexer.commenters = ""
    lexer.whitespace_split = True
    try:
        tokens = list(lexer)
    except ValueError:
        return []
    is_comment = any(each.startswith("#") for each in tokens)
    return [] if is_comment else tokens


def _is_operator(token: str) -> bool:
    return not set(token) - set("();<>|&") or token in {"{", "}", "!"}


def opens_without_script(hook: Hook) -> bool:
    """Whether the call goes through when the script that the command names is not there."""
    words = hook.command.split()
    program = next((word for word in words if "=" not in word and word not in {"env", "exec"}), "")
    ends = next((failure for pattern, failure in _NOT_FOUND if pattern.search(program)), "missing")
    return ends is not None and ends in failures(hook)
