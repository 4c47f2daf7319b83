#!/usr/bin/env python3
"""A built site into the seconds that writing just its bytes takes: the floor under every generator.

The site is read into memory first, outside the timed part; then every file is written to the same path below
another folder, in as many processes as a build may use. Prints the seconds, and nothing else.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from pathlib import Path

Files = list[tuple[str, bytes]]


def main(arguments: list[str] | None = None) -> int:
    """Read, write, print the seconds; the exit code."""
    parser = argparse.ArgumentParser(description="Time the writing of the bytes of a built site, without making them.")
    parser.add_argument("site", metavar="SITE", type=Path, help="built site to read")
    parser.add_argument("out", metavar="OUT", type=Path, help="folder to write to; made, has to be missing or empty")
    parser.add_argument("--workers", metavar="N", type=int, default=1, help="processes that write (default: 1)")
    asked = parser.parse_args(arguments)
    files = _read(asked.site)
    if not files:
        print(f"found no files in {asked.site}, expected a built site", file=sys.stderr)
        return 1
    shares = [files[share :: asked.workers] for share in range(asked.workers)]
    out = os.fspath(asked.out.absolute())
    started = time.perf_counter()
    Path(out).mkdir(exist_ok=True, parents=True)
    if asked.workers == 1:
        _write(shares[0], out)
    else:
        forked = multiprocessing.get_context("fork")  # the files are shared, not sent
        writers = [forked.Process(target=_write, args=(share, out)) for share in shares]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        if any(writer.exitcode for writer in writers):
            return 1
    print(f"{time.perf_counter() - started:.3f}")
    return 0


def _read(site: Path) -> Files:
    """Path below the site and bytes of every file, sorted by path."""
    found = (Path(folder, name) for folder, _, names in os.walk(site) for name in names)
    return [(path.relative_to(site).as_posix(), path.read_bytes()) for path in sorted(found)]


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


if __name__ == "__main__":
    sys.exit(main())
