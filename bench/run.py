#!/usr/bin/env python3
"""Synthetic catalogs into what building them costs, ours beside Hugo, plain MkDocs and bare writes.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import hugo_site
import synthesize
from contenders import CONTENDERS
from figures import Measured
from measure import measure, say
from measuring.disk import Disk
from measuring.machine import machine
from our_build import ROOT, Job, built_frames
from tables import growth, tables_of

NOTES: Final = """\
Wall and CPU: medians of the runs, CPU of all processes of a contender; it suffers less from other work on the machine. "ours ÷ it":
our time divided by the contender's, below 1 where we are faster. Peak: proportional set size (PSS) of the whole process tree, polled
up to ten times a second, the highest of the runs. "other CPU s": what the rest of the machine took meanwhile, the kernel's writing
included; "µs a file": what creating a file of 4 kB in a folder of its own cost just before. Where either differs much between
contenders, the walls cannot be compared. Runs alternate, each in a fresh folder, all earlier writes being on the disk."""
_EXAMPLES: Final = """\
  python bench/run.py                                1,000 and 20,000 tools, all contenders, three runs each
  python bench/run.py --sizes 1000 --runs 1          a quick look
  python bench/run.py --only ours,hugo --json r.json figures for another program
  python bench/run.py --folder /mnt/disk             on that disk; a fresh file system gives the steadiest figures

Exit codes: 0 measured, 1 a contender failed, 2 called wrongly.
"""


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line asks for and print it; the exit code."""
    asked = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that folders and processes are cleaned up then too
    chosen = [each for each in CONTENDERS if each.name in asked.only]
    measured: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="catalog-bench-", dir=asked.folder) as name:
        folder = Path(name)
        about = _about(asked, folder)
        disk = Disk(folder)
        say("building the theme's frame")
        (folder / "frame").mkdir()
        frames, site = built_frames(folder / "frame")
        for size in asked.sizes:
            catalog = folder / f"catalog-{size}"
            synthesize.main([str(catalog), "--tools", str(size), "--seed", str(asked.seed)])
            job = Job(catalog=catalog, folder=folder, workers=asked.workers, our_site=None, frames=frames, site=site)
            measured.append(measure(chosen, size, asked.runs, asked.rounds, job, disk))
            _print(measured[-1])
            if asked.json:  # after each size, so that a long run that is stopped leaves what it has
                data = {**about, "sizes": [each.figures() for each in measured]}
                asked.json.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    if len(measured) > 1:
        print(f"\n{growth([each.figures() for each in measured]).plain()}")
    print(f"\n{NOTES}")
    return int(any(each.has_failed for each in measured))


def _print(measured: Measured) -> None:
    for table in tables_of(measured.figures()):
        print(f"\n{table.plain()}", flush=True)
    print()
    for each in measured.results:
        if each.skipped or each.failure:
            print(
                f"  {each.contender.name}: {f'FAILED, {each.failure}' if each.failure else f'skipped, {each.skipped}'}"
            )
        else:
            print(f"  {each.contender.name}: {each.contender.what}")
    if measured.failure:
        print(f"  latencies: FAILED, {measured.failure}")


def _about(asked: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """What a reader needs to repeat the measurement; where this machine keeps things is not part of it."""
    sizes, only = ",".join(map(str, asked.sizes)), ",".join(asked.only)
    command = (
        f"python bench/run.py --sizes {sizes} --runs {asked.runs} --rounds {asked.rounds} --workers {asked.workers}"
    )
    if asked.only != [each.name for each in CONTENDERS]:
        command += f" --only {only}"
    if asked.seed != 1:
        command += f" --seed {asked.seed}"
    said = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {
        "date": time.strftime("%Y-%m-%d"),
        "command": command,
        "commit": said.stdout.strip() or "unknown",
        "machine": machine(folder, hugo_site.hugo_command()),
        "workers": asked.workers,
        "runs": asked.runs,
    }


def _parser() -> argparse.ArgumentParser:
    names = [each.name for each in CONTENDERS]
    parser = argparse.ArgumentParser(
        description="Measure our build beside Hugo, plain MkDocs Material and bare writes on synthetic catalogs.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--sizes", type=_sizes, default=[1000, 20000], help="tools in each catalog (default: 1000,20000)"
    )
    parser.add_argument("--runs", type=_positive, default=3, help="runs of each contender (default: 3)")
    parser.add_argument(
        "--rounds", type=_count, default=5, help="rounds of builds after an edit and of serve; 0: none (default: 5)"
    )
    parser.add_argument("--workers", type=_positive, default=2, help="processes or threads each may use (default: 2)")
    parser.add_argument(
        "--only", type=lambda text: _names(text, names), default=names, help=f"some of {','.join(names)} (default: all)"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the catalogs (default: 1)")
    parser.add_argument(
        "--folder", type=Path, help="existing folder on the disk to measure (default: the system's temporary one)"
    )
    parser.add_argument("--json", metavar="FILE", type=Path, help="write every figure of every run to FILE")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"found {number}, expected 0 or more")
    return number


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"found {number}, expected 1 or more")
    return number


def _sizes(text: str) -> list[int]:
    return [_positive(part) for part in text.split(",")]


def _names(text: str, known: Sequence[str]) -> list[str]:
    unknown = [name for name in text.split(",") if name not in known]
    if unknown:
        raise argparse.ArgumentTypeError(f"found {', '.join(unknown)}, expected some of {', '.join(known)}")
    return text.split(",")


if __name__ == "__main__":
    sys.exit(main())
