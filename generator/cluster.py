"""A crew behind a dask scheduler: other machines that share the folders of the build.

Scheduler and workers are started by whoever owns them, never here; they run what they are sent, so both have to be trusted.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import logging
import re
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from msgspec import to_builtins

from generator.crew import ExecutorCrew
from generator.model.problem import CatalogError
from generator.pool import Crew, Job, Outcome, Task
from generator.probe import answer, objections, probe_of

try:
    import distributed
except ImportError:  # an extra
    distributed = None

_ADDRESS: Final = re.compile(r"(tcp|tls)://(\[[0-9a-fA-F:.]+\]|[^\s:/\[\]]+):[0-9]{1,5}")
_CONNECT_S: Final = 10
_FIRST_WORKER_S: Final = 10
_NO_WORKER_S: Final = 60.0
"""Time without any worker after which a build gives up: long enough for a nanny to start one again."""
_LOOK_EVERY_S: Final = 5.0
_START: Final = "start one where the folders are shared: dask worker {address} --nthreads 1 --nworkers 4"
_QUOTED: Final = 3


@contextmanager
def cluster(address: str, *, written: Sequence[Path], read: Sequence[Path], jobs: Path) -> Iterator[Crew]:
    """The workers of the scheduler at `address`, once all of them are found fit; nothing of the build runs there afterwards.

    They have to see the folders `written`, as their writers, and `read`; `jobs` is inside one of the former.

    Raises:
        CatalogError: dask is not installed, the address is none, nobody answers there, there is no worker, or one is unfit.
    """
    if not _ADDRESS.fullmatch(address):
        message = f"found --scheduler {address}, expected tcp://host:port, or tls://host:port"
        raise CatalogError(message)
    if distributed is None:
        message = "found no dask.distributed, expected it for --scheduler; in the checkout: .venv/bin/pip install --editable '.[cluster]'"
        raise CatalogError(message)
    client = _connected(address)
    try:
        _demand_fit_workers(client, address, tuple(written), tuple(read))
        yield _Cluster(client, address, jobs)
    finally:
        client.close(timeout=5)


class _Cluster:
    """Runs tasks there, and says in words what became of the cluster."""

    def __init__(self, client: Any, address: str, jobs: Path) -> None:
        self._client = client
        self._address = address
        self._crew = ExecutorCrew(client.get_executor(pure=False), jobs, width=self._width, look_up=self._look_up)
        self._known_width = 0
        self._looked_at = self._had_workers_at = time.monotonic()

    def run(self, work: Callable[[Job, Task], Outcome], job: Job, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """The outcome of each task, in order; a task whose worker died was run again by another.

        Raises:
            CatalogError: several workers died of one task, no worker is left, or the scheduler is lost; else as `ExecutorCrew.run`.
        """
        try:
            yield from self._crew.run(work, job, tasks)
        except CancelledError as error:
            raise self._lost() from error
        except distributed.KilledWorker as error:
            message = (
                "found several workers dead over the same share of the work, expected them to finish; "
                "memory may have run out: give each more, or start fewer on a machine"
            )
            raise CatalogError(message) from error
        except distributed.comm.CommClosedError as error:
            raise self._lost() from error

    def _width(self) -> int:
        if not self._known_width or time.monotonic() - self._looked_at > _LOOK_EVERY_S:
            self._look_up()
        return self._known_width

    def _look_up(self) -> None:
        try:
            self._known_width = sum(self._client.nthreads().values())
        except OSError as error:
            raise self._lost() from error
        self._looked_at = time.monotonic()
        if self._known_width:
            self._had_workers_at = self._looked_at
        elif self._looked_at - self._had_workers_at > _NO_WORKER_S:
            message = (
                f"found no worker left at {self._address} for {_NO_WORKER_S:.0f} seconds, expected one; "
                + _START.format(address=self._address)
            )
            raise CatalogError(message)

    def _lost(self) -> CatalogError:
        return CatalogError(
            f"lost the scheduler at {self._address}, or somebody there cancelled this build; "
            "the site is as it was: build again"
        )


def _connected(address: str) -> Any:
    if address.startswith("tls:") and distributed.Security().get_connection_args("client")["ssl_context"] is None:
        message = (
            f"found {address} but no certificates, expected them in dask's settings; "
            "set DASK_DISTRIBUTED__COMM__TLS__CA_FILE, ..__CLIENT__CERT and ..__CLIENT__KEY"
        )
        raise CatalogError(message)
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in {"asyncio", "distributed", "tornado"}:  # dask gave each a level of its own
            logging.getLogger(name).setLevel(logging.CRITICAL)  # everything that matters is an exception too
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions; those that matter are compared here
            return distributed.Client(address, timeout=_CONNECT_S, set_as_default=False, name="policy-catalog")
    except (OSError, ValueError, TypeError) as error:
        message = f"found no scheduler at {address} ({_first_line(error)}), expected one to answer within {_CONNECT_S} seconds"
        raise CatalogError(message) from error


def _demand_fit_workers(client: Any, address: str, written: tuple[Path, ...], read: tuple[Path, ...]) -> None:
    try:
        client.wait_for_workers(1, timeout=_FIRST_WORKER_S)
    except OSError as error:  # a TimeoutError is one
        message = f"found no worker at {address}, expected at least one; {_START.format(address=address)}"
        raise CatalogError(message) from error
    with probe_of(written, read) as probe:
        lines = objections(probe, client.run(answer, to_builtins(probe), on_error="return"))
    if lines:
        rest = len(lines) - _QUOTED
        shown = [*lines[:_QUOTED], *([f"and {rest} more"] if rest > 0 else [])]
        message = "found workers that cannot take part:\n" + "\n".join(f"  {line}" for line in shown)
        raise CatalogError(message)


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
