"""Notes on what a site was made from: kept or not, and never the reason why a build ends without a word."""

from __future__ import annotations

from random import Random

import pytest

from generator.outputs.units import new_units, read_units
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
