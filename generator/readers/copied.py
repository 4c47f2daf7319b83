"""Folders of somebody's into folders of ours: the files that are there, while editors save them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

_DEEPEST: Final = 24
"""Folders inside folders before a link is taken for one that leads around."""


def files_in(folder: Path, without: str, below: str = "", depth: int = 0) -> Iterator[tuple[str, Path]]:
    """Every file in the folder whose name does not end so, by path `below` it, in order; through links, but not through those that lead nowhere or around.

    Pipes and sockets are no files.

    Raises:
        OSError: a folder may not be read.
    """
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.is_dir():
            if depth < _DEEPEST:
                yield from files_in(Path(entry.path), without, f"{below}{entry.name}/", depth + 1)
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


def remove(path: Path) -> None:
    """Whatever is there.

    Raises:
        OSError: it may not be removed.
    """
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
