"""A category into its pages: what it means, what is recommended, and every tool that has it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.chosen import NOTHING
from generator.views import urls
from generator.views.badges import Badges, advice_on
from generator.views.charts import risk_chart
from generator.views.page import Context, Fragment, Page, PageKind
from generator.views.word_page import Fact, WordRow, WordsView, WordView, tool_counts, word_pages, word_rows
from generator.views.words import plural, sentence


def category_pages(context: Context) -> Iterator[Page]:
    """The pages of every category of the vocabulary, also of one without tools."""
    badges = Badges(context.catalog.vocabulary)
    by_category = context.catalog.tools_by_word.of("category")
    for category in badges.categories.values():
        tools = by_category.get(category.name, NOTHING)
        view = WordView(
            trail=(urls.Link(href=urls.HOME, text="Home"), urls.Link(href=urls.CATEGORIES, text="Categories")),
            name=f"{category.name} tools",
            badge=badges.category(category.name),
            meaning=sentence(category.meaning),
            facts=(
                Fact(
                    label="Risk class",
                    value=f"{category.risk}, unless what a call touches or a stated reason gives another",
                ),
                Fact(label="By default", value=advice_on("the tool", category.recommendation)),
                *tool_counts(tools),
            ),
            chart=None,
            rows=None,
            pager=None,
        )
        description = f"{plural(len(tools), 'tool')} in this catalog. {sentence(category.meaning)}"
        yield from word_pages(
            "category", urls.category_path(category.slug), view, risk_chart, tools, description, context, badges
        )


def categories_fragment(context: Context) -> Iterator[Fragment]:
    """All categories with their counts, for the slot `categories`."""
    if context.wants("categories"):
        yield Fragment(name="categories", kind="words", view=WordsView(caption="Category", rows=category_rows(context)))


CATEGORY: Final = PageKind(
    name="category",
    catalog_pages=category_pages,
    folder=urls.CATEGORIES,
    fragments=categories_fragment,
    slots=("categories",),
    shows_texts=True,
)


def category_rows(context: Context) -> tuple[WordRow, ...]:
    """One row for each category, in the vocabulary's order; not reviewed last where such tools exist."""
    badges = Badges(context.catalog.vocabulary)
    by_category = context.catalog.tools_by_word.of("category")
    entries = [
        (
            badges.category(each.name),
            sentence(each.meaning),
            advice_on("the tool", each.recommendation),
            by_category.get(each.name, NOTHING),
        )
        for each in badges.categories.values()
    ]
    return word_rows(entries, by_category.get(None, NOTHING), badges)
