"""Whether a site still holds every file that its list names, in its size: one that somebody removed or cut short is made again.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from generator.outputs.manifest import MANIFEST

_WORTH_A_PROCESS: Final = 20_000
"""Files before a second processor looks at half of them: chosen, some 40 ms of work."""


def is_whole(site: Path, raw: bytes) -> bool:
    """Whether every file named in the list `raw` is in the folder in its size."""
    lines = raw.split(b"\n")[:-1]
    folder = os.fsencode(site) + b"/"
    if len(lines) < _WORTH_A_PROCESS or not hasattr(os, "fork"):
        return _holds(folder, lines)
    half = len(lines) // 2
    child = os.fork()
    if child == 0:
        os._exit(0 if _holds(folder, lines[:half]) else 1)
    mine = _holds(folder, lines[half:])
    _, status = os.waitpid(child, 0)
    return mine and status == 0


def list_of(site: Path) -> tuple[bytes, tuple[int, int, int]] | None:
    """The site's list and its state: inode, size, time of the last write; None when there is none."""
    try:
        with (site / MANIFEST).open("rb") as file:
            found = os.fstat(file.fileno())
            return file.read(), (found.st_ino, found.st_size, found.st_mtime_ns)
    except OSError:
        return None


def _holds(folder: bytes, lines: Sequence[bytes]) -> bool:
    stat = os.stat
    try:
        for line in lines:
            path, digest, size = line.split(b"\t")
            if digest != b"-" and stat(folder + path).st_size != int(size):
                return False
    except (OSError, ValueError):
        return False
    return True
