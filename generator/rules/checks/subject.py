"""What a check looks at.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.assessment import Assessment
from generator.model.problem import Pointer
from generator.model.server import Server
from generator.model.tool import Tool
from generator.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One server as far as it could be read, what the rules made of it, and what surrounds it."""

    server: Server
    file_slug: str
    """Name of its registry file without the ending."""
    vocabulary: Vocabulary
    assessments: tuple[Assessment, ...]
    """One for each tool, in order."""

    def judged(self) -> Iterator[tuple[Pointer, Tool, Assessment]]:
        """Each tool with its place and what the rules made of it."""
        for position, (tool, assessment) in enumerate(zip(self.server.tools, self.assessments, strict=True)):
            yield ("tools", position), tool, assessment

    def prose(self) -> Iterator[tuple[Pointer, str]]:
        """Every sentence that people wrote, with its place; quotes of the server are not among them."""
        if self.server.summary is not None:
            yield ("summary",), self.server.summary
        for position, tool in enumerate(self.server.tools):
            here: Pointer = ("tools", position)
            texts = {
                "category_reason": tool.category_reason,
                "risk_reason": tool.risk_reason,
                "summary": tool.summary,
                "rationale": tool.rationale,
                "evidence": tool.evidence,
            }
            yield from (((*here, key), text) for key, text in texts.items() if text is not None)
            for number, choice in enumerate(tool.signals):
                yield (*here, "signals", number, "reason"), choice.reason
            for number, question in enumerate(tool.faq):
                yield (*here, "faq", number, "question"), question.question
                yield (*here, "faq", number, "answer"), question.answer
