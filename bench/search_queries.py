#!/usr/bin/env python3
"""A catalog into how well and how quickly the site's search finds 200 things in it.

The bundled script of the site answers, in Node; `search/queries.py` says which pages count as found. Build the scripts first
(`scripts/front`).

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measuring.table import table
from search.asking import Answered, Run, ask, read_names, sizes, write_data
from search.queries import make_queries

_EXAMPLES: Final = """\
  python bench/search_queries.py                          the shipped catalog
  python bench/search_queries.py --catalog /tmp/big --keep /tmp/big-data
  python bench/search_queries.py --data /tmp/big-data     the same again, without reading the registry

Exit codes: 0 measured, 2 called wrongly.
"""


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line asks for and print it; the exit code."""
    asked = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="catalog-search-") as name:
        folder = asked.data or asked.keep or Path(name) / "data"
        if not asked.data:
            write_data(asked.catalog, folder, Path(name) / "work")
        queries = make_queries(read_names(folder), asked.seed)
        run = ask(folder, queries)
        print(found(run.answers))
        print()
        print(weights(folder))
        print()
        print(times(run))
    return 0


def found(answers: Sequence[Answered]) -> str:
    """How many of each kind came first and among the first five, and every one that did not come first."""
    by_kind: dict[str, list[Answered]] = defaultdict(list)
    for answer in answers:
        by_kind[answer.query.kind].append(answer)
    rows = [_row(kind, those) for kind, those in by_kind.items()]
    text = table(["queries", "asked", "first", "in five"], [*rows, _row("all", answers)])
    missed = [each for each in answers if not each.is_first]
    return "\n".join(
        [text, *(f"not first: {each.query.kind} {each.query.text!r}: {each.names[:3]}" for each in missed)]
    )


def weights(folder: Path) -> str:
    """Bytes of what a first search loads."""
    found = sizes(folder)
    rows = [[name, f"{raw:,}", f"{small:,}"] for name, (raw, small) in found.items()]
    total = ["together", *(f"{sum(each[at] for each in found.values()):,}" for at in (0, 1))]
    return table(["loaded", "bytes", "gzip"], [*rows, total])


def times(run: Run) -> str:
    """When it was ready, and how long answers took."""
    rows = [["files run, text made", f"{run.ready_ms:.0f}", "", ""]]
    for name, those in (("query", run.query_ms), ("keystroke", run.keystroke_ms)):
        in_order = sorted(those)
        at = [in_order[int((len(in_order) - 1) * share)] for share in (0.5, 0.95, 1)]
        rows.append([name, *(f"{each:.1f}" for each in at)])
    return table(["milliseconds", "median", "95 %", "most"], rows)


def _row(kind: str, answers: Sequence[Answered]) -> list[str]:
    return [
        kind,
        str(len(answers)),
        str(sum(each.is_first for each in answers)),
        str(sum(each.is_in_five for each in answers)),
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Ask the site's search 200 things that a catalog's names suggest.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--catalog", type=Path, default=Path("catalog"), help="catalog folder (default: catalog)")
    parser.add_argument("--keep", metavar="DIR", type=Path, help="keep the data files that are made there")
    parser.add_argument(
        "--data", metavar="DIR", type=Path, help="use data files that were kept, or `assets/data` of a site"
    )
    parser.add_argument("--seed", type=int, default=5, help="seed of the queries (default: 5)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
