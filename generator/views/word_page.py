"""What the pages of a category and of a risk class share: a word, its facts, and all its tools.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.model.chosen import Chosen
from generator.model.rows import Tally
from generator.views import urls
from generator.views.badges import Badge, Badges
from generator.views.charts import Chart
from generator.views.page import Context, Page
from generator.views.paging import PagedList, Pager, Part
from generator.views.rows import ToolRows
from generator.views.words import number, plural, sentence, shortened


class Fact(Struct, frozen=True, kw_only=True):
    """A labelled value."""

    label: str
    value: str


class WordView(Struct, frozen=True, kw_only=True):
    """One page of a word of the vocabulary; from the second on only heading and list."""

    trail: tuple[urls.Link, ...]
    name: str
    badge: Badge
    meaning: str
    facts: tuple[Fact, ...]
    chart: Chart | None
    rows: ToolRows | None
    pager: Pager | None


class WordRow(Struct, frozen=True, kw_only=True):
    """A word in the table of all categories or all risk classes."""

    badge: Badge
    meaning: str
    advice: str
    """What is recommended by default."""
    tools: str


class WordsView(Struct, frozen=True, kw_only=True):
    """The table of all categories or all risk classes."""

    caption: str
    rows: tuple[WordRow, ...]


def word_pages(
    kind: str,
    first: str,
    view: WordView,
    chart: Callable[[Tally, Badges], Chart] | None,
    tools: Chosen,
    description: str,
    context: Context,
    badges: Badges,
) -> Iterator[Page]:
    """All pages of one word; `view` without rows and chart is what the first one says, and `chart` draws how they spread."""
    for cut in PagedList([Part(rows=tools)], first, "tool", shows_texts=True).pages(context.plan):
        here = replace(view, rows=ToolRows(cut.rows, context.catalog, badges), pager=cut.pager)
        if cut.begins_with:
            trail = (*view.trail, urls.Link(href=first, text=view.name))
            here = replace(here, trail=trail, facts=(), name=f"{view.name}, {cut.begins_with}")
        elif chart is not None and tools:
            here = replace(here, chart=chart(tools.tally, badges))
        yield Page(
            path=cut.path,
            kind=kind,
            title=here.name,
            description=shortened(f"{here.name}: {sentence(view.meaning)}" if cut.begins_with else description, 160),
            view=here,
            cause=cut.cause,
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
