"""The vocabulary into the tables of the handbook: what each word means and what it recommends.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from generator.rules.signal_kinds import PARAMETER_SIGNALS, TOOL_SIGNALS
from generator.views.badges import Badge, Badges, advice_on
from generator.views.page import Context, Fragment, PageKind
from generator.views.words import sentence

_MILDEST: Final = {"allow": "Allow", "ask": "Ask first", "deny": "Deny"}


class CategoryWords(Struct, frozen=True, kw_only=True):
    """A row of the categories."""

    badge: Badge
    meaning: str
    risk: Badge
    advice: str


class RiskWords(Struct, frozen=True, kw_only=True):
    """A row of the risk classes."""

    badge: Badge
    meaning: str
    advice: str
    mildest: str
    """The mildest effect a tool of the class may be recommended."""


class SignalWords(Struct, frozen=True, kw_only=True):
    """A row of the risk signals of parameters."""

    kind: str
    meaning: str


class VocabularyView(Struct, frozen=True, kw_only=True):
    """All words that pages use, with their meaning."""

    categories: tuple[CategoryWords, ...]
    risks: tuple[RiskWords, ...]
    signals: tuple[SignalWords, ...]
    not_reviewed: str
    """Name of what nobody has judged."""
    not_reviewed_meaning: str


def vocabulary_fragment(context: Context) -> Iterator[Fragment]:
    """The piece for the slot `vocabulary`."""
    if context.plan is not None and not context.plan.wants("vocabulary", "no server"):
        return
    vocabulary = context.catalog.vocabulary
    badges = Badges(vocabulary)
    view = VocabularyView(
        categories=tuple(
            CategoryWords(
                badge=badges.category(each.name),
                meaning=sentence(each.meaning),
                risk=badges.risk(each.risk),
                advice=advice_on("the tool", each.recommendation),
            )
            for each in vocabulary.categories
        ),
        risks=tuple(
            RiskWords(
                badge=badges.risk(each.name),
                meaning=sentence(each.meaning),
                advice=sentence(each.advice),
                mildest=_MILDEST[each.at_least],
            )
            for each in vocabulary.risk_classes
        ),
        signals=(
            *(SignalWords(kind=kind, meaning=f"The value {words}.") for kind, words in PARAMETER_SIGNALS.items()),
            *(SignalWords(kind=kind, meaning=f"The tool {words}.") for kind, words in TOOL_SIGNALS.items()),
        ),
        not_reviewed=vocabulary.not_reviewed.name,
        not_reviewed_meaning=sentence(vocabulary.not_reviewed.meaning),
    )
    yield Fragment(name="vocabulary", kind="vocabulary", view=view)


VOCABULARY: Final = PageKind(name="vocabulary", fragments=vocabulary_fragment, slots=("vocabulary",))
