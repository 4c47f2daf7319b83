"""A file of a site as a link in the folder beside it, and what is taken away from there.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Final

from generator.outputs.way import is_blocked
from generator.readers.copied import clear_place

_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV})
"""The disk knows no links, or no more of one file (FAT, some network shares), or a folder of the site is another disk. Source: Linux man page link(2)."""


def prune(folder: Path, path: str) -> None:
    """Remove the file, or the link, that has gone from the site, and each folder it leaves empty; nothing behind a link, and no folder in its place."""
    target = folder / path
    if is_blocked(str(folder), path) or (target.is_dir() and not target.is_symlink()):
        return
    target.unlink(missing_ok=True)
    for parent in target.parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            break
        parent.rmdir()


def prune_theirs(folder: Path, path: str) -> None:
    """Remove what is somebody else's, a whole folder too, that has gone from the site, and each folder it leaves empty."""
    if not is_blocked(str(folder), path):
        clear_place(f"{folder}/{path}")
        prune(folder, path)


def clear(folder: Path, files: Collection[str]) -> None:
    """Leave nothing in the folder but these files: it may hold anything of a build that was killed, and of somebody else."""
    for place, folders, names in os.walk(folder, topdown=False):
        inside = os.path.relpath(place, folder).replace(os.sep, "/")
        before = "" if inside == "." else f"{inside}/"
        for name in names:
            if f"{before}{name}" not in files:
                os.unlink(f"{place}/{name}")  # noqa: PTH108 - the hot path
        for name in folders:
            if os.path.islink(f"{place}/{name}"):  # noqa: PTH114 - as above
                os.unlink(f"{place}/{name}")  # noqa: PTH108 - as above
            else:
                with suppress(OSError):  # it holds something
                    os.rmdir(f"{place}/{name}")  # noqa: PTH106 - as above


def size_of(path: str) -> int | None:
    """Bytes of the file: one that was changed by hand while it was the site's is no longer what the list says."""
    try:
        return os.stat(path).st_size
    except OSError:
        return None


def link(source: str, target: str) -> None:
    """Let the target, whose folder is there, be a link to the source; a copy where the disk knows no links."""
    try:
        _link_or_copy(source, target)
    except FileExistsError:
        if Path(target).is_symlink() or not Path(source).samefile(target):
            clear_place(target)
            _link_or_copy(source, target)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copy2(source, target)
