#!/usr/bin/env python3
"""The same build by two processes of its own and by two workers of a dask scheduler on this machine: what a cluster costs before it pays.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import filecmp
import operator
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import distributed
from msgspec.structs import replace

from generator import build as building
from generator import crew as crew_module
from generator.cluster import cluster
from generator.progress import Silence
from generator.readers.frames import frames_of
from generator.readers.site_settings import project_of, site_of

ROOT: Final = Path(__file__).resolve().parents[1]

_WORKERS: Final = 2
_NO_TASKS: Final = 2000
_put_down: Final = crew_module.put_down
_run: Final = building.run


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("catalogs", nargs="+", type=Path)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()), help="where sites are written")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.work) as name:
        place = Path(name)
        for catalog in asked.catalogs:
            for number in range(asked.rounds):
                report(catalog.resolve(), place, is_last=number == asked.rounds - 1)
    return 0


def report(catalog: Path, place: Path, *, is_last: bool) -> None:
    alone = place / "alone"
    local = measured(catalog, alone, _WORKERS)
    with started(place) as (address, processes):
        together, jobs = place / "together", place / "jobs"
        jobs.mkdir(exist_ok=True)
        sizes: list[int] = []

        def put_down(*words: Any) -> crew_module.JobFile:
            job_file = _put_down(*words)
            sizes.append(Path(job_file.path).stat().st_size)
            return job_file

        crew_module.put_down = put_down
        with cluster(address, written=[jobs], read=[catalog], jobs=jobs) as crew:
            measured(catalog, together, crew)  # a worker loads the program once, whatever it builds
            shutil.rmtree(together)
            sizes.clear()

            before = [cpu_of(process.pid) for process in processes]
            remote = measured(catalog, together, crew)
            spent = [cpu_of(process.pid) - was for process, was in zip(processes, before, strict=True)]
            crew_module.put_down = _put_down
            print(f"{catalog}")
            print(f"  2 processes: wall {local['wall']:.2f} s, processor {local['cpu']:.2f} s, {local['stages']}")
            print(
                f"  2 workers:   wall {remote['wall']:.2f} s, processor {remote['cpu'] + sum(spent):.2f} s "
                f"(build {remote['cpu']:.2f}, scheduler {spent[0]:.2f}, workers {sum(spent[1:]):.2f}), {remote['stages']}"
            )
            print(f"  jobs of reading and pages: {', '.join(f'{size:,} B' for size in sizes)}")
            same = not differing(filecmp.dircmp(alone, together))
            print(f"  {remote['tasks']} tasks; the sites are {'the same' if same else 'NOT THE SAME'}")
            if is_last:
                details(crew, jobs, remote["job"], address)
        shutil.rmtree(together)
    shutil.rmtree(alone)


def measured(catalog: Path, site: Path, workers: Any) -> dict[str, Any]:
    """Wall and processor seconds of a cold build, and what its page stage was given."""
    seen: dict[str, Any] = {"tasks": 0}

    def run(work: Any, job: Any, tasks: Any, *, workers: Any) -> Iterator[Any]:
        seen["job"] = (work, job)
        seen["tasks"] += len(tasks)
        return _run(work, job, tasks, workers=workers)

    project = project_of(ROOT / "mkdocs.yml")
    building.run = run
    with frames_of(project, "mkdocs") as (frames, _), tempfile.TemporaryDirectory(dir=site.parent) as work:
        began, spent = time.perf_counter(), sum(os.times()[:4])
        built = building.build_site(
            project=replace(project, work=Path(work)),
            site=site_of(project.config_file, built="2026-11-22"),
            frames=frames,
            catalog_folder=catalog,
            site_folder=site,
            workers=workers,
            progress=Silence(),
        )
        seen |= {"wall": time.perf_counter() - began, "cpu": sum(os.times()[:4]) - spent}
    building.run = _run
    seen["stages"] = ", ".join(f"{name} {seconds:.2f}" for name, seconds in built.seconds.items())
    return seen


def details(crew: Any, jobs: Path, work_and_job: Any, address: str) -> None:
    """What a task costs that does nothing, and a job to be sent in one way or the other."""
    began = time.perf_counter()
    for _ in crew.run(operator.eq, None, range(_NO_TASKS)):
        pass
    print(f"  a task that does nothing: {(time.perf_counter() - began) / _NO_TASKS * 1e3:.2f} ms")
    began = time.perf_counter()
    content = pickle.dumps(work_and_job, protocol=pickle.HIGHEST_PROTOCOL)
    packed = time.perf_counter() - began
    job_file = _put_down(*work_and_job, jobs)
    put = time.perf_counter() - began - packed
    began = time.perf_counter()
    crew_module._taken_up(job_file)  # noqa: SLF001 - what a worker does
    taken = time.perf_counter() - began
    print(
        f"  the job of the pages: {len(content):,} B, pickled in {packed:.3f} s, put down in {put:.3f} s, taken up in {taken:.3f} s"
    )
    with distributed.Client(address, set_as_default=False) as client:
        began = time.perf_counter()
        client.scatter([content], broadcast=True)
        print(
            f"  the same bytes scattered to {_WORKERS} workers: {time.perf_counter() - began:.3f} s, without unpickling"
        )


def differing(two: filecmp.dircmp[str]) -> list[str]:
    mine = [*two.left_only, *two.right_only, *filecmp.cmpfiles(two.left, two.right, two.common_files, shallow=False)[1]]
    return [
        *(name for name in mine if name != ".catalog-manifest"),
        *(name for each in two.subdirs.values() for name in differing(each)),
    ]


@contextmanager
def started(place: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers of one thread each."""
    environment = {**os.environ, "DASK_TEMPORARY_DIRECTORY": str(place)}
    settings = {"cwd": place, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    file = place / "scheduler.json"
    file.unlink(missing_ok=True)
    command = [sys.executable, "-m"]
    words = ["--host", "127.0.0.1", "--no-dashboard"]
    scheduler = [*command, "distributed.cli.dask_scheduler", *words, "--port", "0", "--scheduler-file", str(file)]
    worker = [*command, "distributed.cli.dask_worker", *words, "--scheduler-file", str(file), "--nthreads", "1", "--no-nanny"]  # fmt: skip
    processes = [subprocess.Popen(scheduler, **settings)]
    try:
        processes += [subprocess.Popen(worker, **settings) for _ in range(_WORKERS)]
        with distributed.Client(scheduler_file=str(file), set_as_default=False) as client:
            client.wait_for_workers(_WORKERS, timeout=60)
            address = client.scheduler.address
        yield address, processes
    finally:
        for process in processes:
            process.kill()
            process.wait()


def cpu_of(number: int) -> float:
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
