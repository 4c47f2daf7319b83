"""A real dask scheduler and real workers on this machine, each a process of its own.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support.waiting import wait_for


class DaskCluster:
    """One scheduler, and the workers that a test starts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", folder / "scheduler.json")
        wait_for(lambda: bool(self.address), 60)

    @property
    def address(self) -> str:
        """Where the scheduler listens; empty until it does."""
        return next((line.split()[-1] for line in self.said().splitlines() if "Scheduler at:" in line), "")

    def worker(self, *, before: Sequence[str] = (), **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker of one thread that nobody starts again when it dies; `before` are words before the command."""
        words = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
        return self._start("worker", self.address, *words, before=before, **environment)

    def said(self) -> str:
        """What scheduler and workers logged."""
        return "\n".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("*.log")))

    def stop_workers(self) -> None:
        """Kill every worker that was started."""
        for process in self._processes[1:]:
            _kill(process)
        del self._processes[1:]

    def stop(self) -> None:
        """Kill everything that was started, the scheduler first."""
        _kill(self._processes[0])
        self.stop_workers()

    def _start(
        self, part: str, *words: str | Path, before: Sequence[str] = (), **environment: str
    ) -> subprocess.Popen[bytes]:
        number = len(list(self.folder.glob("*.log")))
        log = (self.folder / f"{number}-{part}.log").open("wb")
        settings = {
            "DASK_TEMPORARY_DIRECTORY": str(self.folder),
            "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "1s",
            "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "10s",
        }
        with log:
            process = subprocess.Popen(
                [
                    *before,
                    sys.executable,
                    "-m",
                    f"distributed.cli.dask_{part}",
                    "--host",
                    "127.0.0.1",
                    *map(str, words),
                ],
                cwd=self.folder,
                env={**os.environ, **settings, **environment},
                stdout=log,
                stderr=log,
            )
        self._processes.append(process)
        return process


@contextmanager
def dask_cluster(folder: Path) -> Iterator[DaskCluster]:
    """A scheduler until the end of the block."""
    folder.mkdir()
    cluster = DaskCluster(folder)
    try:
        yield cluster
    finally:
        cluster.stop()


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait()
