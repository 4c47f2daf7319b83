"""How well the rules judge servers they were not written for: their classes beside the hints, which the rules do not see.

The definitions come from `capture.py`. Each server of `servers.yaml` is in a group: `seen` and `tuning` servers were looked at
while rules were written, `sealed` ones were not, so only the figures of a sealed group tell what to expect of the next server.
`--list` names every tool where rules and hints disagree; of a sealed group only with `--open`, after which it is sealed no more.
`adjudicated.yaml` holds hints that were read and found wrong; a second line of figures leaves those tools out. `--half A` or `B`
looks at one half of the servers, split by a fixed seed. The last line is the time to judge 10,000 tools on one core.

    python bench/judgement.py
    python bench/judgement.py --group tuning --half B --list

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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from capture import DEFINITIONS, GROUPS, listed_servers
from msgspec.structs import replace

from generator.model.assessment import Assessment
from generator.model.vocabulary import Vocabulary
from generator.readers.registry import read_vocabulary
from generator.rules.assess import judge
from generator.rules.classify.reading import Reading, reading_of_definition

ADJUDICATED = Path(__file__).with_name("adjudicated.yaml")
CATALOG = Path(__file__).parents[1] / "catalog"
SAID = {"R": "read-only", "W": "not read-only", "D": "destructive", "-": "nothing"}
BATCH = 10_000


@dataclass(frozen=True)
class Row:
    """One tool of one server, judged without its hints."""

    server: str
    said: str
    """What its hints say: a key of `SAID`."""
    judged: Assessment
    reading: Reading


MEASURES: dict[str, tuple[str, Callable[[Assessment], bool]]] = {
    "not read-only, judged Read": ("WD", lambda each: each.category == "Read"),
    "read-only, judged above Read": ("R", lambda each: each.category not in {"Read", None}),
    "destructive, judged Low": ("D", lambda each: each.risk == "Low"),
    "read-only, not understood": ("R", lambda each: each.category is None),
}
"""What is counted, among the tools whose hints say one of these."""


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


def adjudicated() -> dict[tuple[str, str], str]:
    """Server and tool of each hint that was read and found wrong, and why."""
    data = yaml.safe_load(ADJUDICATED.read_text("utf-8"))["hints"]
    return {(each["server"], each["tool"]): each["why"] for each in data}


def main() -> int:
    """Print the tables; exits with a message when nothing was captured yet."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--half", choices=["A", "B"])
    parser.add_argument("--group", choices=GROUPS, action="append", help="may be given more than once; all without it")
    parser.add_argument("--list", action="store_true", help="name every disagreement, sealed groups left out")
    parser.add_argument("--open", action="store_true", help="with --list: those of sealed groups too")
    chosen = parser.parse_args()
    group_of = {server.slug: server.group for server in listed_servers()}
    vocabulary, _ = read_vocabulary(CATALOG)
    tools = list(_captured(group_of))
    if not tools:
        sys.exit(f"found no definitions in {DEFINITIONS}; run `python bench/capture.py` first")
    wrong = adjudicated()
    groups = chosen.group or GROUPS
    for group in groups:
        rows = [
            _row(server, tool, vocabulary)
            for server, tool in tools
            if group_of[server] == group and chosen.half in {None, half_of(server, chosen.seed)}
        ]
        _table(f"{group}{f', half {chosen.half} (seed {chosen.seed})' if chosen.half else ''}", rows, wrong)
        if chosen.list and (chosen.open or group != "sealed"):
            _disagreements(rows, wrong)
    print(f"\njudging {BATCH:,} tools, schema included: {_seconds(tools, vocabulary):.2f} s on one core (median of 3)")
    return 0


def _captured(group_of: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Server and tool object of everything captured from a listed server."""
    for file in sorted(DEFINITIONS.glob("*.json")):
        if file.stem in group_of:
            yield from ((file.stem, tool) for tool in json.loads(file.read_text("utf-8"))["tools"])


def _row(server: str, tool: dict[str, Any], vocabulary: Vocabulary) -> Row:
    reading = reading_of_definition(tool)
    return Row(server, said_by_hints(dict(reading.hints)), judge(replace(reading, hints={}), vocabulary), reading)


def _table(title: str, rows: Sequence[Row], wrong: dict[tuple[str, str], str]) -> None:
    classes = ["Read", "Write", "Execute", "Destructive", "Financial", None]
    counts = Counter((row.said, row.judged.category) for row in rows)
    print(f"\n{title}: {len(rows):,} tools of {len({row.server for row in rows})} servers")
    print(f"{'the server says':<16}" + "".join(f"{name or 'not known':>13}" for name in classes) + f"{'all':>8}")
    for said, words in SAID.items():
        line = [counts[said, name] for name in classes]
        print(f"{words:<16}" + "".join(f"{count:>13,}" for count in line) + f"{sum(line):>8,}")
    believed = [row for row in rows if (row.server, row.reading.name) not in wrong]
    for words, (said, holds) in MEASURES.items():
        print(f"  {words:<30} {_share(rows, said, holds)}   without hints found wrong {_share(believed, said, holds)}")


def _share(rows: Iterable[Row], said: str, holds: Callable[[Assessment], bool]) -> str:
    judged = [row.judged for row in rows if row.said in said]
    count = sum(map(holds, judged))
    return f"{count:>4} of {len(judged):>5,} = {100 * count / max(1, len(judged)):.1f} %"


def _disagreements(rows: Iterable[Row], wrong: dict[tuple[str, str], str]) -> None:
    print()
    for row in rows:
        is_read = row.judged.category == "Read"
        if (row.said in "WD" and is_read) or (row.said == "R" and not is_read):
            fired = ", ".join(f"{each.rule} “{each.quote}”" for each in row.judged.fired)
            why = wrong.get((row.server, row.reading.name))
            verdict = f" | the hint is wrong: {why}" if why else ""
            place = f"{row.server} {row.reading.name}"
            print(f"{SAID[row.said]} / {row.judged.category}: {place} | {row.reading.sentence[:80]} | {fired}{verdict}")


def _seconds(tools: Sequence[tuple[str, dict[str, Any]]], vocabulary: Vocabulary) -> float:
    batch = [tools[number % len(tools)][1] for number in range(BATCH)]
    times = []
    for _ in range(3):
        start = time.process_time()
        for tool in batch:
            judge(reading_of_definition(tool), vocabulary)
        times.append(time.process_time() - start)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
