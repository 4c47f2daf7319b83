"""Gemini CLI: a rule that names only the server.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject
from generator.rules.audit.words import short
from generator.rules.clients import gemini_cli

ID: Final = "fail-open/gemini-no-tool-name"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Gemini CLI 0.61.0"
SENTENCE: Final = (
    "A rule with `mcpName` and no `toolName`: the loader refuses the whole file, so none of its rules holds."
)


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such rule."""
    for _, rule in subject.rules(gemini_cli.CLIENT):
        if rule.tool is None:
            yield AuditFinding(
                check=ID,
                level=LEVEL,
                message=f"found a rule for `{short(rule.server or '')}` without `toolName`: {ENGINE} refuses the file, and none of "
                "its rules holds",
                hint='add `toolName = "*"`',
                place=rule.place,
                server=rule.server,
            )
