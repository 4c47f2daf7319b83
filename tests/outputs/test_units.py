"""Notes on what a site was made from: kept or not, and never the reason why a build ends without a word."""

from __future__ import annotations

import itertools
import os
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from generator.outputs.units import Earlier, change_units, new_units, read_head
from tests.support.full_disk import no_file_above

RECORDS = [(f"tools/{number}/", Random(number).randbytes(2000)) for number in range(2000)]


OTHERS = [(name, record[::-1]) for name, record in RECORDS]


def records_in(path: Path) -> dict[str, bytes]:
    with Earlier(path).opened() as earlier:
        names = [*(name for name, _ in RECORDS), "tools/new/"]
        return {name: record for name in names if (record := earlier(name)) is not None}


def test_units_come_back(tmp_path):
    path = tmp_path / "units" / "x.sqlite"
    with new_units(path) as units:
        units.add(RECORDS)
        units.finish({"a": 1}, ())
    assert records_in(path) == dict(RECORDS)
    assert [each.name for each in path.parent.iterdir()] == ["x.sqlite"]


def test_a_disk_that_gets_full_is_an_error_of_the_disk(tmp_path):
    path = tmp_path / "x.sqlite"
    with no_file_above(1_000_000), pytest.raises(OSError, match=r"x\.sqlite"), new_units(path) as units:
        units.add(RECORDS)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_when_the_site_is_published_costs_the_notes(tmp_path):
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"of a site that is no more")
    with no_file_above(20_000), new_units(path) as units:
        units.add(RECORDS[:100])
        units.finish({"a": 1}, ())
    assert list(tmp_path.iterdir()) == []


def test_what_another_build_writes_beside_is_left_alone_and_what_a_killed_one_left_is_not(tmp_path):
    inputs, left = tmp_path / "x.inputs.77.tmp", tmp_path / "x.sqlite.77.tmp"
    inputs.touch()
    left.touch()
    with new_units(tmp_path / "x.sqlite"):
        assert inputs.exists() and not left.exists()


def kept_units(path: Path) -> Path:
    with new_units(path) as units:
        units.add(RECORDS)
        units.finish({"a": 1}, ())
    return path


def test_units_of_the_build_before_are_kept_or_go(tmp_path):
    path = kept_units(tmp_path / "x.sqlite")
    with new_units(path) as units:
        units.add(OTHERS[:500])
        units.add([("tools/new/", b"new")])
        units.finish({"a": 2}, [name for name, _ in RECORDS[500:700]])
    assert records_in(path) == dict([*OTHERS[:500], *RECORDS[500:700], ("tools/new/", b"new")])
    assert read_head(path)["a"] == 2
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [None, b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_where_no_units_can_be_read_there_are_none(content, tmp_path):
    path = tmp_path / "x.sqlite"
    if content is not None:
        path.write_bytes(content)
    assert records_in(path) == {} == read_head(path)
    with new_units(path) as units:
        units.add(RECORDS[:10])
        units.finish({"a": 1}, ["tools/1500/"])
    assert records_in(path) == dict(RECORDS[:10])


def test_a_head_that_lacks_a_value_is_none(tmp_path):
    path = kept_units(tmp_path / "x.sqlite")
    assert read_head(path) == {"a": 1}
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM head WHERE name = 'a'")
    assert read_head(path) == {}


def test_units_are_read_in_other_processes_while_the_next_ones_are_written(tmp_path):
    path = kept_units(tmp_path / "x.sqlite")
    with new_units(path) as units, ProcessPoolExecutor(2) as pool:
        units.add(OTHERS)
        assert [*pool.map(records_in, [path] * 2)] == [dict(RECORDS)] * 2
    assert records_in(path) == dict(RECORDS)


def killed_while_it_changes(path: Path) -> None:
    child = os.fork()
    if not child:
        change_units(path, {}, itertools.chain(OTHERS, iter(lambda: os._exit(0), None)))
    os.waitpid(child, 0)
    assert path.with_name(f"{path.name}-journal").exists(), "more than SQLite keeps in memory"


def test_an_edit_changes_units_in_one_step(tmp_path):
    path = kept_units(tmp_path / "x.sqlite")
    change_units(path, {"a": 2}, [*OTHERS[:2], ("tools/new/", b"new")], ["tools/1/", "tools/7/"])
    gone = {"tools/1/", "tools/7/"}
    wanted = {**dict(RECORDS), OTHERS[0][0]: OTHERS[0][1], "tools/new/": b"new"}
    assert records_in(path) == {name: record for name, record in wanted.items() if name not in gone}
    assert read_head(path)["a"] == 2


def test_of_a_change_that_was_killed_nothing_is_left_once_the_head_was_read(tmp_path):
    path = kept_units(tmp_path / "x.sqlite")
    killed_while_it_changes(path)
    assert read_head(path)["a"] == 1
    assert records_in(path) == dict(RECORDS)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("limit", [1_000_000, 6_000_000])
def test_a_disk_that_gets_full_while_units_are_changed_costs_the_notes(limit, tmp_path):
    path = kept_units(tmp_path / "x.sqlite")
    with no_file_above(limit):
        change_units(path, {"a": 2}, ((f"{number}{name}", record) for number in range(4) for name, record in RECORDS))
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_change_left_is_not_undone_in_the_units_of_the_next_build(tmp_path):
    path = kept_units(tmp_path / "x.sqlite")
    killed_while_it_changes(path)
    with new_units(path) as units:
        units.add(OTHERS[:10])
        units.finish({"a": 3}, ())
    assert records_in(path) == dict(OTHERS[:10])
