"""A compiled record is used only for the very file, vocabulary and code it was made from."""

from __future__ import annotations

import pytest

from generator.readers.compiled import CompiledRecords
from generator.readers.registry import read_vocabulary
from tests.readers.test_registry import GOOD


@pytest.fixture
def place(tmp_path):
    path = tmp_path / "servers" / "shop.yaml"
    path.parent.mkdir()
    path.write_text(GOOD)
    return path


def records(tmp_path, judged_by="1", vocabulary=None):
    return CompiledRecords(tmp_path / "records", vocabulary or read_vocabulary(tmp_path)[0], judged_by)


def test_an_unchanged_file_is_read_once(tmp_path, place):
    first, again = records(tmp_path).reading(place), records(tmp_path).reading(place)
    assert (first.is_new, again.is_new) == (True, False)
    assert (again.reading.judged, again.reading.problems) == (first.reading.judged, first.reading.problems)
    assert (again.key, again.entry) == (first.key, first.entry)


def test_a_record_comes_back_equal_with_problems_and_null_defaults(tmp_path, place):
    place.write_text(GOOD.replace("parameters: []", "parameters: [{name: p, default: null}, {name: q}]"))
    first = records(tmp_path).reading(place).reading
    again, is_new, *_ = records(tmp_path).reading(place)
    assert not is_new
    assert (again.judged, again.problems) == (first.judged, first.problems)
    assert first.problems
    assert [each.states_default for each in again.judged.server.tools[0].parameters] == [True, False]


def test_an_edit_other_code_or_another_vocabulary_makes_a_new_record(tmp_path, place):
    records(tmp_path).reading(place)
    place.write_text(GOOD + "\n")
    assert records(tmp_path).reading(place).is_new
    assert records(tmp_path, judged_by="2").reading(place).is_new
    vocabulary = read_vocabulary(tmp_path)[0].model_copy(
        update={"categories": read_vocabulary(tmp_path)[0].categories[:1]}
    )
    assert records(tmp_path, judged_by="2", vocabulary=vocabulary).reading(place).is_new


def test_the_digest_of_the_entry_tells_what_it_is_judged_to_be_and_not_how_it_is_written(tmp_path, place):
    first = records(tmp_path).reading(place)
    place.write_text(GOOD + "# a comment\n")
    assert records(tmp_path).reading(place).entry == first.entry != first.key
    assert records(tmp_path, judged_by="2").reading(place).entry == first.entry
    place.write_text(GOOD.replace("Shop", "Shed"))
    assert records(tmp_path).reading(place).entry != first.entry
    place.write_text("slug: [\n")
    unreadable = [records(tmp_path).reading(place).entry for _ in range(2)]
    assert unreadable[0] == unreadable[1] != first.entry


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda _: b"",
        lambda raw: raw.replace(b'"name"', b'"nam"'),
        lambda raw: raw.replace(b'"effect":"', b'"effect": "'),
        lambda raw: raw.replace(b"Shop", b"Shed", 1),
        lambda raw: raw + b" ",
        lambda _: b"\xff\n\xff\n",
    ],
)
def test_a_damaged_record_is_made_again(tmp_path, place, damage):
    first = records(tmp_path).reading(place).reading
    (record,) = (tmp_path / "records").iterdir()
    record.write_bytes(damage(record.read_bytes()))
    again, is_new, key, _ = records(tmp_path).reading(place)
    assert is_new
    assert again == first
    assert records(tmp_path).judged("shop", key) == first.judged
    assert records(tmp_path).judged("shop", "another") is None
    assert records(tmp_path).judged("none", key) is None


def test_the_record_of_a_file_that_is_gone_is_removed(tmp_path, place):
    kept = records(tmp_path)
    kept.reading(place)
    kept.prune({"another"})
    assert list((tmp_path / "records").iterdir()) == []
    assert kept.reading(place).is_new
    kept.prune({"shop"})
    assert not kept.reading(place).is_new
