"""A judged tool into the documents that its page shows, one or more for each target.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from generator.exporters import TARGETS
from generator.exporters.export import export
from generator.exporters.target import read_target, read_verified
from generator.model.assessment import Assessment
from generator.model.policy import PolicyDocument
from generator.model.server import Server
from generator.model.tool import Tool
from generator.model.vocabulary import Vocabulary
from generator.rules.plan import make_fragment

ON_THE_PAGE: Final = (TARGETS[0],)
"""Targets whose documents stand in the page itself; the page's script prints the others."""


def tool_documents(
    server: Server,
    tool: Tool,
    assessment: Assessment,
    vocabulary: Vocabulary,
    targets: Iterable[str] = ON_THE_PAGE,
) -> tuple[PolicyDocument, ...]:
    """The recommendation for this tool alone, in the order of the targets; a program that is the same for all is left out."""
    plan = make_fragment(server, tool, assessment, vocabulary)
    documents = []
    for name in targets:
        made = export(read_target(name), plan)
        run = read_verified().get(name)
        documents += [
            PolicyDocument(
                target=name,
                label=made.label,
                language=file.language,
                filename=file.name,
                text=file.text,
                where=file.where,
                lost=tuple(each.say for each in made.lost),
                warnings=tuple(each.say for each in made.warnings),
                verified=str(run) if run else None,
            )
            for file in made.files
            if not file.is_the_same_for_all
        ]
    return tuple(documents)
