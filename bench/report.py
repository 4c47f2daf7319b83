"""The runs of every contender into what is printed of them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Final

from contenders import Contender, Sample
from measuring.table import table
from measuring.weight import Weight

NOTES: Final = """\
Wall: median of the runs, best in brackets. CPU: user and system time of all processes; it suffers less from other
work on the machine. Peak: proportional set size (PSS) of the whole process tree, polled up to ten times a second.
Page kB, gzip kB: median tool page, raw and gzip -6. Runs alternate between the contenders, each in fresh folders."""


@dataclass(slots=True)
class Result:
    """All runs of one contender on one catalog."""

    contender: Contender
    samples: list[Sample] = field(default_factory=list)
    weight: Weight | None = None
    failure: str | None = None
    skipped: str | None = None

    @property
    def wall_seconds(self) -> float:
        """Median of the runs."""
        return median(sample.wall_seconds for sample in self.samples)


def report(results: Sequence[Result], catalog: Path, workers: int) -> str:
    """What was measured on one catalog, ready to print."""
    files = list((catalog / "servers").iterdir())
    size_bytes = sum(path.stat().st_size for path in files)
    tools = sum(path.read_bytes().count(b"\n  - name: ") for path in files)
    runs = max((len(result.samples) for result in results), default=0)
    lines = [
        f"\n{tools:,} tools on {len(files):,} servers, {size_bytes / 1e6:.1f} MB of YAML, {workers} workers, {runs} runs\n"
    ]
    measured = [result for result in results if result.weight]
    ours = next((result.wall_seconds for result in measured if result.contender.name == "ours"), None)
    head = ("contender", "wall s", "CPU s", "pages/s", "peak MB", "page kB", "gzip kB", "total MB", "ratio")
    lines.append(table(head, [_row(result, ours) for result in measured]))
    lines += [f"  {result.contender.name}: {result.contender.what}" for result in measured]
    lines += [f"  {result.contender.name}: skipped, {result.skipped}" for result in results if result.skipped]
    lines += [f"  {result.contender.name}: FAILED, {result.failure}" for result in results if result.failure]
    for result in measured:
        if result.samples[-1].stages:
            lines += ["", "Seconds of our stages\n", _stages(result.samples)]
    return "\n".join(lines) + "\n"


def _row(result: Result, ours: float | None) -> list[str]:
    weight, wall = result.weight, result.wall_seconds
    assert weight is not None
    cpu = [sample.cpu_seconds for sample in result.samples if sample.cpu_seconds is not None]
    peak = [sample.peak_bytes for sample in result.samples if sample.peak_bytes is not None]
    best = min(sample.wall_seconds for sample in result.samples)
    return [
        result.contender.name,
        f"{wall:.2f} ({best:.2f})",
        f"{median(cpu):.2f}" if cpu else "-",
        f"{weight.page_count / wall:,.0f}",
        f"{max(peak) / 1e6:,.0f}" if peak else "-",
        f"{weight.raw_bytes / 1e3:.1f}" if weight.raw_bytes else "-",
        f"{weight.gzip_bytes / 1e3:.2f}" if weight.gzip_bytes else "-",
        f"{weight.total_bytes / 1e6:,.1f}",
        f"{wall / ours:.2f}" if ours else "-",
    ]


def _stages(samples: Sequence[Sample]) -> str:
    """Median seconds of each stage, one row for each thing that was there before."""
    names = list(dict.fromkeys(name for sample in samples for stages in sample.stages.values() for name in stages))
    rows = []
    for state in samples[0].stages:
        seconds = [[sample.stages[state].get(name, 0.0) for sample in samples] for name in names]
        rows.append([state, *(f"{median(each):.2f}" for each in seconds)])
    return table(("before", *names), rows)


def figures_of(result: Result) -> dict[str, Any]:
    """Every figure of every run, for a JSON file."""
    return {
        "name": result.contender.name,
        "skipped": result.skipped,
        "failure": result.failure,
        "weight": asdict(result.weight) if result.weight else None,
        "runs": [
            {
                "wall_seconds": each.wall_seconds,
                "cpu_seconds": each.cpu_seconds,
                "peak_bytes": each.peak_bytes,
                "stages": each.stages,
            }
            for each in result.samples
        ],
    }
