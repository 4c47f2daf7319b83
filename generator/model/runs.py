"""A sequence of counted things into runs that stay where they are when one of the things changes.

A list cut by position moves every later cut with one row more. Here the key of a thing says whether a run may begin with it, so that the
cuts behind an edit are soon those of before.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from zlib import crc32

_MIX: Final = 0x9E3779B1
"""An odd number near 2**32 divided by the golden ratio: the product's high bits depend on all of the checksum's."""
_BITS: Final = 32
_MASK: Final = (1 << _BITS) - 1


class Run(NamedTuple):
    """Some items in a row, or a part of one that is too large for a run."""

    first: int
    """Index of its first item."""
    behind: int
    """Index behind its last item."""
    size: int
    """Rows in it, at least 1."""
    part: int = 0
    """Which part of a large item it is, from 0; 0 for a run of whole items."""
    start: int = 0
    """Row of the item that the part begins with, from 0."""


def runs(counts: Iterable[tuple[str, int]], least: int, most: int) -> Iterator[Run]:
    """Cut the items, each a key and how many rows it has (at least 1), into runs of at most `most` rows, most of them at least `least`.

    A run ends before an item when it has `least` rows and the item's key says so, which one row in `least` does, or when the item would
    bring it over `most`. It is then `2 * least` rows on average, when `most` is well above that. An item of more than `most` rows stands
    alone, in parts of `most` rows. So only the last run, the one before a large item or before one that would not fit, and the last part
    of a large item can be shorter than `least`.
    """
    first, size, index = 0, 0, -1
    for index, (key, count) in enumerate(counts):
        begins = size >= least and (crc32(key.encode()) * _MIX & _MASK) * least < count << _BITS
        if size and (begins or size + count > most):
            yield Run(first, index, size)
            first, size = index, 0
        if count > most:
            for part, start in enumerate(range(0, count, most)):
                yield Run(index, index + 1, min(most, count - start), part, start)
            first = index + 1
        else:
            size += count
    if size:
        yield Run(first, index + 1, size)
