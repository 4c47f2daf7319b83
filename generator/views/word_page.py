"""What the pages of a category and of a risk class share: a word, its facts, and all its tools.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.model.chosen import Chosen
from generator.views import urls
from generator.views.badges import Badge, Badges
from generator.views.charts import Chart
from generator.views.page import Context, Page
from generator.views.rows import Pager, ToolRows, paged
from generator.views.words import number, plural, sentence, shortened


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A labelled value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordView:
    """One page of a word of the vocabulary; from the second on only heading and list."""

    trail: tuple[urls.Link, ...]
    name: str
    badge: Badge
    meaning: str
    facts: tuple[Fact, ...]
    chart: Chart | None
    rows: ToolRows | None
    pager: Pager | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow:
    """A word in the table of all categories or all risk classes."""

    badge: Badge
    meaning: str
    advice: str
    """What is recommended by default."""
    tools: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsView:
    """The table of all categories or all risk classes."""

    caption: str
    rows: tuple[WordRow, ...]


def word_pages(
    kind: str,
    first: str,
    view: WordView,
    tools: Chosen,
    description: str,
    context: Context,
    badges: Badges,
) -> Iterator[Page]:
    """All pages of one word; `view` without its rows is what the first one says."""
    for page, shown, pager in paged(tools, first, "tool", only=context.only):
        rows = ToolRows(shown, context.catalog, badges)
        name = view.name if page == 1 else f"{view.name}, page {page}"
        here = replace(view, rows=rows, pager=pager, name=name)
        if page > 1:
            trail = (*view.trail, urls.Link(href=first, text=view.name))
            here = replace(here, trail=trail, facts=(), chart=None)
        yield Page(
            path=urls.list_path(first, page),
            kind=kind,
            title=name,
            description=shortened(description if page == 1 else f"Page {page}. {description}", 160),
            view=here,
        )


def tool_counts(tools: Chosen) -> tuple[Fact, Fact]:
    """How many tools, of how many servers."""
    return (
        Fact(label="Tools", value=plural(len(tools), "tool")),
        Fact(label="Servers", value=plural(tools.server_count, "server")),
    )


def word_rows(
    entries: Sequence[tuple[Badge, str, str, Chosen]],
    not_reviewed: Chosen,
    badges: Badges,
) -> tuple[WordRow, ...]:
    """Rows of (badge, meaning, advice, tools), and one for tools nobody has judged where there are any."""
    rows = [
        WordRow(badge=badge, meaning=meaning, advice=advice, tools=number(len(tools)))
        for badge, meaning, advice, tools in entries
    ]
    if not_reviewed:
        words = badges.vocabulary.not_reviewed
        rows.append(
            WordRow(
                badge=badges.not_reviewed,
                meaning=sentence(words.meaning),
                advice="Deny, and hide from the agent.",
                tools=number(len(not_reviewed)),
            )
        )
    return tuple(rows)
