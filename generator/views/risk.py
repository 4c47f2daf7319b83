"""A risk class into its pages: what it means, how to treat it, and every tool that has it.

Tools without a category have pages of their own here, but only where there are any.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.chosen import NOTHING, Chosen
from generator.views import urls
from generator.views.badges import Badges
from generator.views.charts import category_chart
from generator.views.page import Context, Fragment, Page, PageKind
from generator.views.word_page import Fact, WordRow, WordsView, WordView, tool_counts, word_pages, word_rows
from generator.views.words import plural, sentence

_TRAIL: Final = (urls.Link(href=urls.HOME, text="Home"), urls.Link(href=urls.RISK, text="Risk classes"))
_AT_LEAST: Final = {"allow": "Allow", "ask": "Ask a person first", "deny": "Deny"}


def risk_pages(context: Context) -> Iterator[Page]:
    """The pages of every risk class of the vocabulary, then those of tools nobody has judged."""
    badges = Badges(context.catalog.vocabulary)
    by_risk = context.catalog.tools_by_word.of("risk")
    for risk in badges.risk_classes.values():
        tools = by_risk.get(risk.name, NOTHING)
        view = WordView(
            trail=_TRAIL,
            name=f"{risk.name}-risk tools",
            badge=badges.risk(risk.name),
            meaning=sentence(risk.meaning),
            facts=(
                Fact(label="Advice", value=sentence(risk.advice)),
                Fact(label="Mildest for a tool", value=_AT_LEAST[risk.at_least]),
                *tool_counts(tools),
            ),
            chart=None,
            rows=None,
            pager=None,
        )
        description = f"{plural(len(tools), 'tool')} in this catalog. {sentence(risk.meaning)}"
        yield from word_pages(
            "risk", urls.risk_path(risk.slug), view, category_chart, tools, description, context, badges
        )
    if None in by_risk:
        yield from _not_reviewed(by_risk[None], context, badges)


def _not_reviewed(tools: Chosen, context: Context, badges: Badges) -> Iterator[Page]:
    words = context.catalog.vocabulary.not_reviewed
    view = WordView(
        trail=_TRAIL,
        name="Tools not reviewed yet",
        badge=badges.not_reviewed,
        meaning=sentence(words.meaning),
        facts=(Fact(label="By default", value="Deny, and hide from the agent."), *tool_counts(tools)),
        chart=None,
        rows=None,
        pager=None,
    )
    description = f"{plural(len(tools), 'tool')} in this catalog. {sentence(words.meaning)}"
    yield from word_pages("risk", urls.NOT_REVIEWED, view, None, tools, description, context, badges)


def risk_fragment(context: Context) -> Iterator[Fragment]:
    """All risk classes with their counts, for the slot `risk`."""
    if context.wants("risk"):
        yield Fragment(name="risk", kind="words", view=WordsView(caption="Risk class", rows=risk_rows(context)))


RISK: Final = PageKind(
    name="risk", catalog_pages=risk_pages, folder=urls.RISK, fragments=risk_fragment, slots=("risk",), shows_texts=True
)


def risk_rows(context: Context) -> tuple[WordRow, ...]:
    """One row for each risk class, least first; not reviewed last where such tools exist."""
    badges = Badges(context.catalog.vocabulary)
    by_risk = context.catalog.tools_by_word.of("risk")
    entries = [
        (badges.risk(each.name), sentence(each.meaning), sentence(each.advice), by_risk.get(each.name, NOTHING))
        for each in badges.risk_classes.values()
    ]
    return word_rows(entries, by_risk.get(None, NOTHING), badges)
