#!/usr/bin/env python3
"""A built site into the seconds that writing just its bytes takes: the floor under every generator.

Every file is written to the same path below another folder, in as many processes as a build may use. Its bytes are read into memory
before, outside the timed part; a large site in portions, each read, then written. Prints wall seconds and processor seconds of
the writing, and nothing else.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

Files = list[tuple[str, bytes]]
_PORTION_BYTES: Final = 1 << 29


def main(arguments: list[str] | None = None) -> int:
    """Read, write, print the seconds; the exit code."""
    parser = argparse.ArgumentParser(description="Time the writing of the bytes of a built site, without making them.")
    parser.add_argument("site", metavar="SITE", type=Path, help="built site to read")
    parser.add_argument("out", metavar="OUT", type=Path, help="folder to write to; made, has to be missing or empty")
    parser.add_argument("--workers", metavar="N", type=int, default=1, help="processes that write (default: 1)")
    asked = parser.parse_args(arguments)
    out = os.fspath(asked.out.absolute())
    Path(out).mkdir(exist_ok=True, parents=True)
    wall = cpu = 0.0
    has_files = False
    for files in _portions(asked.site, _PORTION_BYTES):
        has_files = True
        started, used = time.perf_counter(), _cpu_seconds()
        if not _written(files, out, asked.workers):
            return 1
        wall += time.perf_counter() - started
        cpu += _cpu_seconds() - used
    if not has_files:
        print(f"found no files in {asked.site}, expected a built site", file=sys.stderr)
        return 1
    print(f"{wall:.3f} {cpu:.3f}")
    return 0


def _portions(site: Path, size_bytes: int) -> Iterator[Files]:
    """Path below the site and bytes of every file, sorted by path, in lists of about that many bytes."""
    found = sorted(Path(folder, name) for folder, _, names in os.walk(site) for name in names)
    portion: Files = []
    waiting = 0
    for path in found:
        portion.append((path.relative_to(site).as_posix(), path.read_bytes()))
        waiting += len(portion[-1][1])
        if waiting >= size_bytes:
            yield portion
            portion, waiting = [], 0
    if portion:
        yield portion


def _written(files: Files, out: str, workers: int) -> bool:
    """Whether all were written."""
    if workers == 1:
        _write(files, out)
        return True
    forked = multiprocessing.get_context("fork")  # the files are shared, not sent
    share = -(-len(files) // workers)
    writers = [
        forked.Process(target=_write, args=(files[number * share : (number + 1) * share], out))
        for number in range(workers)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return not any(writer.exitcode for writer in writers)


def _write(files: Files, out: str) -> None:
    for path, content in files:
        target = f"{out}/{path}"
        try:
            with open(target, "wb") as file:  # noqa: PTH123 - the plain call is what is measured
                file.write(content)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH120, PTH103
            with open(target, "wb") as file:  # noqa: PTH123
                file.write(content)


def _cpu_seconds() -> float:
    """Processor time of this process and of all it waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


if __name__ == "__main__":
    sys.exit(main())
