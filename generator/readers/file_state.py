"""What the disk says of a file, by which a build tells that it was not saved since.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from typing import Final

QUIET_NS: Final = 2_000_000_000
"""Age at which these times tell a file from a later one: the coarsest tick of a disk's clock that is in use.
Source: FAT file system specification, time of last write."""

State = tuple[int, int, int, int]
"""Size in bytes, time of the last write, time of the last change of anything, inode."""


def state_of(found: os.stat_result) -> State:
    """The state of the file that this was found of."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def is_quiet(state: State, now_ns: int) -> bool:
    """Whether a later save would show in the state; no after the clock was set back."""
    return max(state[1:3]) <= now_ns - QUIET_NS
