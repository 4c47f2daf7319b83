"""Claude Code: rules that it skips without a word.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject
from generator.rules.audit.words import short
from generator.rules.clients import claude_code

ID: Final = "fail-open/claude-skipped-rule"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Claude Code 2.1.330"
SENTENCE: Final = "A rule about the arguments of an MCP tool, or `mcp__*` among those that allow: the settings skip it."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such rule; only `claude doctor` reports them otherwise."""
    for _, rule in subject.rules(claude_code.CLIENT):
        if not claude_code.is_skipped(rule):
            continue
        is_strict = rule.effect != "allow"
        what = "a rule about arguments" if "(" in rule.text else "a rule for every server"
        yield AuditFinding(
            check=ID,
            level=Level.ERROR if is_strict else Level.REVIEW,
            message=f"found {what}, `{short(rule.text)}`, in `{rule.effect}`: {ENGINE} skips it, so "
            f"{'the call goes through as if it were not there' if is_strict else 'it allows nothing'}",
            hint="name the tool without parentheses, and check arguments in a PreToolUse hook"
            if "(" in rule.text
            else "name the servers: `mcp__SERVER__TOOL`; `mcp__*` works in `deny` and `ask` only",
            place=rule.place,
        )
