"""What the benchmark prints follows from its figures, and the handbook's page from the same.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from pathlib import Path

import handbook_table
import pytest
import synthesize
from latencies import Entry
from measuring.disk import Disk, Room
from sites import Sites
from tables import growth, tables_of

from generator.build import read_registry
from generator.progress import Silence


def contender(name: str, wall: float, cpu: float) -> dict:
    run = {"wall_seconds": wall, "cpu_seconds": cpu, "peak_bytes": 5_000_000, "other_cpu_seconds": 0.5, "stages": {}}
    weight = {"file_count": 3, "total_bytes": 3000, "raw_bytes": 1000, "gzip_bytes": 300, "page_count": 2}
    weight["kinds"] = {"tool pages": {"files": 2, "size_bytes": 2000}, "sitemap": {"files": 0, "size_bytes": 0}}
    runs = [{**run, "file_microseconds": 80.0, "stages": {"read": wall / 2} if name == "ours" else {}}] * 3
    return {"name": name, "what": "", "skipped": None, "failure": None, "weight": weight, "runs": runs}


def size(tools: int, ours: float, hugo: float) -> dict:
    return {
        "tools": tools,
        "servers": 1,
        "registry_bytes": 1_000_000,
        "contenders": [
            contender("ours", ours, ours),
            contender("hugo", hugo, 2 * hugo),
            {"name": "mkdocs", "what": "", "skipped": "too slow", "failure": None, "weight": None, "runs": []},
        ],
        "latencies": {"build, nothing edited": [3.0, 1.0, 2.0]},
        "failure": None,
    }


def test_our_time_is_divided_by_that_of_each_contender():
    costs, conditions, kinds, stages, latencies = tables_of(size(1000, 1.0, 4.0))
    rows = [dict(zip(costs.head, row, strict=True)) for row in costs.rows]
    assert [row["ours ÷ it, wall"] for row in rows] == ["1.00", "0.25"]
    assert [row["ours ÷ it, CPU"] for row in rows] == ["1.00", "0.12"]
    assert conditions.rows[1] == ["hugo", "3", "0.0", "1.0", "0.30", "0.50", "80"]
    assert kinds.rows == [["tool pages", *["2, 0.00 MB"] * 2], ["sitemap", "–", "–"], ["all", *["3, 0.00 MB"] * 2]]
    assert stages.rows == [["read", "0.50", "500"]]
    assert latencies.rows == [["build, nothing edited", "3", "2.00", "1.00", "3.00"]]


def test_growth_says_what_each_further_tool_cost():
    table = growth([size(3000, 4.0, 9.0), size(1000, 2.0, 3.0)])
    assert [row[:6] for row in table.rows[:2]] == [
        ["ours, 1,000", "2,000", "1.00", "2,000", "–", "–"],
        ["ours, 3,000", "1,333", "0.67", "1,333", "1,000", "1,000"],
    ]
    assert len(table.rows) == 4


def test_figures_replace_those_of_the_page_and_nothing_else(tmp_path: Path):
    page, figures = tmp_path / "page.md", tmp_path / "figures.json"
    page.write_text(f"# Before\n\n{handbook_table.BEGIN}\nearlier figures\n{handbook_table.END}\n\nAfter\n")
    machine = {"cores": 2, "memory_bytes": 2**33, "processor": "P", "system": "Linux 6"}
    machine |= {"file_system": "ext4", "python": "3.11", "mkdocs_material": "9", "hugo": "0.168"}
    about = {"date": "2026-11-26", "command": "python bench/run.py", "machine": machine, "workers": 2, "runs": 3}
    figures.write_text(json.dumps({**about, "sizes": [size(1000, 1.0, 4.0)]}))
    assert handbook_table.main([str(figures), "--page", str(page)]) == 0
    first = page.read_text()
    assert handbook_table.main([str(figures), "--page", str(page)]) == 0
    assert page.read_text() == first
    assert first.startswith("# Before\n")
    assert first.endswith("\nAfter\n")
    assert "earlier figures" not in first
    assert "`python bench/run.py`: medians of 3 runs, 2 workers, on 2 cores (P), 8 GiB" in first
    assert "| contender | wall s |" in first
    assert "`mkdocs` was not measured: too slow." in first


def test_a_page_without_a_place_for_figures_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    page = tmp_path / "page.md"
    page.write_text("# Before\n")
    assert handbook_table.main([str(tmp_path / "no.json"), "--page", str(page)]) == 1
    assert "expected both" in capsys.readouterr().err
    assert page.read_text() == "# Before\n"


def test_the_handbook_has_a_place_for_figures():
    text = handbook_table.PAGE.read_text(encoding="utf-8")
    assert text.index(handbook_table.BEGIN) < text.index(handbook_table.END)


def test_an_edited_catalog_is_a_catalog_and_is_as_before_afterwards(tmp_path: Path):
    synthesize.main([str(tmp_path / "catalog"), "--tools", "30", "--seed", "3"])
    entry = Entry(tmp_path / "catalog")
    files = {path: path.read_bytes() for path in (tmp_path / "catalog" / "servers").iterdir()}

    def tools() -> dict[str, str | None]:
        reading = read_registry(tmp_path / "catalog", tmp_path / "work", workers=1, progress=Silence())
        assert not reading.errors
        return {f"/tools/{each.server}/{each.slug}/": each.summary for each in reading.catalog.tools()}

    before = tools()
    with entry.edited("Marked: "):
        edited = tools()
    with entry.with_another_tool():
        added = tools()
    assert {path for path in before if before[path] != edited[path]} == {entry.path}
    assert str(edited[entry.path]).startswith("Marked: ")
    assert len(added) == len(before) + 1
    assert {path: path.read_bytes() for path in (tmp_path / "catalog" / "servers").iterdir()} == files


def test_sites_are_kept_while_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sites.free_room", lambda _: Room(10**12, 10**9))
    sites = Sites(tmp_path / "sites", Disk(tmp_path), 1000, 6)
    folder, cost = sites.fresh("ours-1")
    assert cost > 0
    sites.done_with(folder)
    assert sites.keeps_all
    assert folder.is_dir()
    sites.delete()
    assert not folder.exists()


def test_without_room_a_site_goes_when_it_is_no_longer_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sites.free_room", lambda _: Room(10**9, 10**9))
    disk = Disk(tmp_path)
    sites = Sites(tmp_path / "sites", disk, 220_000, 18)
    folder, _ = sites.fresh("hugo-1")
    sites.done_with(folder)
    assert not sites.keeps_all
    assert not folder.exists()
    assert disk.has_freed
