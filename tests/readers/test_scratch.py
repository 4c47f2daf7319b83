"""A file is written whole or not at all, and nothing is left of those who failed or were killed."""

from __future__ import annotations

import errno
import os
import time

import pytest

from generator.readers.kept_rows import KeptRows, write_rows
from generator.readers.scratch import clear_left, write_whole

DAY_S = 86_400


def broken():
    yield b"half"
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_file_is_whole_or_as_it_was_and_nothing_stands_beside_it(tmp_path):
    write_whole(tmp_path / "a", [b"one", b"two"])
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a", broken())
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"a": b"onetwo"}


def test_what_a_killed_process_left_goes_after_a_day_and_what_others_write_stays(tmp_path):
    for name, age_s in {
        "a.rows.1.tmp": 2 * DAY_S,
        "a.rows.2.tmp": 60,
        "b.rows.3.tmp": 2 * DAY_S,
        "a": 2 * DAY_S,
    }.items():
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time.time() - age_s,) * 2)
    clear_left(tmp_path, "a")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "a.rows.2.tmp", "b.rows.3.tmp"]


def test_rows_that_are_written_clear_away_what_was_left_of_earlier_ones(tmp_path):
    left = tmp_path / "x.1234.tmp"
    left.touch()
    os.utime(left, (0, 0))
    write_rows(tmp_path / "x.rows", "made", KeptRows())
    assert [each.name for each in tmp_path.iterdir()] == ["x.rows"]
