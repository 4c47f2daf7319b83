"""JSON with comments is read with a place for every key, and never raises."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.json_text import read_json
from generator.readers.yaml_text import Positions

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


def places(data, positions: Positions, text: str):
    """Every key stands where its position says."""
    lines = text.split("\n")
    if isinstance(data, dict):
        assert set(positions.keys) == set(data)
        for key, (line, column) in positions.keys.items():
            assert lines[line - 1][column - 1 :].startswith(json.dumps(key))
            places(data[key], positions.parts[key], text)
    elif isinstance(data, list):
        for number, item in enumerate(data):
            places(item, positions.parts[number], text)


@given(PLAIN, st.sampled_from([None, 1, 4]))
def test_what_json_writes_is_read_back_with_the_place_of_each_key(data, indent):
    text = json.dumps(data, indent=indent)
    read = read_json(text.encode())
    assert (read.data, read.complaints) == (data, ())
    places(data, read.positions, text)


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_data_or_one_complaint_with_a_place(raw):
    read = read_json(raw)
    assert read.is_readable or (read.data is None and len(read.complaints) == 1)
    assert all(each.line >= 1 and each.column >= 1 for each in read.complaints)


@given(st.text(alphabet='{}[],:"/*\\ \n1tfnu', max_size=40))
def test_text_made_of_json_pieces_is_read_as_json_reads_it(text):
    read = read_json(text.encode())
    try:
        expected = json.loads(text)
    except ValueError:
        return
    assert read.data == expected


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", (1, 1), "the end of the file"),
        ('{"a" 1}', (1, 6), "`:` after the key"),
        ('{\n  "a": [1 2]\n}', (2, 11), "`,` or `]`"),
        ("{a: 1}", (1, 2), "a key in double quotes"),
        ('{"a": tru}', (1, 7), "a value"),
        ('{"a": 1} x', (1, 10), "nothing more"),
        ('{"a": "x\ny"}', (1, 9), "control character"),
        ("[" * 100, (1, 65), "more than 64 levels"),
        ("[NaN]", (1, 2), "a value"),
    ],
)
def test_a_syntax_error_says_what_was_expected_and_where(text, place, words):
    (complaint,) = read_json(text.encode()).complaints
    assert (complaint.line, complaint.column) == place
    assert words in complaint.message


def test_comments_trailing_commas_and_repeated_keys_are_read_and_told():
    read = read_json(b'{\n  // c\n  "a": [1,], /* x */\n  "b": 1,\n  "b": 2\n}')
    assert read.data == {"a": [1], "b": 2}
    assert [(each.kind, each.line, each.column) for each in read.complaints] == [("comment", 2, 3), ("twice", 5, 3)]


def test_half_a_character_does_not_reach_the_report():
    assert read_json(b'"\\ud800x"').data == "\N{REPLACEMENT CHARACTER}x"
