"""Gemini CLI: a pattern that it takes for a name.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject
from generator.rules.audit.words import short
from generator.rules.clients import gemini_cli

ID: Final = "fail-open/gemini-pattern"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Gemini CLI 0.61.0"
SENTENCE: Final = "A `*` for a part of a tool's name, or for the server beside a tool's name: only `*` for all tools is a pattern, so the rule never matches."
_LEVELS: Final = {"deny": Level.ERROR, "ask": Level.REVIEW, "allow": Level.NOTE}


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such rule."""
    for _, rule in subject.rules(gemini_cli.CLIENT):
        if gemini_cli.is_unheeded(rule):
            yield AuditFinding(
                check=ID,
                level=_LEVELS[rule.effect],
                message=f"found `{short(rule.text)}`, which {ENGINE} compares with the tool's name as it is written, so the rule never matches",
                hint='name server and tools one by one; `toolName = ["a", "b"]` takes several',
                place=rule.place,
                server=rule.server if rule.server != "*" else None,
            )
