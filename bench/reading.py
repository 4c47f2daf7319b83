#!/usr/bin/env python3
"""Registry files read every way the program has: by lines, by PyYAML's events, by the careful reader, and judged.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Final

from pydantic_core import from_json

from generator.model.server import Server
from generator.program import reading_digest
from generator.readers.compiled import CompiledRecords
from generator.readers.decode import decode_json
from generator.readers.registry import read_server, read_vocabulary, server_files
from generator.readers.yaml_canonical import canonical_json
from generator.readers.yaml_fast import read_events
from generator.readers.yaml_pieces import UnusualError
from generator.readers.yaml_text import read_yaml

_EXAMPLES: Final = """\
  python bench/reading.py                           the shipped catalog, seven runs of each
  python bench/reading.py /tmp/made --runs 3        a catalog that bench/synthesize.py made

Exit codes: 0 measured, 1 two readers disagree, 2 called wrongly.
"""
Step = Callable[[], object]


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line asks for and print it; the exit code."""
    asked = _parser().parse_args(arguments)
    paths, _ = server_files(asked.catalog)
    files = [(path, path.read_bytes()) for path in paths]
    read = [read_events(raw) for _, raw in files]
    usual = [(path, raw, each) for (path, raw), each in zip(files, read, strict=True) if each is not None]
    tool_count = sum(len(each.data.get("tools", ())) for _, _, each in usual)
    if not tool_count:
        print(f"found no tools in {asked.catalog} that can be read, expected a catalog", file=sys.stderr)
        return 2
    by_lines, wrong = 0, []
    for path, raw, each in usual:
        try:
            text, _ = canonical_json(raw)
        except UnusualError:
            continue
        by_lines += 1
        if repr(from_json(text)) != repr(each.data):
            wrong.append(path.name)
    print(f"{tool_count} tools in {len(usual)} files, {by_lines} of them in the style that is read by lines")
    with tempfile.TemporaryDirectory(prefix="catalog-reading-", dir=asked.folder) as folder:
        _table(dict(_steps(asked.catalog, usual, Path(folder))), tool_count, asked.runs)
    if wrong:
        print(f"found other data by lines than by events in {', '.join(wrong)}, expected the same", file=sys.stderr)
    return int(bool(wrong))


def _steps(catalog: Path, usual: list[tuple[Path, bytes, object]], folder: Path) -> Iterable[tuple[str, Step]]:
    """What is measured, by its name; the reference comes first."""
    vocabulary, _ = read_vocabulary(catalog)
    raws = [raw for _, raw, _ in usual]
    texts = [found.json for raw in raws if (found := read_events(raw)) is not None]
    records = CompiledRecords(folder, vocabulary, reading_digest())

    keys: dict[str, str] = {}

    def fresh() -> None:
        records.prune(set())
        for path, _, _ in usual:
            keys[path.stem] = records.reading(path).key

    yield "PyYAML's events into JSON (reference)", lambda: [read_events(raw) for raw in raws]
    yield "by lines into JSON", lambda: [_by_lines(raw) for raw in raws]
    yield "careful reader, with all places", lambda: [read_yaml(raw) for raw in raws]
    yield "JSON into the model", lambda: [decode_json(Server, text) for text in texts]
    yield (
        "file into a judged and checked server",
        lambda: [read_server(raw, path, vocabulary) for path, raw, _ in usual],
    )
    yield "the same with its record written", fresh
    yield "record back", lambda: [records.judged(slug, key) for slug, key in keys.items()]


def _by_lines(raw: bytes) -> object:
    try:
        return canonical_json(raw)
    except UnusualError:
        return None


def _table(steps: dict[str, Step], tool_count: int, runs: int) -> None:
    taken: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(runs):  # in turn, so that what else the machine does falls on all alike
        for name, step in steps.items():
            start = time.process_time()
            step()
            taken[name].append(time.process_time() - start)
    reference = median(next(iter(taken.values())))
    print(f"{'processor time, median of ' + str(runs):<40} {'us a tool':>10} {'tools/s':>9} {'of the reference':>17}")
    for name, seconds in taken.items():
        middle = median(seconds)
        rate = tool_count / middle if middle else float("inf")
        print(f"{name:<40} {1e6 * middle / tool_count:>10.1f} {rate:>9.0f} {middle / reference:>17.2f}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reading.py", description=__doc__, epilog=_EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    shipped = Path(__file__).resolve().parents[1] / "catalog"
    parser.add_argument("catalog", nargs="?", type=Path, default=shipped, help="catalog folder; the shipped one if left out")  # fmt: skip
    parser.add_argument("--runs", type=_count, default=7, metavar="N", help="runs of each; the median is shown (7)")
    parser.add_argument("--folder", type=Path, help="where records are written for the time being; the system's if left out")  # fmt: skip
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"found {text}, expected 1 or more")
    return number


if __name__ == "__main__":
    sys.exit(main())
