"""What a check looks at.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from msgspec import Struct

from generator.model.assessment import Assessment
from generator.model.problem import Pointer
from generator.model.server import Server
from generator.model.tool import Tool
from generator.model.vocabulary import Vocabulary

_PROSE_KEYS: Final = ("category_reason", "risk_reason", "summary", "rationale", "evidence")


class Subject(Struct, frozen=True, kw_only=True, dict=True):
    """One server as far as it could be read, what the rules made of it, and what surrounds it."""

    server: Server
    file_slug: str
    """Name of its registry file without the ending."""
    vocabulary: Vocabulary
    assessments: tuple[Assessment, ...]
    """One for each tool, in order."""

    @cached_property
    def prose(self) -> tuple[tuple[Pointer, str], ...]:
        """Every sentence that people wrote, with its place; quotes of the server are not among them."""
        return tuple(self._sentences())

    @cached_property
    def together(self) -> str:
        """All prose, one text a line: a check asks it whether any text can hold what it looks for."""
        return "\n".join([text for _, text in self.prose])

    def judged(self) -> Iterator[tuple[Pointer, Tool, Assessment]]:
        """Each tool with its place and what the rules made of it."""
        for position, (tool, assessment) in enumerate(zip(self.server.tools, self.assessments, strict=True)):
            yield ("tools", position), tool, assessment

    def _sentences(self) -> Iterator[tuple[Pointer, str]]:
        if self.server.summary is not None:
            yield ("summary",), self.server.summary
        for position, tool in enumerate(self.server.tools):
            here: Pointer = ("tools", position)
            for key in _PROSE_KEYS:
                text = getattr(tool, key)
                if text is not None:
                    yield (*here, key), text
            for number, choice in enumerate(tool.signals):
                yield (*here, "signals", number, "reason"), choice.reason
            for number, question in enumerate(tool.faq):
                yield (*here, "faq", number, "question"), question.question
                yield (*here, "faq", number, "answer"), question.answer
