"""Notes on what a site was made from: kept or not, and never the reason why a build ends without a word."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from generator.outputs.units import ChangedUnits, new_units, read_units
from tests.support.full_disk import no_file_above

RECORDS = [(f"tools/{number}/", Random(number).randbytes(2000)) for number in range(2000)]


def test_units_come_back(tmp_path):
    path = tmp_path / "units" / "x.sqlite"
    with new_units(path) as units:
        units.add(RECORDS)
        units.finish({"a": 1}, ())
    assert read_units(path).records == dict(RECORDS)
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


OTHERS = [(name, record[::-1]) for name, record in RECORDS]


def killed_while_it_changes(path: Path) -> None:
    child = os.fork()
    if not child:
        ChangedUnits(path, [name for name, _ in RECORDS]).add(OTHERS)
        os._exit(0)
    os.waitpid(child, 0)
    assert path.with_name(f"{path.name}-journal").exists(), "more than SQLite keeps in memory"


def test_units_are_changed_at_the_end_or_not_at_all(tmp_path):
    path, names = kept_units(tmp_path / "x.sqlite"), [name for name, _ in RECORDS]
    with closing(ChangedUnits(path, names)) as units:
        units.add(OTHERS)
    assert read_units(path).records == dict(RECORDS)
    killed_while_it_changes(path)
    assert read_units(path).records == dict(RECORDS)
    with closing(ChangedUnits(path, names)) as units:
        units.add(OTHERS[:500])
        units.add([("tools/new/", b"new")])
        units.finish({"a": 2}, names[400:700])
    now = read_units(path)
    assert now.records == dict([*OTHERS[:500], *RECORDS[500:700], ("tools/new/", b"new")])
    assert now.head["a"] == 2
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("limit", [1_000_000, 6_000_000])
def test_a_disk_that_gets_full_while_units_are_changed_costs_the_notes(limit, tmp_path):
    path = kept_units(tmp_path / "x.sqlite")
    with no_file_above(limit), closing(ChangedUnits(path, ())) as units:
        for number in range(4):
            units.add((f"{number}{name}", record) for name, record in RECORDS)
        units.finish({"a": 2}, [name for name, _ in RECORDS])
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_change_left_is_not_undone_in_the_units_of_the_next_build(tmp_path):
    path = kept_units(tmp_path / "x.sqlite")
    killed_while_it_changes(path)
    with new_units(path) as units:
        units.add(OTHERS[:10])
        units.finish({"a": 3}, ())
    assert read_units(path).records == dict(OTHERS[:10])
