"""Two folders that change places, so that whoever reads one sees the old or the new whole.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path
from typing import Final

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
"""Source: Linux man page renameat2(2)."""
_UNABLE: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})
"""The kernel, the C library or the file system does not know how."""


def exchange(one: Path, other: Path, spare: Path) -> None:
    """Let the folders change places, in one step where the system can.

    Elsewhere in two renames: a reader may meet no folder at all for a moment, and a build that is killed between them leaves the
    folder at `spare`, from where `recover` takes it back. Both folders and `spare` share one parent.

    Raises:
        OSError: the folders cannot be renamed.
    """
    if _at_once(one, other):
        return
    one.rename(spare)
    other.rename(one)
    spare.rename(other)


def recover(site: Path, spare: Path, next_folder: Path) -> None:
    """Undo an exchange in two renames that was killed in the middle."""
    if not spare.is_dir():
        return
    if site.exists():
        spare.rename(next_folder)
    else:
        spare.rename(site)


def _at_once(one: Path, other: Path) -> bool:
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(one))
