"""A folder into what its disk can take, and what creating a file on it costs at this moment.

The cost is part of every measurement: a file system that has just deleted many files may hand out new ones ten times as slowly for
some minutes (ext4 without a journal passes over inodes freed in the last five), and whoever runs then looks slow.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PROBES: Final = 2000
_CONTENT: Final = b"x" * 4096
_SETTLED: Final = 1.5
"""A disk has recovered when a file costs no more than this many times the least seen."""
_PAUSE_SECONDS: Final = 20.0
_PATIENCE_SECONDS: Final = 420.0
"""Chosen: more than the five minutes for which ext4 passes over freed inodes."""


@dataclass(frozen=True, slots=True)
class Room:
    """What is free, or needed."""

    size_bytes: int
    inodes: int

    def __str__(self) -> str:
        """For a person."""
        return f"{self.size_bytes / 1e9:,.1f} GB and {self.inodes / 1e6:,.2f} million inodes"

    def holds(self, needed: Room) -> bool:
        """Whether that much fits."""
        return self.size_bytes >= needed.size_bytes and self.inodes >= needed.inodes


def free_room(folder: Path) -> Room:
    """What this user may still write below the folder; a disk that counts no inodes has enough of them."""
    found = os.statvfs(folder)
    return Room(found.f_bavail * found.f_frsize, found.f_favail if found.f_files else 1 << 62)


class Disk:
    """The cost of files below one folder, and the least it ever was."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where the probes go; they stay until somebody removes it."""
        self._folder = folder
        self._least = float("inf")
        self.has_freed = False
        """True while files were deleted that the disk may still hold back."""

    def cost(self) -> float:
        """What a file costs now in microseconds; after a deletion, once the disk has recovered or some minutes passed."""
        cost, ends = self._probe(), time.monotonic() + _PATIENCE_SECONDS
        while self.has_freed and cost > _SETTLED * self._least and time.monotonic() < ends:
            time.sleep(_PAUSE_SECONDS)
            cost = self._probe()
        self.has_freed = False
        return cost

    def _probe(self) -> float:
        """Microseconds that a file of 4 kB in a folder of its own costs now, all earlier writes being on the disk."""
        place = Path(tempfile.mkdtemp(prefix="probe-", dir=self._folder))
        os.sync()
        started = time.perf_counter()
        for number in range(_PROBES):
            folder = f"{place}/{number}"
            os.mkdir(folder)  # noqa: PTH102 - the plain calls are what is measured
            with open(f"{folder}/index.html", "wb") as file:  # noqa: PTH123
                file.write(_CONTENT)
        cost = (time.perf_counter() - started) / _PROBES * 1e6
        self._least = min(self._least, cost)
        return cost
