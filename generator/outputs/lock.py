"""One build at a time for a site: a lock that ends with the process that holds it, however it ends.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.model.problem import CatalogError

try:
    import fcntl
except ImportError:  # Windows has no such locks
    fcntl = None  # type: ignore[assignment]


@contextmanager
def only_build(path: Path, site: Path) -> Iterator[None]:
    """Hold the lock file for the time of a build of that site.

    Raises:
        CatalogError: another process holds it.
    """
    if fcntl is None:
        yield
        return
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            number = os.read(handle, 20).decode(errors="replace").strip()
            who = f" (process {number})" if number.isdigit() else ""
            message = (
                f"found another build{who} writing to {site}, expected to be the only one; "
                "wait for it, or name another folder with --site-dir"
            )
            raise CatalogError(message) from error
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)
