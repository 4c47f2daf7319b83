"""Counts into charts: one bar of parts that add up, and the table that says the same in numbers.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from generator.views.badges import Badge, Badges
from generator.views.words import joined, number

_BARS: Final = {"always": 280, "wide": 440}
"""Width of the narrowest bar in pixels: on a page of 320, and on one from 36em on."""
_LETTER: Final = 7
_AROUND: Final = 8
"""Pixels of a letter and around a word, a little more than the style sheet's font takes."""


class Part(Struct, frozen=True, kw_only=True):
    """One part of the bar, and its row in the table."""

    badge: Badge
    count: str
    share: str
    """Per cent with one decimal; shares of a chart add up to 100.0."""
    x: str
    """Where it begins on the bar, in per cent."""
    width: str
    middle: str
    fits: str
    """`always` or `wide` when its word fits on the bar of any page, or of a wide one; else empty."""


class Chart(Struct, frozen=True, kw_only=True):
    """Tools by one kind of word."""

    caption: str
    """What the table's first column holds: `Risk class` or `Category`."""
    label: str
    """The whole chart in words, for those who do not see it."""
    parts: tuple[Part, ...]
    """In the vocabulary's order; words without tools are left out."""
    total: str


def risk_chart(tally: Iterable[tuple[str | None, str | None, int]], badges: Badges) -> Chart:
    """Tools by risk class, least first, not reviewed last; from how many there are of each category and risk class."""
    counts: Counter[str | None] = Counter()
    for _, risk, count in tally:
        counts[risk] += count
    order = [*badges.risk_classes, None]
    return _chart("Risk class", [(badges.risk(each), counts[each]) for each in order])


def category_chart(tally: Iterable[tuple[str | None, str | None, int]], badges: Badges) -> Chart:
    """Tools by category, in the vocabulary's order, not reviewed last; from the same."""
    counts: Counter[str | None] = Counter()
    for category, _, count in tally:
        counts[category] += count
    order = [*badges.categories, None]
    return _chart("Category", [(badges.category(each), counts[each]) for each in order])


def _chart(caption: str, counted: Sequence[tuple[Badge, int]]) -> Chart:
    present = [(badge, count) for badge, count in counted if count]
    widths = shares([count for _, count in present])
    parts, x = [], 0
    for (badge, count), width in zip(present, widths, strict=True):
        share = f"{width // 10}.{width % 10} %"
        parts.append(
            Part(
                badge=badge,
                count=number(count),
                share=share,
                x=_percent(x),
                width=_percent(width),
                middle=f"{(x + width / 2) / 10:.4g}",
                fits=_fits(badge.text, width),
            )
        )
        x += width
    words = joined([f"{part.badge.text} {part.count}" for part in parts])
    return Chart(
        caption=caption,
        label=f"Tools by {caption.lower()}: {words or 'none'}.",
        parts=tuple(parts),
        total=number(sum(count for _, count in present)),
    )


def _percent(thousandths: int) -> str:
    return f"{thousandths / 10:g}"


def _fits(text: str, thousandths: int) -> str:
    needed = len(text) * _LETTER + _AROUND
    return next((size for size, bar in _BARS.items() if needed * 1000 <= bar * thousandths), "")


def shares(counts: Sequence[int]) -> list[int]:
    """Each count in thousandths of their sum, rounded so that they add up to 1,000 (largest remainders)."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    floors = [count * 1000 // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda each: (-(counts[each] * 1000 % total), each))
    for position in by_remainder[: 1000 - sum(floors)]:
        floors[position] += 1
    return floors
