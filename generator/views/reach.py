"""Tools into how far their calls reach: against the risk class, by kind, and those that reach furthest.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final, NamedTuple

from generator.model.catalog import Catalog
from generator.model.rows import ToolHead
from generator.rules.reach import ANYTHING, REACH, RUNS_ANYTHING
from generator.views import urls
from generator.views.badges import Badge, Badges
from generator.views.grid import Grid
from generator.views.grid_layout import Column, Counted, make_grid
from generator.views.server_grid import risk_columns
from generator.views.words import sentence

_MOST: Final = 3
"""Kinds of things from which on tools share a column."""
_WIDEST: Final = 12
"""Tools named: chosen."""
_NARROWEST_NAME: Final = 20.0
_WIDEST_NAME: Final = 32.0
_A_LETTER: Final = 2.2
"""Room for the names of risk classes, and for one bold letter on a page of 320 pixels: per cent of the picture."""
_COLUMNS: Final[dict[int | str | None, Column]] = {
    **{each: Column(text=str(each), said=f"with reach {each}") for each in range(_MOST)},
    _MOST: Column(text=f"{_MOST}+", said=f"with reach {_MOST} or more"),
    ANYTHING: Column(text="any", said="that run a command or code"),
    None: Column(text="?", said="with unknown reach"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WideTool:
    """A tool that reaches many kinds of things."""

    href: str
    name: str
    server: str
    server_href: str
    risk: Badge
    kinds: str
    """In words: `Files, addresses, private data`."""


class Reaching(NamedTuple):
    """A tool and how far its calls reach."""

    tool: ToolHead
    reach: tuple[str, ...] | None
    """As in `ToolSummary`."""


def reach_grid(tools: Sequence[Reaching], badges: Badges) -> Grid:
    """Risk class, most dangerous on top, against the number of kinds of things a call reaches; each tool once."""
    counts = Counter((each.tool.risk, _column(each)) for each in tools)
    totals = Counter(each.tool.risk for each in tools)
    columns = {each: column for each, column in _COLUMNS.items() if each is not None or has_unknown(tools)}
    order: list[str | None] = [*([None] if totals[None] else []), *reversed(badges.risk_classes)]
    rows = [
        Counted(
            text=badge.text,
            counts=tuple(counts[risk, each] for each in columns),
            total=totals[risk],
            href=badge.href,
            style=badge.style,
        )
        for risk, badge in ((risk, badges.risk(risk)) for risk in order)
    ]
    return make_grid(
        "bubbles",
        "reach",
        "Risk class",
        "Tools of each risk class by the number of kinds of things that a call reaches. Each row is a link to the risk class.",
        tuple(columns.values()),
        rows,
        names_width=min(_WIDEST_NAME, max(_NARROWEST_NAME, *(len(row.text) * _A_LETTER for row in rows))),
    )


def kinds_grid(tools: Sequence[Reaching], badges: Badges) -> Grid:
    """Kinds of reach against risk class; a tool is in each row that its calls reach."""
    counts: Counter[tuple[str, str | None]] = Counter()
    for tool, reach in tools:
        for kind in reach or ():
            counts[kind, tool.risk] += 1
    classes = risk_columns([each.tool for each in tools], badges)
    meanings = {ANYTHING: RUNS_ANYTHING, **{name: kind.meaning for name, kind in REACH.items()}}
    rows = [
        Counted(
            text=kind.capitalize(),
            counts=tuple(counts[kind, risk] for risk in classes),
            total=sum(counts[kind, risk] for risk in classes),
            meaning=sentence(f"A call {meaning}"),
        )
        for kind, meaning in meanings.items()
    ]
    return make_grid(
        "heat",
        "kinds",
        "A call reaches",
        "Tools by what a call reaches and by risk class. A tool that reaches several things is counted in several rows.",
        tuple(classes.values()),
        rows,
        names_width=36.0,
        adds_up=False,
    )


def widest(tools: Sequence[Reaching], catalog: Catalog, badges: Badges) -> tuple[WideTool, ...]:
    """Those whose definitions show the most kinds of things, then the most dangerous; only of more than one kind."""
    ranks = badges.ranks()
    several = ((tool, reach) for tool, reach in tools if reach and len(reach) > 1)
    first = nsmallest(
        _WIDEST, several, key=lambda each: (-len(each[1]), -ranks[each[0].risk], each[0].server, each[0].slug)
    )
    return tuple(
        WideTool(
            href=urls.tool_path(tool.server, tool.slug),
            name=tool.name,
            server=catalog.server_by_slug[tool.server].name,
            server_href=urls.server_path(tool.server),
            risk=badges.risk(tool.risk),
            kinds=", ".join(reach).capitalize(),
        )
        for tool, reach in first
    )


def has_unknown(tools: Sequence[Reaching]) -> bool:
    """Whether there are tools of which nobody knows what a call reaches."""
    return any(each.reach is None for each in tools)


def _column(tool: Reaching) -> int | str | None:
    if tool.reach is None:
        return None
    return ANYTHING if ANYTHING in tool.reach else min(len(tool.reach), _MOST)
