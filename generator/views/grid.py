"""A picture of counts in rows and columns, and the table behind it, ready to print.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from msgspec import Struct


class Head(Struct, frozen=True, kw_only=True):
    """The head of a column."""

    text: str
    lines: tuple[str, ...]
    """One or two."""
    style: str
    middle: str
    y: str
    """Of its first line."""


class Cell(Struct, frozen=True, kw_only=True):
    """One count that is not 0."""

    count: str
    style: str
    """Its colour's CSS class, and `s1` to `s5` where it is shaded."""
    x: str
    width: str
    middle: str
    radius: str


class Row(Struct, frozen=True, kw_only=True):
    """One row, in the picture and in the table."""

    name: str
    shown: str
    """Its name short enough for the picture."""
    said: str
    """The whole row in words, for those who do not see it."""
    meaning: str
    href: str | None
    style: str
    y: str
    cells: tuple[Cell, ...]
    counts: tuple[str, ...]
    total: str


class Grid(Struct, frozen=True, kw_only=True):
    """A picture of counts in rows and columns."""

    kind: str
    """`heat` or `bubbles`."""
    key: str
    """Names it in addresses and labels of its page."""
    caption: str
    """Head of the first column."""
    label: str
    """What is shown, in words."""
    size: str
    """`many` or `most` where a narrow page has no room for all columns; else empty."""
    names_width: str
    height: str
    row_height: str
    base: str
    """Where the last line of heads stands."""
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    totals: tuple[str, ...]
    """The sum of each column, then of all; empty where columns overlap."""
