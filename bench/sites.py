"""Where the sites of the runs are, and when they are deleted.

Each run has a folder of its own. While the disk has room nothing is deleted before a size of catalog is done, because deleting one
contender's site can make the next one's files cost more (see `measuring/disk.py`). Without that room a site goes when nobody needs it
any more, and the next run waits until a file costs what it did.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from measuring.disk import Disk, Room, free_room

ROOM_A_TOOL: Final = Room(60_000, 7)
"""What one built site takes for each tool, with its records and the folder for the next build. Measured, rounded up."""
_LEAST_A_TOOL: Final = Room(96_000, 9)
"""What our site and its bytes written once more take together."""
_ROOM_ALWAYS: Final = Room(40_000_000, 20_000)


class Sites:
    """The folders of the runs on one catalog."""

    def __init__(self, folder: Path, disk: Disk, tools: int, site_count: int) -> None:
        """`site_count` sites will be made below the folder."""
        self._folder, self._disk = folder, disk
        folder.mkdir()
        self.needed = _room(site_count, tools * site_count, ROOM_A_TOOL)
        self.least = _room(2, tools, _LEAST_A_TOOL)
        self.free = free_room(folder)
        self.keeps_all = self.free.holds(self.needed)

    def fresh(self, name: str) -> tuple[Path, float]:
        """An empty folder, and what a file costs at this moment in microseconds."""
        cost = self._disk.cost()
        made = self._folder / name
        made.mkdir()
        return made, cost

    def wait(self) -> None:
        """Until what was deleted disturbs nobody."""
        if self._disk.has_freed:
            self._disk.cost()

    def done_with(self, folder: Path) -> None:
        """Nobody needs that folder any more."""
        if not self.keeps_all:
            shutil.rmtree(folder, ignore_errors=True)
            self._disk.has_freed = True

    def delete(self) -> None:
        """Everything; the next size waits until the disk has recovered."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._disk.has_freed = True


def _room(sites: int, tools: int, a_tool: Room) -> Room:
    return Room(
        sites * _ROOM_ALWAYS.size_bytes + tools * a_tool.size_bytes, sites * _ROOM_ALWAYS.inodes + tools * a_tool.inodes
    )
