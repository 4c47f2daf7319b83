"""Registry YAML is read strictly, and alike by every parser."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.readers.yaml_text import MAX_DEPTH, read_yaml


def codes(text: str | bytes) -> list[tuple[int, int, str]]:
    raw = text.encode() if isinstance(text, str) else text
    return [(*place, finding.code) for finding, place in read_yaml(raw).findings]


def test_plain_values_are_text_numbers_booleans_and_null():
    read = read_yaml(b"a: text\nb: 12\nc: -1.5\nd: true\ne: null\nf: [x, {g: ''}]\nh:\n")
    assert read.findings == ()
    assert read.data == {"a": "text", "b": 12, "c": -1.5, "d": True, "e": None, "f": ["x", {"g": ""}], "h": None}


def test_a_date_and_a_version_with_two_dots_are_text():
    assert read_yaml(b"date: 2026-11-22\nversion: 2026.10.19").data == {"date": "2026-11-22", "version": "2026.10.19"}


@pytest.mark.parametrize(
    "scalar",
    [
        "yes",
        "No",
        "on",
        "OFF",
        "010",
        "1_000",
        "0x1F",
        "0o17",
        "1:30",
        "1e3",
        "+.inf",
        ".nan",
        "=",
        "2026-11-22 10:00:00",
    ],
)
def test_a_scalar_that_yaml_versions_read_differently_must_be_quoted(scalar):
    assert codes(f"a:\n  - {scalar}") == [(2, 5, "yaml/ambiguous")]
    assert codes(f"a: '{scalar}'") == []


def test_every_refused_feature_is_reported_with_its_place_and_reading_goes_on():
    text = "a: 1\na: 2\nk: &x [1]\nl: *x\nm: !!python/name:os.system y\n1: x\n[q]: 2\n<<: {b: 1}\nlast: 3\n"
    assert codes(text) == [
        (2, 1, "yaml/duplicate-key"),
        (3, 4, "yaml/anchor"),
        (4, 4, "yaml/alias"),
        (5, 4, "yaml/tag"),
        (6, 1, "yaml/key"),
        (7, 1, "yaml/key"),
        (8, 1, "yaml/ambiguous"),
    ]
    assert read_yaml(text.encode()).data["last"] == 3


def test_a_billion_laughs_is_refused_without_being_expanded():
    lines = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    read = read_yaml("\n".join(lines).encode())
    assert {finding.code for finding, _ in read.findings} == {"yaml/anchor", "yaml/alias"}
    assert len(str(read.data)) < 10_000


@pytest.mark.parametrize("opener", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_without_a_crash(opener):
    *before, last = [code for _, _, code in codes(opener * 20_000)]
    assert last in {"yaml/too-deep", "yaml/syntax"}
    assert set(before) <= {"yaml/key"}


def test_nesting_up_to_the_limit_is_read():
    assert codes("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []


@pytest.mark.parametrize(
    ("raw", "line", "column", "code"),
    [
        (b"a: [", 2, 1, "yaml/syntax"),
        (b"ok: 1\na: b: c", 2, 5, "yaml/syntax"),
        (b"ok: 1\nab\xff: 1", 2, 3, "yaml/encoding"),
        (b"a: \x01", 1, 4, "yaml/syntax"),
        (b"a: b\n---\nc: d", 2, 1, "yaml/documents"),
    ],
)
def test_text_that_is_not_yaml_is_located(raw, line, column, code):
    assert codes(raw) == [(line, column, code)]


def test_columns_count_characters_not_bytes():
    assert codes("{ü: 1, ü: 2}") == [(1, 8, "yaml/duplicate-key")]


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
def test_lines_are_counted_as_editors_count_them(mark):
    assert codes(f'a: "x{mark}y"\nb: 1\nb: 2') == [(3, 1, "yaml/duplicate-key")]


def test_positions_find_values_keys_and_the_nearest_parent_of_what_is_missing():
    positions = read_yaml(b"a:\n  - {b: 1, cc: 2}\n").positions
    assert positions.find(("a", 0, "cc")) == (2, 16)
    assert positions.find(("a", 0, "cc"), on_key=True) == (2, 12)
    assert positions.find(("a", 0, "missing")) == (2, 5)
    assert positions.find(("a", 7, "b")) == (2, 3)


plain_data = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(max_size=30) | st.floats(-1e6, 1e6, width=32),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=15,
)


@given(plain_data)
def test_what_three_parsers_read_is_the_same_or_refused(data):
    text = yaml.safe_dump(data, allow_unicode=True)
    read = read_yaml(text.encode("utf-8", errors="surrogatepass"))
    if not read.findings:
        assert read.data == yaml.load(text, Loader=yaml.CSafeLoader)
        assert read.data == YAML(typ="safe", pure=True).load(text)


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_raise(raw):
    read_yaml(raw)
