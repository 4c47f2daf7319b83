"""Tools into how far their calls reach: against the risk class, by kind, and those that reach furthest.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import islice, repeat
from typing import Final

from msgspec import Struct

from generator.model.catalog import Catalog
from generator.model.places import Reach
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


class WideTool(Struct, frozen=True, kw_only=True):
    """A tool that reaches many kinds of things."""

    href: str
    name: str
    server: str
    server_href: str
    risk: Badge
    kinds: str
    """In words: `Files, addresses, private data`."""


Counts = Mapping[tuple[Reach, str | None], int]
"""How many tools there are of each reach and risk class."""


def reach_counts(catalog: Catalog) -> Counts:
    """Of all tools; none is opened."""
    by_risk = catalog.tools_by_word.by_risk("reach")
    return {(reach, risk): len(tools) for risk, by_reach in by_risk.items() for reach, tools in by_reach.items()}


def reach_grid(tools: Counts, badges: Badges) -> Grid:
    """Risk class, most dangerous on top, against the number of kinds of things a call reaches; each tool once."""
    counts: Counter[tuple[str | None, int | str | None]] = Counter()
    totals: Counter[str | None] = Counter()
    for (reach, risk), count in tools.items():
        counts[risk, _column(reach)] += count
        totals[risk] += count
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


def kinds_grid(tools: Counts, badges: Badges) -> Grid:
    """Kinds of reach against risk class; a tool is in each row that its calls reach."""
    counts: Counter[tuple[str, str | None]] = Counter()
    for (reach, risk), count in tools.items():
        for kind in reach or ():
            counts[kind, risk] += count
    classes = risk_columns({risk for _, risk in tools}, badges)
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


def widest(catalog: Catalog, badges: Badges) -> tuple[WideTool, ...]:
    """Those whose definitions show the most kinds of things, then the most dangerous; only of more than one kind."""
    return tuple(
        WideTool(
            href=urls.tool_path(tool.server, tool.slug),
            name=tool.name,
            server=catalog.server_by_slug[tool.server].name,
            server_href=urls.server_path(tool.server),
            risk=badges.risk(tool.risk),
            kinds=", ".join(reach).capitalize(),
        )
        for tool, reach in islice(_widest_first(catalog, badges.ranks()), _WIDEST)
    )


def _widest_first(catalog: Catalog, ranks: Mapping[str | None, int]) -> Iterator[tuple[ToolHead, tuple[str, ...]]]:
    """Tools of more than one kind of reach; a server is opened when it is its turn."""
    found: dict[tuple[int, int], list[Iterable[tuple[ToolHead, tuple[str, ...]]]]] = {}
    for risk, by_reach in catalog.tools_by_word.by_risk("reach").items():
        for reach, tools in by_reach.items():
            if reach and len(reach) > 1:
                found.setdefault((len(reach), ranks[risk]), []).append(zip(tools, repeat(reach)))
    for place in sorted(found, reverse=True):
        yield from merge(*found[place], key=lambda each: (each[0].server, each[0].slug))


def has_unknown(tools: Counts) -> bool:
    """Whether there are tools of which nobody knows what a call reaches."""
    return any(reach is None for reach, _ in tools)


def _column(reach: Reach) -> int | str | None:
    if reach is None:
        return None
    return ANYTHING if ANYTHING in reach else min(len(reach), _MOST)
