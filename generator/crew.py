"""Work for any executor of `concurrent.futures`: threads, processes, or a cluster that speaks this language.

The job (vocabulary, a row for every tool, the list of the site's files) is put down once as a file that all workers see, and taken up once by each
thread of a worker: sent with every task, it would be most of the traffic. A task is told the digest of its job, so that nothing else is ever
unpickled. Each thread has a job of its own, because a job notes what is read while a page is made.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import os
import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from concurrent.futures import TimeoutError as StillRunning
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from generator.model.problem import CatalogError
from generator.pool import Job, Outcome, Task
from generator.running import Running, running, this_worker

_AHEAD: Final = 4
"""Tasks under way or done for each worker before the first of them is taken: more hold memory, fewer let workers wait for a slow one."""
_PATIENCE_S: Final = 5.0
_LEFT_BEHIND_S: Final = 7 * 86_400
"""Age at which the job of a build that was killed is cleared away."""
_mine: Final = threading.local()


class JobFile(Struct, frozen=True):
    """A job where every worker finds it."""

    path: str
    digest: str
    running: Running
    """What has to run where the job is taken up."""


def _nothing() -> None:
    """Nobody asks whether there are workers."""


class ExecutorCrew(Struct, frozen=True):
    """The workers behind an executor."""

    executor: Executor
    folder: Path
    """Receives jobs; absolute, and the same folder for every worker."""
    width: Callable[[], int]
    """How many tasks the executor runs at once."""
    look_up: Callable[[], None] = _nothing
    """Called every few seconds of waiting; raises when waiting is in vain."""

    def run(self, work: Callable[[Job, Task], Outcome], job: Job, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """The outcome of each task, in order; whatever is still under way when the caller stops is cancelled.

        Raises:
            CatalogError: workers died, run another program, or do not see the folder.
        """
        if not tasks:
            return
        job_file = put_down(work, job, self.folder)
        left = iter(tasks)
        under_way: deque[Future[Outcome]] = deque()
        try:
            while True:
                room = _AHEAD * max(1, self.width()) - len(under_way)
                under_way.extend(self.executor.submit(do, job_file, task) for task in islice(left, max(0, room)))
                if not under_way:
                    return
                yield self._outcome(under_way[0])
                under_way.popleft()
        except BrokenExecutor as error:
            message = "found a worker dead, expected it to finish; memory may have run out: try fewer workers"
            raise CatalogError(message) from error
        finally:
            for future in under_way:
                future.cancel()
            Path(job_file.path).unlink(missing_ok=True)

    def _outcome(self, future: Future[Outcome]) -> Outcome:
        while True:
            try:
                return future.result(_PATIENCE_S)
            except StillRunning:
                if future.done():  # just now, or the task itself raised it
                    return future.result()
                self.look_up()


def put_down(work: Callable[[Any, Any], Any], job: Any, folder: Path) -> JobFile:
    """Write the job into the folder, and clear away jobs that were left there long ago."""
    content = pickle.dumps((work, job), protocol=pickle.HIGHEST_PROTOCOL)
    digest = hashlib.sha256(content).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{digest[:16]}-{os.urandom(4).hex()}.job"  # two builds may have one job, and each removes its own
    path.write_bytes(content)
    oldest = path.stat().st_mtime - _LEFT_BEHIND_S
    for other in folder.glob("*.job"):
        with suppress(FileNotFoundError):
            if other.stat().st_mtime < oldest:
                other.unlink()
    return JobFile(str(path), digest, running())


def do(job_file: JobFile, task: Any) -> Any:
    """What a worker does: the task, with the job it holds or takes up now.

    Raises:
        CatalogError: this worker runs another program, or does not find the job as it was put down.
    """
    held = getattr(_mine, "held", None)
    if held is None or held[0] != job_file.digest:
        _mine.held = None  # the earlier job may be large
        held = _mine.held = (job_file.digest, *_taken_up(job_file))
    _, work, job = held
    return work(job, task)


def _taken_up(job_file: JobFile) -> Any:
    difference = running().differs_from(job_file.running)
    if difference:
        message = f"{difference}, on {this_worker()}; install the same there, and start the worker again"
        raise CatalogError(message)
    try:
        content = Path(job_file.path).read_bytes()
    except FileNotFoundError as error:
        message = (
            f"found no {job_file.path} from {this_worker()}, expected the job of this build; does it see the folder?"
        )
        raise CatalogError(message) from error
    if hashlib.sha256(content).hexdigest() != job_file.digest:
        message = f"found {job_file.path} changed from {this_worker()}, expected the job as it was put down"
        raise CatalogError(message)
    return pickle.loads(content)  # noqa: S301 - its digest came with the task, from whoever started the build
