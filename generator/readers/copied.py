"""Folders of somebody's into folders of ours: the files that are there, while editors save them, and room for them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

Folder = tuple[int, int]
"""Disk and inode: one folder has them whatever it is reached by."""


def files_in(
    folder: Path, without: str, below: str = "", above: frozenset[Folder] = frozenset()
) -> Iterator[tuple[str, Path]]:
    """Every file in the folder whose name does not end so, by path `below` the first one, in order; through links, but not through those that lead nowhere or to a folder `above`.

    Pipes and sockets are no files.

    Raises:
        OSError: a folder may not be read.
    """
    state = folder.stat()
    me = (state.st_dev, state.st_ino)
    if me in above:
        return
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.is_dir():
            yield from files_in(Path(entry.path), without, f"{below}{entry.name}/", above | {me})
        elif entry.is_file() and not entry.name.endswith(without):
            yield below + entry.name, Path(entry.path)


def copy_files(folder: Path, target: Path, without: str) -> None:
    """The files of the folder as `files_in` gives them, but for those that are gone by then: editors save by way of such. Modes and times stay behind.

    Raises:
        OSError: one of them may not be read, or the disk is full.
    """
    target.mkdir(parents=True)
    for name, path in files_in(folder, without):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            shutil.copyfile(path, target / name)


def clear_place(place: str) -> None:
    """Take away what stands there, whatever it is; nothing may."""
    try:
        with suppress(FileNotFoundError):
            os.unlink(place)  # noqa: PTH108 - the hot path
    except (
        IsADirectoryError,
        PermissionError,
    ):  # the latter where the system says so of folders. Source: POSIX unlink(2)
        shutil.rmtree(place)
