"""A command into its wall time, its processor time, the peak memory of all its processes, and how busy the machine was beside it.

Memory is PSS summed over the process tree, read from /proc ten times a second: a page that two processes share counts
once, which adding up RSS would not do. The kernel walks all pages for it, so a large process is looked at less often,
to keep the looking below a thirtieth of the time. A peak shorter than the pause can be missed.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_POLL_SECONDS: Final = 0.1
_PAUSE_TIMES: Final = 30
"""A pause is at least this many times as long as the last look took."""
_TAIL_LINES: Final = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a command."""

    wall_seconds: float
    cpu_seconds: float
    """User and system time of the command and of every process it waited for."""
    other_cpu_seconds: float | None
    """What everything else on the machine took meanwhile, the kernel's own work for us included; None without /proc."""
    peak_bytes: int | None
    """None where the system has no /proc."""
    output: str
    """What it wrote on stdout and stderr."""
    exit_code: int

    @property
    def tail(self) -> str:
        """The last lines of the output."""
        return "\n".join(self.output.rstrip().splitlines()[-_TAIL_LINES:])


def run(command: Sequence[str | Path], *, folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run the command to its end in `folder`, with `environment` added to ours."""
    with tempfile.TemporaryFile() as output:
        os.sync()  # writes that an earlier run left behind are not this one's
        busy_before, started = _busy_seconds(), time.perf_counter()
        process = subprocess.Popen(
            [os.fspath(part) for part in command],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watch = _Watch(process.pid)
        watch.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)  # whoever stops the benchmark stops what it started
            raise
        wall_seconds, busy_after = time.perf_counter() - started, _busy_seconds()
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.stop()
        output.seek(0)
        text = output.read().decode(errors="replace")
    cpu_seconds = usage.ru_utime + usage.ru_stime
    others = None if busy_before is None or busy_after is None else max(0.0, busy_after - busy_before - cpu_seconds)
    return Run(
        wall_seconds=wall_seconds,
        cpu_seconds=cpu_seconds,
        other_cpu_seconds=others,
        peak_bytes=watch.peak_bytes,
        output=text,
        exit_code=process.returncode,
    )


class _Watch(threading.Thread):
    """Looks at a process tree until it is told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self.peak_bytes: int | None = None

    def run(self) -> None:
        pause = _POLL_SECONDS
        while not self._ended.wait(pause):
            started = time.perf_counter()
            found = sum(_pss_bytes(pid) for pid in _tree(self._pid))
            if found:
                self.peak_bytes = max(found, self.peak_bytes or 0)
            pause = max(_POLL_SECONDS, _PAUSE_TIMES * (time.perf_counter() - started))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _busy_seconds() -> float | None:
    """Processor time that anything on this machine took since it was started."""
    try:
        fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    except OSError:
        return None
    user, nice, system, _idle, _waiting, *rest = map(int, fields)
    return (user + nice + system + sum(rest[:3])) / os.sysconf("SC_CLK_TCK")


def _tree(pid: int) -> list[int]:
    """The process and all below it that are still there."""
    found, waiting = [], [pid]
    while waiting:
        here = waiting.pop()
        found.append(here)
        for children in Path(f"/proc/{here}/task").glob("*/children"):
            try:
                waiting += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def _pss_bytes(pid: int) -> int:
    """Proportional set size; 0 for a process that is gone or may not be read."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 0
