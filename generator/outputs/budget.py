"""What was written into how heavy a tool's page is, held to the limits that the site's settings name.

The limits are for the median: one tool with a hundred parameters may be heavy, all of them may not. Raw sizes are known of every
page; compressing all would cost more than making them, so a sample is compressed, the same one whoever builds.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import gzip
import heapq
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from statistics import median
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from generator.model.problem import CatalogError
from generator.model.site import Budget
from generator.outputs.stage import Stage, Written

FEWEST: Final = 100
"""Tool pages below which nothing is refused: a median of few says more about those tools than about the pages."""
SAMPLE: Final = 150
"""Pages that are compressed. Chosen: the median of so many lies within 1 % of the median of all, and takes 0.1 s."""
_NAMED: Final = 5


class Weight(Struct, frozen=True):
    """How heavy a site with at least one tool is."""

    page_bytes: int
    """Median of all tool pages."""
    gzip_bytes: int
    """Median of a sample of them, compressed as most servers do (level 6)."""
    bytes_a_tool: int
    """All files of the site, divided by the number of tools."""
    budget: Budget
    room: int | None = None
    """How many pages of tools may change, come or go before a median can be above a limit; None where there is no limit."""

    @property
    def sizes(self) -> tuple[int, int, int, int | None]:
        """What a build notes of it."""
        return self.page_bytes, self.gzip_bytes, self.bytes_a_tool, self.room

    def after(self, written: Iterable[Written], gone: Iterable[str]) -> Weight | None:
        """The weight as it was measured, with less room after these pages changed, came and went; None: it has to be measured again."""
        if self.room is None:
            return self
        changed = sum(each.is_new and _is_of_a_tool(each.path) for each in written)
        room = self.room - changed - sum(map(_is_of_a_tool, gone))
        return replace(self, room=room) if room >= 0 else None

    def __str__(self) -> str:
        """One line for a person."""
        return (
            f"median tool page {_kilo(self.page_bytes)} raw{_limit(self.budget.page_bytes)}, "
            f"{_kilo(self.gzip_bytes)} gzip{_limit(self.budget.gzip_bytes)}; {_kilo(self.bytes_a_tool)} a tool in all"
        )


def weight_of(sizes: Sequence[Any], budget: Budget) -> Weight | None:
    """The weight of these `Weight.sizes`; None of none."""
    if not sizes:
        return None
    page_bytes, gzip_bytes, bytes_a_tool, room = sizes
    return Weight(page_bytes, gzip_bytes, bytes_a_tool, budget, room)


def weighed(written: Sequence[Written], stage: Stage, budget: Budget) -> Weight | None:
    """The weight of what was written, before it is published; None when the site has no tool.

    Raises:
        CatalogError: the median is above a limit; the message names the heaviest pages.
    """
    pages = [each for each in written if _is_of_a_tool(each.path)]
    if not pages:
        return None
    sample = heapq.nsmallest(SAMPLE, pages, key=attrgetter("digest", "path"))
    packed = {each.path: len(gzip.compress(_content(stage, each), 6, mtime=0)) for each in sample}
    weight = Weight(
        page_bytes=round(median(each.size_bytes for each in pages)),
        gzip_bytes=round(median(packed.values())),
        bytes_a_tool=sum(each.size_bytes for each in written) // len(pages),
        budget=budget,
    )
    room = _room(pages, [packed[each.path] for each in sample], budget)
    if len(pages) >= FEWEST:
        _refuse("page", weight.page_bytes, budget.page_bytes, pages, lambda each: each.size_bytes)
        _refuse("page_gzip", weight.gzip_bytes, budget.gzip_bytes, sample, lambda each: packed[each.path])
    return replace(weight, room=room)


def _room(pages: Sequence[Written], packed: Sequence[int], budget: Budget) -> int | None:
    """Each page that changes, comes or goes moves a median by one place at most; of the sample by as many as each of its pages stands for."""
    if budget.page_bytes is None and budget.gzip_bytes is None:
        return None
    if len(pages) < FEWEST:
        return FEWEST - 1 - len(pages)
    rooms = [
        (sum(size <= limit for size in sizes) - len(sizes) / 2) * len(pages) / len(sizes)
        for sizes, limit in (([each.size_bytes for each in pages], budget.page_bytes), (packed, budget.gzip_bytes))
        if limit is not None
    ]
    return max(0, int(min(rooms)) - 1)


def _is_of_a_tool(path: str) -> bool:
    """Whether `tools/SERVER/TOOL/index.html`; `page` is no server's slug."""
    return path.count("/") == 3 and path.endswith("/index.html") and path[:6] == "tools/" and path[:11] != "tools/page/"


def _content(stage: Stage, page: Written) -> bytes:
    """The page's bytes: staged when they are new, else those of the site."""
    return ((stage.folder if page.is_new else stage.site) / page.path).read_bytes()


def _refuse(key: str, found: int, limit: int | None, pages: Sequence[Written], size: Callable[[Written], int]) -> None:
    if limit is None or found <= limit:
        return
    heaviest = heapq.nlargest(_NAMED, pages, key=lambda each: (size(each), each.path))
    named = ", ".join(f"{each.path.removesuffix('index.html')} ({_kilo(size(each))})" for each in heaviest)
    message = (
        f"found a median tool page of {_kilo(found)}{' compressed' if key == 'page_gzip' else ''}, expected at most {_kilo(limit)}; "
        f"the heaviest are {named}. Take from the template what not every page needs, "
        f"or raise extra.catalog.budget.{key} in the site's settings"
    )
    raise CatalogError(message)


def _kilo(size_bytes: int) -> str:
    return f"{size_bytes / 1000:.1f} kB"


def _limit(limit: int | None) -> str:
    return "" if limit is None else f" (limit {limit / 1000:.1f})"
