"""One catalog into the runs of every contender on it, and the latencies of ours.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from contenders import Contender
from figures import Measured, Result
from latencies import served, warm_builds
from measuring.disk import Disk
from measuring.weight import weigh
from our_build import Failed, Job
from sites import Sites


def measure(chosen: Sequence[Contender], size: int, runs: int, rounds: int, job: Job, disk: Disk) -> Measured:
    """Every contender's runs, A B C A B C, then the latencies of ours; the sites are gone afterwards."""
    files = list((job.catalog / "servers").iterdir())
    results = [Result(each, skipped=_reason_to_skip(each, size)) for each in chosen]
    found = Measured(size, len(files), sum(path.stat().st_size for path in files), results)
    running = [each for each in results if not each.skipped]
    sites = Sites(job.folder / f"sites-{size}", disk, size, len(running) * runs)
    _say_room(sites, size)
    ours: Path | None = None
    """The folder of our last run, while it is there."""
    for number in range(1, runs + 1):
        for place, result in enumerate(running):
            if result.failure:
                continue
            name, is_last = result.contender.name, number == runs
            folder, cost = sites.fresh(f"{name}-{number}")
            say(f"{size:,} tools, run {number} of {runs}: {name} ({cost:,.0f} µs a file)")
            _run_once(result, replace(job, folder=folder, our_site=ours and ours / "site"), cost)
            if is_last:
                _weigh(result, size)
            if name == "ours":
                ours = None if result.failure else folder
            else:
                sites.done_with(folder)
            is_followed = place + 1 < len(running) and running[place + 1].contender.name == "bare"
            if ours is not None and not is_followed:  # the bare writer was the last who needs it
                if is_last and rounds:
                    _add_latencies(found, replace(job, folder=ours), sites, rounds)
                sites.done_with(ours)
                ours = None
    sites.delete()
    return found


def _run_once(result: Result, job: Job, file_microseconds: float) -> None:
    try:
        sample = result.contender.measure(job)
    except Failed as error:
        result.failure = str(error)
        return
    sample.file_microseconds = file_microseconds
    result.samples.append(sample)


def _weigh(result: Result, size: int) -> None:
    if result.failure:
        return
    result.weight = weigh(result.samples[-1].site)
    if result.weight.tool_count != size:
        result.failure = f"found {result.weight.tool_count:,} tool pages in its site, expected {size:,}"


def _add_latencies(found: Measured, job: Job, sites: Sites, rounds: int) -> None:
    say(f"{found.tools:,} tools: builds after an edit, and serve, {rounds} rounds")
    sites.wait()
    try:
        found.latencies = warm_builds(job, job.folder / "project" / "mkdocs.yml", job.folder / "site", rounds)
        folder, _ = sites.fresh("serve")
        found.latencies |= served(replace(job, folder=folder), rounds)
    except Failed as error:
        found.failure = str(error)


def _say_room(sites: Sites, size: int) -> None:
    if sites.keeps_all:
        return
    say(
        f"{size:,} tools: found {sites.free} free, keeping every site to the end needs {sites.needed}; "
        "each is deleted before the next run instead, which then waits for the disk, up to seven minutes"
    )
    if not sites.free.holds(sites.least):
        say(
            f"{size:,} tools: two sites at once need about {sites.least}; name a larger disk with --folder if it gets full"
        )


def _reason_to_skip(contender: Contender, size: int) -> str | None:
    if contender.most_tools is not None and size > contender.most_tools:
        return f"only up to {contender.most_tools:,} tools"
    missing = contender.missing()
    return f"not installed: {missing}" if missing else None


def say(text: str) -> None:
    """What is going on, for whoever waits."""
    print(f"bench: {text}", file=sys.stderr, flush=True)
