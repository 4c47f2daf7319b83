"""The bulk path reads what the careful reader reads, and leaves everything unusual to it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.yaml_fast import read_events, read_fast
from generator.readers.yaml_text import MAX_DEPTH, read_yaml

CATALOG = Path(__file__).resolve().parents[2] / "catalog"
REGISTRY_FILES = [*sorted(CATALOG.glob("*/*.yaml")), CATALOG / "vocabulary.yaml"]

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
values = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)  # fmt: skip


@pytest.mark.parametrize("path", REGISTRY_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_of_the_registry_reads_alike_with_the_same_lines(path):
    raw = path.read_bytes()
    careful = read_yaml(raw)
    assert careful.findings == ()
    for fast in (read_fast(raw), read_events(raw)):
        assert fast is not None
        assert fast.data == careful.data
        for key, lines in fast.lines.items():
            assert lines == tuple(careful.positions.find((key, at))[0] for at in range(len(careful.data[key])))


@given(
    data=st.dictionaries(st.text(), values),
    flow=st.booleans(),
    unicode=st.booleans(),
    style=st.sampled_from([None, '"', "'"]),
)
def test_generated_texts_read_alike_or_not_at_all(data, flow, unicode, style):
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=unicode, default_style=style)
    agree(text.encode("utf-8", errors="replace"))


@given(st.text() | st.text(alphabet="ab: -\n'\"[]{},&*!#|>?%@`~0.1:yes\t"))
def test_any_text_reads_alike_or_not_at_all(text):
    agree(text.encode("utf-8", errors="replace"))


def agree(raw: bytes) -> None:
    careful = read_yaml(raw)
    for fast in (read_fast(raw), read_events(raw)):
        if careful.findings or not isinstance(careful.data, dict):
            assert fast is None
        elif fast is not None:
            assert repr(fast.data) == repr(careful.data)  # so that 1, 1.0 and true are three things


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1",
        "a: &x [1]",
        "a: !!str 1",
        "&x a: 1",
        "a: *x",
        "a: 1\na: 2",
        "a: {b: 1, b: 2}",
        "1: a",
        "[a]: b",
        "a: yes",
        "a: 010",
        "a: 1\n---\nb: 2",
        "a: [1",
        "- a",
        "a",
        "",
        "a: b\u2028c",
        "a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
    ],
)
def test_what_is_unusual_is_left_to_the_careful_reader(text):
    assert read_fast(text.encode()) is None


def test_bytes_that_are_no_text_are_left_to_the_careful_reader():
    assert read_fast(b"a: \xff") is None
