#!/usr/bin/env python3
"""Synthetic catalogs into a table of what building them costs, ours beside Hugo, plain MkDocs and bare writes.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import synthesize
from contenders import CONTENDERS, Contender, Failed, Job, built_frames
from measuring.weight import weigh
from report import NOTES, Result, figures_of, report

_EXAMPLES: Final = """\
  python bench/run.py                                1,000 and 20,000 tools, all contenders, three runs each
  python bench/run.py --sizes 1000 --runs 1          a quick look
  python bench/run.py --only ours,hugo --json r.json figures for another program

Exit codes: 0 measured, 1 a contender failed, 2 called wrongly.
"""


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line asks for and print it; the exit code."""
    asked = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that folders and processes are cleaned up then too
    chosen = [each for each in CONTENDERS if each.name in asked.only]
    figures, has_failed = [], False
    with tempfile.TemporaryDirectory(prefix="catalog-bench-", dir=asked.folder) as name:
        folder = Path(name)
        _say("building the theme's frame")
        (folder / "frame").mkdir()
        frames, site = built_frames(folder / "frame")
        for size in asked.sizes:
            catalog = folder / f"catalog-{size}"
            synthesize.main([str(catalog), "--tools", str(size), "--seed", str(asked.seed)])
            job = Job(catalog=catalog, folder=folder, workers=asked.workers, our_site=None, frames=frames, site=site)
            results = _measured(chosen, size, asked.runs, job)
            print(report(results, catalog, asked.workers), flush=True)
            figures.append({"tools": size, "contenders": [figures_of(result) for result in results]})
            has_failed |= any(result.failure for result in results)
            shutil.rmtree(catalog)
    print(NOTES)
    if asked.json:
        asked.json.write_text(
            json.dumps({"workers": asked.workers, "runs": asked.runs, "sizes": figures}, indent=2) + "\n"
        )
    return int(has_failed)


def _measured(chosen: Sequence[Contender], size: int, runs: int, given: Job) -> list[Result]:
    """Every contender's runs, A B C A B C, each in a fresh folder below that of `given`; the sites are gone afterwards."""
    results = [Result(each, skipped=_reason_to_skip(each, size)) for each in chosen]
    for number in range(1, runs + 1):
        for result in results:
            if result.skipped or result.failure:
                continue
            _say(f"{size:,} tools, run {number} of {runs}: {result.contender.name}")
            ours = next(
                (each.samples[-1].site for each in results if each.contender.name == "ours" and each.samples), None
            )
            _run_once(result, replace(given, folder=_fresh(given.folder / result.contender.name), our_site=ours))
    for result in results:
        if result.samples and not result.failure:
            result.weight = weigh(result.samples[-1].site)
            if result.weight.tool_count != size:
                result.failure = f"found {result.weight.tool_count:,} tool pages in its site, expected {size:,}"
        shutil.rmtree(given.folder / result.contender.name, ignore_errors=True)
    return results


def _run_once(result: Result, job: Job) -> None:
    try:
        result.samples.append(result.contender.measure(job))
    except Failed as error:
        result.failure = str(error)


def _reason_to_skip(contender: Contender, size: int) -> str | None:
    if contender.most_tools is not None and size > contender.most_tools:
        return f"only up to {contender.most_tools:,} tools"
    missing = contender.missing()
    return f"not installed: {missing}" if missing else None


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


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


def _say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
