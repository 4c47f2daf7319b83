"""A file that is written whole or not at all, and what those who were killed over it left.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_LEFT_BEHIND_S: Final = 86_400
"""Age at which nobody is writing any more. Chosen: longer than any build, on any clock that is an hour or two off."""
_ENDING: Final = ".tmp"


def write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """Write the file beside its place and move it there; several may write it at once, and the last one's stands.

    Raises:
        OSError: the disk is full, or the folder may not be written; what was written is gone then.
    """
    scratch = path.with_name(f"{path.name}.{os.urandom(8).hex()}{_ENDING}")  # two machines may share a process number
    try:
        with scratch.open("wb") as file:
            file.writelines(parts)
        scratch.replace(path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def clear_left(folder: Path, start: str = "") -> None:
    """Remove what was being written in a folder that somebody has just written to, under names that begin so, a day before or earlier.

    By the disk's clock, which is that of the folder too.
    """
    before = folder.stat().st_mtime - _LEFT_BEHIND_S
    names = [entry.name for entry in os.scandir(folder)]
    for left in [folder / name for name in names if name.startswith(start) and name.endswith(_ENDING)]:
        try:
            if left.stat().st_mtime < before:
                left.unlink()
        except OSError:
            continue  # another build was quicker, or it is not ours
