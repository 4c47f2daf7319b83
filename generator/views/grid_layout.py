"""Counts in rows and columns into a picture: shaded cells or bubbles, each with its number, and the table behind them.

Nothing in the picture is scaled: across it is laid out in per cent, down it in the height of its letters, so that numbers are as
large on a telephone as on a desk.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from generator.views.grid import Cell, Grid, Head, Row
from generator.views.words import joined, number, plural, shortened

STEPS: Final = (10, 25, 50, 75)
"""Shares of a row, in per cent, from which on a cell is a shade darker: chosen, five shades can be told apart."""
_LONGEST_NAME: Final = 34
_LONGEST_ROW: Final = 64
"""In the table and in words; a server's page has its whole name."""
_LONGEST_HEAD: Final = 12
_HEADS_HEIGHT: Final = (1.8, 2.9)
"""Of one line, and of two."""
_BASELINE: Final = (1.0, 2.1)
_SIZES: Final = ((8, "most"), (4, "many"))
"""From more columns than these on a heat map is no narrower than its style sheet says."""
_ROW_HEIGHT: Final = {"heat": 1.9, "bubbles": 4.7}
_TOTAL_WIDTH: Final = 11.0
_BUBBLE: Final = 1.4
"""Radius of the largest bubble."""


class Column(Struct, frozen=True, kw_only=True):
    """What a column counts, before it has a place."""

    text: str
    style: str = ""
    """CSS class with the colour of its cells; empty where the row's counts."""
    said: str = ""
    """In a sentence, behind the number; empty: as its head."""


class Counted(Struct, frozen=True, kw_only=True):
    """One row of counts, before it has a place."""

    text: str
    counts: tuple[int, ...]
    """One for each column."""
    total: int
    """All tools of the row; each is in one column, unless the columns overlap."""
    href: str | None = None
    style: str = ""
    meaning: str = ""


def make_grid(
    kind: str,
    key: str,
    caption: str,
    label: str,
    columns: Sequence[Column],
    rows: Sequence[Counted],
    *,
    names_width: float,
    adds_up: bool = True,
) -> Grid:
    """The picture, its columns in equal widths between the names and the totals."""
    width = (100 - names_width - _TOTAL_WIDTH) / max(1, len(columns))
    places = tuple(names_width + width * each for each in range(len(columns)))
    largest = max((count for row in rows for count in row.counts), default=0)
    sums = [sum(row.counts[each] for row in rows) for each in range(len(columns))]
    step = _ROW_HEIGHT[kind]
    lines = [_lines(column.text) for column in columns]
    is_high = any(len(each) > 1 for each in lines)
    top, base = _HEADS_HEIGHT[is_high], _BASELINE[is_high]
    placed = tuple(
        Row(
            name=shortened(row.text, _LONGEST_ROW),
            shown=shortened(row.text, _LONGEST_NAME),
            said=_said(row, columns),
            meaning=row.meaning,
            href=row.href,
            style=row.style,
            y=f"{top + step * position:.4g}",
            cells=tuple(
                Cell(
                    count=number(count),
                    style=_style(kind, column.style or row.style, count, row.total),
                    x=_percent(place),
                    width=_percent(width),
                    middle=_percent(place + width / 2),
                    radius=f"{_BUBBLE * (count / largest) ** 0.5:.2f}",
                )
                for count, column, place in zip(row.counts, columns, places, strict=True)
                if count
            ),
            counts=tuple(number(count) for count in row.counts),
            total=number(row.total),
        )
        for position, row in enumerate(rows)
    )
    return Grid(
        kind=kind,
        key=key,
        caption=caption,
        label=label,
        size=next((size for most, size in _SIZES if kind == "heat" and len(columns) > most), ""),
        names_width=_percent(names_width - 1),
        height=f"{top + step * len(rows):.4g}",
        row_height=f"{step:.4g}",
        base=f"{base:.4g}",
        heads=tuple(
            Head(
                text=column.text,
                lines=each,
                style=column.style,
                middle=_percent(place + width / 2),
                y=f"{base - 1.1 * (len(each) - 1):.4g}",
            )
            for column, place, each in zip(columns, places, lines, strict=True)
        ),
        rows=placed,
        totals=(*map(number, sums), number(sum(sums))) if adds_up else (),
    )


def shade(count: int, total: int) -> int:
    """1 to 5 for a share of the row, by `STEPS`."""
    return 1 + sum(count * 100 >= step * total for step in STEPS)


def _style(kind: str, style: str, count: int, total: int) -> str:
    return f"{style} s{shade(count, total)}" if kind == "heat" else style


def _said(row: Counted, columns: Sequence[Column]) -> str:
    parts = [
        f"{number(count)} {column.said or column.text}"
        for count, column in zip(row.counts, columns, strict=True)
        if count
    ]
    return f"{shortened(row.text, _LONGEST_ROW)}, {plural(row.total, 'tool')}{': ' if parts else ''}{joined(parts)}"


def _lines(text: str) -> tuple[str, ...]:
    """The head on two lines where it has more than one word, each cut when it would reach into the next column."""
    first, _, rest = " ".join(text.split()).partition(" ")
    return tuple(shortened(line, _LONGEST_HEAD) for line in (first, rest) if line)


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
