"""Lists of names and numbers in the sentences of an audit.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence

SHOWN = 4
"""Names in one sentence; the rest is a number."""


def few(names: Sequence[str]) -> str:
    """The first names, and how many more.

    >>> few(["a", "b"])
    '`a`, `b`'
    """
    shown = ", ".join(f"`{short(name)}`" for name in names[:SHOWN])
    return shown + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def counted(number: int, noun: str) -> str:
    """The number with its noun.

    >>> counted(1, "tool"), counted(2, "tool")
    ('1 tool', '2 tools')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def short(text: str) -> str:
    """The text, cut where it would fill the line."""
    return text if len(text) <= 100 else f"{text[:99]}…"
