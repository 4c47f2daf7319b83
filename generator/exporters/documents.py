"""A judged tool into the documents that its page shows, one or more for each target.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from generator.exporters import TARGETS
from generator.exporters.export import printed, sentences
from generator.exporters.target import Target, read_target, verified_by
from generator.model.assessment import Assessment
from generator.model.plan import Plan
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
    return tuple([document for name in targets for document in _documents(read_target(name), plan)])


def _documents(target: Target, plan: Plan) -> Iterator[PolicyDocument]:
    recipe = target.recipe
    lost, warnings = sentences(target, plan)
    for position, name, text in printed(target, plan):
        document = recipe.documents[position]
        if document.verbatim is None:
            yield PolicyDocument(
                target=target.id,
                label=recipe.label,
                language=document.language,
                filename=name,
                text=text,
                where=document.where,
                lost=lost,
                warnings=warnings,
                verified=verified_by(target.id),
            )
