"""The figures of a benchmark into tables, for a terminal and for the handbook alike.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any, Final

from measuring.table import Table

Figures = Mapping[str, Any]
_NONE: Final = "–"
_OURS: Final = "ours"
_COMPARED_BY_KIND: Final = ("ours", "hugo", "hugo-pages", "hugo-bare")


def tables_of(size: Figures) -> Iterator[Table]:
    """The tables about one size of catalog, those that have rows."""
    measured = [each for each in size["contenders"] if each["weight"]]
    if measured:
        yield _costs(size, measured)
        yield _conditions(size, measured)
        yield _kinds(size, measured)
    yield from _stages(size, measured)
    if size["latencies"]:
        rows = [
            [what, str(len(each)), *map(_seconds, (median(each), min(each), max(each)))]
            for what, each in size["latencies"].items()
            if each
        ]
        yield Table(
            f"What an author waits for, {size['tools']:,} tools", ("", "rounds", "median s", "least", "most"), rows
        )


def growth(sizes: Sequence[Figures]) -> Table:
    """What a tool costs at each size, and what each did that the size before had not: work that grows evenly keeps that the same."""
    rows = []
    names = dict.fromkeys(each["name"] for size in sizes for each in size["contenders"] if each["weight"])
    for name in names:
        before: tuple[int, float, float] | None = None
        first = 0.0
        for size in sorted(sizes, key=lambda each: each["tools"]):
            found = next((each for each in size["contenders"] if each["name"] == name and each["weight"]), None)
            if found is None:
                continue
            tools, cpu, wall = size["tools"], _median(found, "cpu_seconds"), _median(found, "wall_seconds")
            peak = max((run["peak_bytes"] or 0 for run in found["runs"]), default=0)
            first = first or cpu / tools
            row = [f"{name}, {tools:,}", _micro(cpu, tools), f"{cpu / tools / first:.2f}", _micro(wall, tools)]
            if before and tools > before[0]:
                row += [_micro(cpu - before[1], tools - before[0]), _micro(wall - before[2], tools - before[0])]
            else:
                row += [_NONE, _NONE]
            rows.append([*row, f"{peak / 1e6:,.0f}" if peak else _NONE])
            before = (tools, cpu, wall)
    head = (
        "contender, tools",
        "CPU µs a tool",
        "to the smallest",
        "wall µs a tool",
        "CPU µs a further tool",
        "wall µs a further tool",
        "peak MB",
    )
    return Table("Cost of a tool as the catalog grows", head, rows)


def _costs(size: Figures, measured: Sequence[Figures]) -> Table:
    ours = next((each for each in measured if each["name"] == _OURS), None)
    head = ("contender", "wall s", "best", "CPU s", "ours ÷ it, wall", "ours ÷ it, CPU", "peak MB")
    caption = f"{size['tools']:,} tools on {size['servers']:,} servers, {size['registry_bytes'] / 1e6:.1f} MB of YAML"
    return Table(caption, head, [_cost(each, ours) for each in measured])


def _cost(found: Figures, ours: Figures | None) -> list[str]:
    wall, cpu = _median(found, "wall_seconds"), _median(found, "cpu_seconds")
    peaks = [run["peak_bytes"] for run in found["runs"] if run["peak_bytes"]]
    return [
        found["name"],
        _seconds(wall),
        _seconds(min(run["wall_seconds"] for run in found["runs"])),
        _seconds(cpu),
        f"{_median(ours, 'wall_seconds') / wall:.2f}" if ours else _NONE,
        f"{_median(ours, 'cpu_seconds') / cpu:.2f}" if ours else _NONE,
        f"{max(peaks) / 1e6:,.0f}" if peaks else _NONE,
    ]


def _conditions(size: Figures, measured: Sequence[Figures]) -> Table:
    """What each wrote, and what the machine and its disk did meanwhile."""
    head = ("contender", "files", "MB", "page kB", "gzip kB", "other CPU s", "µs a file")
    caption = f"What was written, and the state of the machine, {size['tools']:,} tools"
    return Table(caption, head, [_condition(each) for each in measured])


def _condition(found: Figures) -> list[str]:
    weight = found["weight"]
    others = [run["other_cpu_seconds"] for run in found["runs"] if run["other_cpu_seconds"] is not None]
    return [
        found["name"],
        f"{weight['file_count']:,}",
        f"{weight['total_bytes'] / 1e6:,.1f}",
        f"{weight['raw_bytes'] / 1e3:.1f}" if weight["raw_bytes"] else _NONE,
        f"{weight['gzip_bytes'] / 1e3:.2f}" if weight["gzip_bytes"] else _NONE,
        _seconds(median(others)) if others else _NONE,
        f"{_median(found, 'file_microseconds'):,.0f}",
    ]


def _kinds(size: Figures, measured: Sequence[Figures]) -> Table:
    shown = [each for each in measured if each["name"] in _COMPARED_BY_KIND]
    kinds = list(shown[0]["weight"]["kinds"]) if shown else []
    rows = [[kind, *(_amount(each["weight"]["kinds"][kind]) for each in shown)] for kind in kinds]
    totals = ({"files": each["weight"]["file_count"], "size_bytes": each["weight"]["total_bytes"]} for each in shown)
    rows.append(["all", *map(_amount, totals)])
    return Table(f"Files and MB by kind, {size['tools']:,} tools", ("kind", *(each["name"] for each in shown)), rows)


def _amount(amount: Figures) -> str:
    return f"{amount['files']:,}, {amount['size_bytes'] / 1e6:,.2f} MB" if amount["files"] else _NONE


def _stages(size: Figures, measured: Sequence[Figures]) -> Iterator[Table]:
    """Median seconds of each stage of our cold build."""
    for found in measured:
        stages = [run["stages"] for run in found["runs"] if run["stages"]]
        if stages:
            seconds = {name: median(each.get(name, 0.0) for each in stages) for name in stages[0]}
            yield Table(
                f"Stages of our cold build, {size['tools']:,} tools",
                ("stage", "s", "µs a tool"),
                [[name, _seconds(each), f"{each / size['tools'] * 1e6:,.0f}"] for name, each in seconds.items()],
            )


def _median(found: Figures, key: str) -> float:
    return float(median(run[key] for run in found["runs"]))


def _seconds(value: float) -> str:
    return f"{value:,.2f}" if value < 100 else f"{value:,.0f}"


def _micro(seconds: float, tools: int) -> str:
    """Microseconds a tool."""
    return f"{seconds / tools * 1e6:,.0f}"
