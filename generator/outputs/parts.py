"""Files that appear in a folder whole or not at all, and never again once their build is over.

Workers on other machines may be taken for dead and go on writing: another worker has their task then, and the build may end before they do.
So a file is written into a folder of parts that this build alone has, and renamed to its place. When the pages are made the folder of parts
is removed, before anything is published: whoever writes afterwards has nothing to rename, whatever the name of the place means by then.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from generator.model.problem import CatalogError
from generator.outputs.way import make_way
from generator.readers.copied import clear_place

PARTS: Final = ".catalog-parts"
"""Stands in the folder of the next site, so that both are on one disk and a build that was killed leaves it where the next one looks."""
_ROUNDS: Final = 100
_LOOKS: Final = 40
_BETWEEN_LOOKS_S: Final = 2.0
"""Together 80 s: an NFS client may believe for 60 s (`acdirmax`) that a folder has the content it had before two folders changed places."""
_met: set[str] = set()
"""The folder of parts that this process has written into."""


@contextmanager
def parts_folder(folder: Path, *, is_shared: bool) -> Iterator[str]:
    """A folder of parts inside that one, with a name nobody had before; it is gone afterwards. Empty when the folder is not shared."""
    if not is_shared:
        yield ""
        return
    parts = folder / PARTS / os.urandom(8).hex()
    parts.mkdir(parents=True)
    try:
        yield str(parts)
    finally:
        remove_parts(folder)


def remove_parts(folder: Path) -> None:
    """Take away what a build has in work there.

    Raises:
        OSError: it cannot be removed.
    """
    parts = folder / PARTS
    for _ in range(_ROUNDS):
        if not parts.exists():
            return
        shutil.rmtree(parts, ignore_errors=True)  # fails when somebody writes into it just now
    shutil.rmtree(parts)


def write_whole(parts: str, root: str, path: str, content: bytes, made: set[str]) -> None:
    """Write the file below the root by way of the folder of parts; what stands there is replaced, never written into. `made` is that of `make_way`.

    Raises:
        CatalogError: the folder of parts is gone, because the build is over, or is not seen from here.
        OSError: the disk is full, or may not be written.
    """
    part = f"{parts}/{os.urandom(8).hex()}"
    handle = _opened(parts, part)
    write_out(handle, content)
    target = make_way(root, path, made)
    try:
        os.replace(part, target)
    except FileNotFoundError:
        raise _unseen(parts) from None
    except IsADirectoryError:
        clear_place(target)
        os.replace(part, target)


def write_out(handle: int, content: bytes) -> None:
    """Write all of it, however little the system takes at once, and close the handle whatever happens."""
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)


def _opened(parts: str, part: str) -> int:
    """A handle of the new file; the first one of a folder is waited for, a later one is not there because the build is over."""
    for _ in range(1 if parts in _met else _LOOKS):
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except FileNotFoundError:
            if parts not in _met:
                time.sleep(_BETWEEN_LOOKS_S)
            continue
        if parts not in _met:
            _met.clear()
            _met.add(parts)
        return handle
    raise _unseen(parts)


def _unseen(parts: str) -> CatalogError:
    return CatalogError(
        f"found no folder {parts}, expected it as long as the build runs; either the build is over, "
        "or this machine does not see the folder of the site"
    )
