"""A server's tools into assessments: risk class, recommendation, signals, contradictions.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, get_args

from generator.model.assessment import Assessment
from generator.model.server import Server
from generator.model.tool import Hints, Tool
from generator.model.vocabulary import Category, Effect, Recommendation, Vocabulary
from generator.rules.addresses import tool_slugs
from generator.rules.signals import signals_of

EFFECTS: Final[tuple[str, ...]] = get_args(Effect)
_FAIL_CLOSED: Final = Recommendation(effect="deny", visibility="hidden")
"""What nobody has judged is denied: a missing judgement must never open a door."""


def assess(server: Server, vocabulary: Vocabulary, lines: Sequence[int]) -> tuple[Assessment, ...]:
    """One assessment for each tool, in order. `lines` holds each tool's line in its registry file."""
    slugs, _ = tool_slugs(server.tools)
    return tuple(
        _assess_tool(tool, vocabulary, slug, line) for tool, slug, line in zip(server.tools, slugs, lines, strict=True)
    )


def recommend(tool: Tool, vocabulary: Vocabulary) -> Recommendation:
    """The category's recommendation, made as strict as the tool's risk class demands.

    A tool without a category of the vocabulary, or with a risk class outside it, is denied and hidden.
    """
    category = vocabulary.category(tool.category)
    risk = vocabulary.risk_class(tool.risk or (category.risk if category else None))
    if category is None or risk is None:
        return _FAIL_CLOSED
    wanted = category.recommendation
    if EFFECTS.index(risk.at_least) <= EFFECTS.index(wanted.effect):
        return wanted
    return Recommendation(effect=risk.at_least, limit=wanted.limit)


def _assess_tool(tool: Tool, vocabulary: Vocabulary, slug: str, line: int) -> Assessment:
    category = vocabulary.category(tool.category)
    return Assessment(
        slug=slug,
        category=category.name if category else None,
        risk=(tool.risk or category.risk) if category else None,
        category_risk=category.risk if category else None,
        recommendation=recommend(tool, vocabulary),
        signals=signals_of(tool),
        contradictions=tuple(_contradictions(tool.hints, category)) if category else (),
        line=line,
    )


def _contradictions(hints: Hints | str, category: Category) -> Iterator[str]:
    """One sentence for each stated hint that speaks against the category.

    Source: MCP 2025-11-25, ToolAnnotations: destructiveHint has a meaning only where readOnlyHint is not true.
    """
    if isinstance(hints, str):
        return
    ours = f"the catalog classes it as {category.name}"
    if hints.readOnlyHint is True and category.modifies:
        yield f"The server says this tool is read-only; {ours}."
    if hints.readOnlyHint is False and not category.modifies:
        yield f"The server says this tool is not read-only; {ours}."
    if hints.destructiveHint is True and hints.readOnlyHint is not True and not category.modifies:
        yield f"The server says this tool may be destructive; {ours}."
    if hints.destructiveHint is False and category.destroys:
        yield f"The server says this tool is not destructive; {ours}."
