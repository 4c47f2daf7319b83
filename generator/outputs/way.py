"""The way to a file: real folders inside the one that is ours, never through a link that somebody else put there.

What stands where a folder or a file of ours has to be, another file, a link or a whole folder, is taken away: it would be written through, to
whatever it leads to, or make every build end.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import Final

_MOST: Final = 10_000
"""Folders that are remembered as made: pages come in the order of their folders."""


def make_way(root: str, path: str, made: set[str]) -> str:
    """The file's place below the root, its folders made where there are none.

    `made` are folders that were seen to already, and grows; another root, or one that changed places, needs another.

    Raises:
        OSError: the disk is full, or may not be written.
    """
    folder = path.rpartition("/")[0]
    if folder not in made:
        if len(made) > _MOST:
            made.clear()
        _make(root, folder, made)
    return f"{root}/{path}"


def is_blocked(root: str, path: str) -> bool:
    """Whether a link or a file stands where a folder on the way to the path has to be."""
    folder = path.rpartition("/")[0]
    while folder:
        with suppress(FileNotFoundError, NotADirectoryError):  # the latter: an outer one is the file
            if not stat.S_ISDIR(os.lstat(f"{root}/{folder}").st_mode):
                return True
        folder = folder.rpartition("/")[0]
    return False


def _make(root: str, folder: str, made: set[str]) -> None:
    if not folder:
        os.makedirs(root, exist_ok=True)  # noqa: PTH103 - the hot path
        made.add(folder)
        return
    outer = folder.rpartition("/")[0]
    if outer not in made:
        _make(root, outer, made)
    place = f"{root}/{folder}"
    try:
        os.mkdir(place)  # noqa: PTH102 - the hot path
    except FileExistsError:
        with suppress(FileNotFoundError):  # another process was here first
            if not stat.S_ISDIR(os.lstat(place).st_mode):
                os.unlink(place)  # noqa: PTH108 - a link, or a file
        with suppress(FileExistsError):
            os.mkdir(place)  # noqa: PTH102 - the hot path
    made.add(folder)
