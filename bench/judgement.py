"""How well the rules judge servers they were not written for: their classes beside the hints, which the rules do not see.

The definitions come from `capture.py`. They are split by server into two halves by a fixed seed; `--list` names every tool
where rules and hints disagree, `--half A` or `B` looks at one half only. The last line is the time to judge 10,000 tools on
one core.

    python bench/judgement.py
    python bench/judgement.py --half B --list

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.model.assessment import Assessment
from generator.readers.registry import read_vocabulary
from generator.rules.assess import judge
from generator.rules.classify.reading import Reading, reading_of_definition

DEFINITIONS = Path(__file__).parents[1] / "build" / "definitions"
CATALOG = Path(__file__).parents[1] / "catalog"
SAID = {"R": "read-only", "W": "not read-only", "D": "destructive", "-": "nothing"}
BATCH = 10_000


def said_by_hints(hints: dict[str, bool]) -> str:
    """`R`, `W` or `D` as the server says; `-` when it says nothing of it.

    Source: MCP 2025-11-25, ToolAnnotations; `destructiveHint` counts only where `readOnlyHint` is not true.
    """
    if hints.get("readOnlyHint") is True:
        return "R"
    if hints.get("destructiveHint") is True:
        return "D"
    return "W" if hints.get("readOnlyHint") is False else "-"


def half_of(slug: str, seed: int) -> str:
    """`A` or `B`: by the server, so that tools of one author never stand on both sides."""
    return "AB"[hashlib.sha256(f"{seed}:{slug}".encode()).digest()[0] % 2]


def main() -> int:
    """Print the tables; 1 when nothing was captured yet."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--half", choices=["A", "B"])
    parser.add_argument("--list", action="store_true", help="name every disagreement")
    chosen = parser.parse_args()
    files = sorted(DEFINITIONS.glob("*.json"))
    if not files:
        sys.exit(f"found no definitions in {DEFINITIONS}; run `python bench/capture.py` first")
    vocabulary, _ = read_vocabulary(CATALOG)
    halves: dict[str, list[tuple[str, str, Assessment, Reading]]] = {"A": [], "B": []}
    every: list[dict[str, Any]] = []
    for file in files:
        for tool in json.loads(file.read_text("utf-8"))["tools"]:
            reading = reading_of_definition(tool)
            judged = judge(replace(reading, hints={}), vocabulary)
            halves[half_of(file.stem, chosen.seed)].append(
                (file.stem, said_by_hints(dict(reading.hints)), judged, reading)
            )
            every.append(tool)
    shown = {name: rows for name, rows in halves.items() if chosen.half in {None, name}}
    for name, rows in shown.items():
        _table(f"half {name} (seed {chosen.seed})", rows)
    if chosen.half is None:
        _table("both", [row for rows in halves.values() for row in rows])
    if chosen.list:
        for rows in shown.values():
            _disagreements(rows)
    print(f"\njudging {BATCH:,} tools, schema included: {_seconds(every, vocabulary):.2f} s on one core (median of 3)")
    return 0


def _table(title: str, rows: list[tuple[str, str, Assessment, Reading]]) -> None:
    classes = ["Read", "Write", "Execute", "Destructive", "Financial", None]
    counts = Counter((said, judged.category) for _, said, judged, _ in rows)
    print(f"\n{title}: {len(rows):,} tools of {len({slug for slug, *_ in rows})} servers")
    print(f"{'the server says':<16}" + "".join(f"{name or 'not known':>13}" for name in classes) + f"{'all':>8}")
    for said, words in SAID.items():
        line = [counts[said, name] for name in classes]
        print(f"{words:<16}" + "".join(f"{count:>13,}" for count in line) + f"{sum(line):>8,}")
    changing = [judged for _, said, judged, _ in rows if said in "WD"]
    reading = [judged for _, said, judged, _ in rows if said == "R"]
    destroying = [judged for _, said, judged, _ in rows if said == "D"]
    _share("not read-only, judged Read", changing, lambda each: each.category == "Read")
    _share("read-only, judged above Read", reading, lambda each: each.category not in {"Read", None})
    _share("destructive, judged Low", destroying, lambda each: each.risk == "Low")


def _share(words: str, judged: list[Assessment], holds: Any) -> None:
    count = sum(map(holds, judged))
    print(f"  {words:<30} {count:>4} of {len(judged):>5,} = {100 * count / max(1, len(judged)):.1f} %")


def _disagreements(rows: Iterable[tuple[str, str, Assessment, Reading]]) -> None:
    print()
    for slug, said, judged, reading in rows:
        is_read = judged.category == "Read"
        if (said in "WD" and is_read) or (said == "R" and not is_read):
            fired = ", ".join(f"{each.rule} “{each.quote}”" for each in judged.fired)
            print(f"{SAID[said]} / {judged.category}: {slug} {reading.name} | {reading.sentence[:80]} | {fired}")


def _seconds(tools: list[dict[str, Any]], vocabulary: Any) -> float:
    batch = [tools[number % len(tools)] for number in range(BATCH)]
    times = []
    for _ in range(3):
        start = time.process_time()
        for tool in batch:
            judge(reading_of_definition(tool), vocabulary)
        times.append(time.process_time() - start)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
