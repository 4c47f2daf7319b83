"""Only a guard that ends the command and directly follows the hook is one."""

from __future__ import annotations

import pytest

from generator.model.client_config import Hook, Place
from generator.rules.audit.hook_guard import SPOKEN, failures

ALL = {"missing", "crash", "silent"}


def left_open(command: str) -> frozenset[str]:
    hook = Hook(client="codex", event="PreToolUse", command=command, place=Place(file="a", line=1, column=1))
    return failures(hook)


def test_a_hook_is_shown_without_its_command_and_answer():
    place = Place(file="a", line=1, column=1)
    hook = Hook(client="codex", event="PreToolUse", command="x --key s3cret", answers="s3cret", place=place)
    assert "codex" in repr(hook) and "s3cret" not in repr(hook)


@pytest.mark.parametrize(
    "command",
    [
        f"./x.py {SPOKEN}",
        f"${{CLAUDE_PROJECT_DIR}}/x.py --why='a b' {SPOKEN}",
        f'python3 "$CLAUDE_PROJECT_DIR/x y.py" 2>/dev/null {SPOKEN}',
        f"cd hooks && ./x.py {SPOKEN}",
        "./x.py || { printf 'no\\n' >&2; exit 2; }",
        "./x.py || (echo no 1>&2; exit 2)",
        "./x.py||{ >&2 printf no;exit 2;}",
        "./x.py || { echo a > /dev/stderr; echo b; exit 2; }",
    ],
)
def test_a_guard_that_speaks_leaves_nothing_open(command):
    assert left_open(command) == frozenset()


@pytest.mark.parametrize("command", ["./x.py || exit 2", "./x.py || { echo no; exit 2; }", "./x.py || { exit 2; }"])
def test_a_guard_that_says_nothing_leaves_the_silent_failure_open(command):
    assert left_open(command) == {"silent"}


@pytest.mark.parametrize(
    "command",
    [
        "./x.py",
        "./x.py || true || { echo no >&2; exit 2; }",
        "./x.py # || { echo no >&2; exit 2; }",
        "./x.py #|| { echo no >&2; exit 2; }",
        "./x.py '|| { echo no >&2; exit 2; }'",
        './x.py "|| { echo no >&2; exit 2; }"',
        "./x.py --a='|| { echo no >&2; exit 2; }'",
        "./x.py --a='b || exit 2 '",
        "./x.py \\|| exit 2",
        "./x.py || { echo no >&2; exit 2; } | cat",
        "./x.py || { echo no >&2; exit 2; }; true",
        "./x.py || { echo no >&2; exit 2; } || true",
        "./x.py || { echo no >&2; exit 2; } &",
        "./x.py | cat || { echo no >&2; exit 2; }",
        "./x.py; true || { echo no >&2; exit 2; }",
        "./x.py & true || exit 2",
        "exec ./x.py || exit 2",
        "! ./x.py || exit 2",
        "./x.py || { exit 0; exit 2; }",
        "./x.py || { echo no >&2; sleep 99; exit 2; }",
        "./x.py || echo exit 2",
        "./x.py || { echo no >&2; exit 2 }",
        "./x.py || exit 20",
        "./x.py\ntrue || exit 2",
        "|| exit 2",
        "./x.py ||",
        "./x.py || { }",
        "./x.py || ()",
        "./x.py || '",
    ],
)
def test_what_guards_nothing_leaves_everything_open(command):
    assert left_open(command) == ALL
