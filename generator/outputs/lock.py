"""One build at a time for a site.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from generator.model.problem import CatalogError
from generator.readers.one_at_a_time import one_at_a_time


@contextmanager
def only_build(path: Path, site: Path) -> Iterator[int | None]:
    """Hold the lock file for the time of a build of that site: when that began by the disk's clock, in ns; None where the system has no locks.

    Raises:
        CatalogError: another process holds it.
    """
    with ExitStack() as held:
        try:
            handle = held.enter_context(one_at_a_time(path, waits=False))
        except BlockingIOError as error:
            message = (
                f"found another build{_who(path)} writing to {site}, expected to be the only one; "
                "wait for it, or name another folder with --site-dir"
            )
            raise CatalogError(message) from error
        if handle is None:
            yield None
            return
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield os.fstat(handle).st_mtime_ns


def _who(path: Path) -> str:
    number = ""
    with suppress(OSError):
        number = path.read_text(errors="replace").strip()
    return f" (process {number})" if number.isdigit() else ""
