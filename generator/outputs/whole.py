"""Whether a site still holds what its list names, and in which of its folders something was made, removed or renamed since.

Looking at a folder tells of all its files at once: its time changes when a file in it is made, removed, renamed or replaced. It does not tell
of a file that is written into where it stands, so files are looked at too, each for its size: all of them, or a share.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from typing import Final

from msgspec import Struct

SHARES: Final = 17
"""Chosen: a seventeenth of the files costs a tenth of what the folders do. A prime, for builds at regular times, see `share_of`."""


class Question(Struct, frozen=True):
    """What to look at."""

    since_ns: int | None
    """A folder that changed then or later was touched; None where no such time is known, and no folder is looked at."""
    share: int | None
    """Which of the `SHARES` of the files to look at; None for all. Those in touched folders always are."""


def share_of(now_ns: int) -> int:
    """The share to look at now.

    It is that of the clock's second and not the next in a row, which a build would have to write down. Builds at regular times come round to each share,
    as long as they are not a multiple of 17 seconds apart: every hour or every day is not.
    """
    return now_ns // 1_000_000_000 % SHARES


def touched_in(prefix: bytes, lines: list[bytes], question: Question) -> set[bytes] | None:
    """The touched folders among those of the files in these lines of a list, in its order; None when a file is missing or not in its size.

    `prefix` goes before each path: the site, with a slash, or nothing in a process that works inside it.
    """
    look, since_ns = os.stat, question.since_ns
    folders = {} if since_ns is None else dict.fromkeys([line.rpartition(b"/")[0] for line in lines])
    touched = set()
    try:
        for folder in [*folders, *_around(folders)]:
            found = os.lstat(prefix + folder or b".")
            if not stat.S_ISDIR(found.st_mode):  # a link: what is behind it is not ours
                return None
            if since_ns is None or found.st_ctime_ns >= since_ns or found.st_mtime_ns >= since_ns:
                touched.add(folder)
        chosen = lines
        if question.share is not None:
            chosen = lines[question.share :: SHARES]
            chosen += [line for line in lines if touched and line.rpartition(b"/")[0] in touched]
        for line in chosen:
            path, _, size = line.split(b"\t")
            if look(prefix + path).st_size != int(size):
                return None
    except (OSError, ValueError):
        return None
    return touched


def _around(folders: Collection[bytes]) -> set[bytes]:
    """Those around the folders, as far as they are not among them."""
    around: set[bytes] = set()
    for folder in {each.rpartition(b"/")[0] for each in folders}:
        while folder not in folders and folder not in around:
            around.add(folder)
            folder = folder.rpartition(b"/")[0]  # noqa: PLW2901 - outwards
    return around
