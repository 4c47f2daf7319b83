"""OpenAI Agents SDK: a filter that only shortens the list.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject

ID: Final = "fail-open/agents-tool-filter"
LEVEL: Final = Level.REVIEW
ENGINE: Final = "OpenAI Agents SDK 0.24"
SENTENCE: Final = "`tool_filter` takes tools from the list only: a direct `call_tool` of a blocked one works."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each filter in a program."""
    for _, setting in subject.settings("tool_filter"):
        yield AuditFinding(
            check=ID,
            level=LEVEL,
            message=f"found a tool filter: {ENGINE} hides the tools and still runs a direct `call_tool` of one",
            hint="set `require_approval` as well, or enforce the rule in front of the server",
            place=setting.place,
        )
