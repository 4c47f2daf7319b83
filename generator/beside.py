"""A piece of work done by another processor meanwhile, for a build too small for workers of its own.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from typing import Generic, TypeVar

Done = TypeVar("Done")


class Beside(Generic[Done]):
    """What the work gives; where no other process may do it, or that one died, it is done when its result is asked for."""

    def __init__(self, work: Callable[[], Done], *, is_worth_it: bool) -> None:
        """Begin, in a copy of this process if that is worth it; the work changes nothing but what it gives."""
        self._work = work
        self._child: tuple[int, int] | None = None
        if is_worth_it and hasattr(os, "fork") and _processors() > 1:
            self._child = self._begin()

    def result(self) -> Done:
        """What it gives; raises what it raises."""
        said = self._heard()
        return pickle.loads(said) if said else self._work()  # noqa: S301 - our own child's words

    def close(self) -> None:
        """Let the other process end."""
        self._heard()

    def _begin(self) -> tuple[int, int]:
        mine, theirs = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child:
            os.close(theirs)
            return mine, child
        try:
            os.close(mine)
            said = pickle.dumps(self._work(), pickle.HIGHEST_PROTOCOL)
            with os.fdopen(theirs, "wb") as pipe:
                pipe.write(said)
        finally:
            os._exit(0)  # what it raised, it raises again in the process that asks

    def _heard(self) -> bytes:
        """What the child said; nothing when there is none, or it said less than all."""
        child, self._child = self._child, None
        if child is None:
            return b""
        pipe, number = child
        with os.fdopen(pipe, "rb") as file:
            said = file.read()
        os.waitpid(number, 0)
        return said if said.endswith(pickle.STOP) else b""


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
