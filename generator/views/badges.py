"""A vocabulary into badges: the words, colours and pages of categories, risk classes and effects.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from generator.model.vocabulary import Category, Constraint, Recommendation, RiskClass, Vocabulary
from generator.views import urls
from generator.views.words import literal, plural

_COMPARED: Final = {
    "lte": "at most",
    "lt": "below",
    "gte": "at least",
    "gt": "above",
    "eq": "equal to",
    "neq": "other than",
}
EFFECT_WORDS: Final = {"allow": "Allow", "ask": "Ask first", "deny": "Deny"}
"""What a table says of a recommended effect."""


class Badge(Struct, frozen=True, kw_only=True):
    """A category or risk class as pages show it."""

    text: str
    style: str
    """CSS class that carries the colour, e.g. `risk-low`."""
    href: str
    """Path of the page that explains it."""


class Badges:
    """The badges of one vocabulary, looked up by name; None and unknown names are "not reviewed"."""

    __slots__ = ("_categories", "_risks", "categories", "not_reviewed", "risk_classes", "vocabulary")

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.not_reviewed = Badge(text=vocabulary.not_reviewed.name, style="not-reviewed", href=urls.NOT_REVIEWED)
        self.categories: dict[str, Category] = {each.name: each for each in vocabulary.categories}
        self.risk_classes: dict[str, RiskClass] = {each.name: each for each in vocabulary.risk_classes}
        self._categories: dict[str | None, Badge] = {
            each.name: Badge(text=each.name, style=f"category-{each.slug}", href=urls.category_path(each.slug))
            for each in vocabulary.categories
        }
        self._risks: dict[str | None, Badge] = {
            each.name: Badge(text=each.name, style=f"risk-{each.slug}", href=urls.risk_path(each.slug))
            for each in vocabulary.risk_classes
        }

    def category(self, name: str | None) -> Badge:
        """The badge of a category."""
        return self._categories.get(name, self.not_reviewed)

    def risk(self, name: str | None) -> Badge:
        """The badge of a risk class."""
        return self._risks.get(name, self.not_reviewed)

    def ranks(self) -> dict[str | None, int]:
        """Rank of each risk class from least (0) to most; None, not reviewed, ranks above all."""
        ranks: dict[str | None, int] = {each: rank for rank, each in enumerate(self.risk_classes)}
        ranks[None] = len(ranks)
        return ranks


def limit_words(recommendation: Recommendation) -> str | None:
    """The limit in words, `at most 30 calls a minute`; None when none is recommended."""
    limit = recommendation.limit
    if limit is None:
        return None
    return f"at most {plural(limit.max, 'call')} {'an' if limit.per == 'hour' else 'a'} {limit.per}"


def constraint_words(constraint: Constraint) -> str:
    """A constraint as a phrase: `amount` at most 100."""
    arg = f"`{literal(constraint.arg)}`"
    if isinstance(constraint.value, tuple):
        return f"{arg} only one of {', '.join(constraint.value)}"
    if constraint.op == "matches":
        return f"{arg} matching `{constraint.value}`"
    return f"{arg} {_COMPARED.get(constraint.op, constraint.op)} {constraint.value}"


def advice_on(tool: str, recommendation: Recommendation) -> str:
    """The recommendation as one sentence about `tool` (a name in backticks, or a noun)."""
    limit = limit_words(recommendation)
    if recommendation.effect == "deny":
        hidden = ", and hide it from the agent" if recommendation.visibility == "hidden" else ""
        return f"Deny every call of {tool}{hidden}."
    if recommendation.effect == "ask":
        return f"Ask a person before each call of {tool}{f', and allow {limit}' if limit else ''}."
    return f"Allow {tool}{f', {limit}' if limit else ''}."
