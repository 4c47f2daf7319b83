"""Work spread over workers, results in order: processes of this machine, or a crew that somebody else started.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, Protocol, TypeVar

from generator.model.problem import CatalogError

Job = TypeVar("Job")
Task = TypeVar("Task")
Outcome = TypeVar("Outcome")

COLLECT_AFTER: Final = 100_000
"""New objects before a process looks for cycles. Chosen: entries and pages hold hardly any, and the usual 700 costs a tenth of the time."""


class Crew(Protocol):
    """Workers elsewhere. What they write has to bear two attempts at one task, and one that ends after its build."""

    def run(self, work: Callable[[Job, Task], Outcome], job: Job, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """The outcome of each task, in order; errors as `run` below."""


Workers = int | Crew
"""How many processes of this machine, or who else."""
_held: dict[str, Any] = {}
"""The job of this worker process: given once when the process starts, not with every task."""


def available_workers() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    work: Callable[[Job, Task], Outcome], job: Job, tasks: Sequence[Task], *, workers: Workers
) -> Iterator[Outcome]:
    """The outcome of `work(job, task)` for each task, in order; errors of a task are raised here.

    With one worker or one task everything happens in this process.

    Raises:
        CatalogError: a worker process died (killed, out of memory).
    """
    if not isinstance(workers, int):
        yield from workers.run(work, job, tasks)
        return
    if workers <= 1 or len(tasks) <= 1:
        for task in tasks:
            yield work(job, task)
        return
    import multiprocessing  # noqa: PLC0415 - a build after an edit does its work alone
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor  # noqa: PLC0415

    others = {*multiprocessing.active_children()}
    gc.collect()
    gc.freeze()  # what the children share with us stays shared
    start = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    try:
        with ProcessPoolExecutor(
            min(workers, len(tasks)), multiprocessing.get_context(start), initializer=_hold, initargs=(work, job)
        ) as pool:
            try:
                yield from pool.map(_do, tasks)
            except BaseException:
                pool.shutdown(wait=True, cancel_futures=True)
                for left in {*multiprocessing.active_children()} - others:
                    left.terminate()  # interrupted while they were started: nobody else would tell them to end
                    left.join()
                raise
    except BrokenProcessPool as error:
        message = "found a worker process dead, expected it to finish; memory may have run out: try fewer --workers"
        raise CatalogError(message) from error
    finally:
        gc.unfreeze()


def _hold(work: Callable[[Any, Any], Any], job: Any) -> None:
    import signal  # noqa: PLC0415 - as above
    from multiprocessing import parent_process  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # whatever our parent does then, we are told to end
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    gc.set_threshold(COLLECT_AFTER)
    _held["work"], _held["job"] = work, job


def _end_with(parent: int) -> None:
    """End with the process that started this one: where that one alone is killed, this one would wait for it for ever and hold the site's lock."""
    from multiprocessing.connection import wait  # noqa: PLC0415

    wait([parent])
    os._exit(1)


def _do(task: Any) -> Any:
    return _held["work"](_held["job"], task)
