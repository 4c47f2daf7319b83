"""Locks that end with the process that holds them, however it ends.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such locks
    fcntl = None  # type: ignore[assignment]


@contextmanager
def one_at_a_time(path: Path, *, waits: bool = True) -> Iterator[int | None]:
    """Hold the lock file: its open handle, or None where the system has no such locks.

    Raises:
        BlockingIOError: another process holds it, and this one does not wait.
        OSError: the file cannot be made.
    """
    if fcntl is None:
        yield None
        return
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield handle
    finally:
        os.close(handle)


@contextmanager
def in_use(path: Path) -> Iterator[None]:
    """Hold the lock file beside others who do; nobody has it for himself meanwhile, see `one_at_a_time`. Nothing where the system has no such locks.

    Raises:
        OSError: the file cannot be made.
    """
    if fcntl is None:
        yield
        return
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)
