"""Rows of text into a table, plain or in Markdown.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, a head and rows; the first column is text, the others are numbers."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def plain(self) -> str:
        """For a terminal."""
        return f"{self.caption}\n\n{table(self.head, self.rows)}"

    def markdown(self) -> str:
        """For a page of the handbook."""
        lines = [self.head, ["---", *("---:" for _ in self.head[1:])], *self.rows]
        return f"{self.caption}:\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows under their head, first column to the left, numbers to the right.

    >>> print(table(["name", "s"], [["ours", "1.5"], ["hugo", "12.0"]]))
    name     s
    ----  ----
    ours   1.5
    hugo  12.0
    """
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [_line(head, widths), "  ".join("-" * width for width in widths)]
    lines += [_line(row, widths) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = row
    return "  ".join(
        [first.ljust(widths[0]), *(text.rjust(width) for text, width in zip(rest, widths[1:], strict=True))]
    )
