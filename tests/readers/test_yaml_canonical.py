"""The line reader reads what the careful reader reads, and leaves everything that is not of the importer's style to PyYAML."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import from_json

from generator.readers.registry_style import mapping_text
from generator.readers.yaml_canonical import canonical_json
from generator.readers.yaml_pieces import UnusualError
from generator.readers.yaml_text import read_yaml

CATALOG = Path(__file__).resolve().parents[2] / "catalog"
REGISTRY_FILES = sorted(CATALOG.glob("servers/*.yaml"))
STYLES = """\
# a comment
slug: shop
name: 'It''s a shop'
summary: >-
  One sentence over
  two lines.

  # no comment
transport: [stdio, 'sse', "a\\u00e9"]
capture:
  date: '2026-11-22'
  command: [npx, -y, "x\\\\y", {a: 1, "b": -2.5}]

tools:
  - name: one
    summary: A plain text
      over two lines
    hints: {readOnlyHint: true, destructiveHint: null}
    parameters:
      - {name: a, type: string | null}
      - name: b
        enum:
          - x
          - -1
          - "\\x41\\U0001F600"
        quote: 'over
          two lines'
        default: |
          kept
            as it is

  - name: two
    parameters: []
"""
PIECES = [
    *("\"'#-|>?:,[]{}&*!%@`\\~=.0189 \n\t\ré“"), ": ", " #", "- ", "\n\n", "\n  ", "\n    ", "&a ", "*a", "!t ", ">-", "|-", "|+", "|2",
    "\\x4", "\\ud800", "\\e", "\\/", "''", "null", "yes", "1_000", "0o7", "0x1", ".5", "1.", "1e5", "-0", "010", "2001-12-14 21:59:43.10 -5",
    "<<: ", "? ", ":\n", "---\n", "...\n", "a: b", "- a: b", "\n- ", "12:30:45", "\x85", "\u2028", "\ufeff", "\x00", "\x7f", "\xa0",
]  # fmt: skip

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(PIECES)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
keys = st.sampled_from("name slug title hints constraints quote enum yes on a".split()) | texts
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=20
)  # fmt: skip


@pytest.mark.parametrize("path", REGISTRY_FILES, ids=lambda path: path.name)
def test_every_registry_file_is_of_the_style(path):
    assert agree(path.read_bytes())


@given(st.dictionaries(keys, values, min_size=1, max_size=4))
def test_what_the_importer_writes_reads_alike_or_not_at_all(data):
    agree(mapping_text(data, "").encode())


@given(st.lists(st.tuples(st.integers(0, len(STYLES)), st.integers(0, 6), st.just("") | texts), min_size=1, max_size=4))
@settings(max_examples=500)
def test_a_text_broken_on_purpose_reads_alike_or_not_at_all(edits):
    text = STYLES
    for at, length, piece in edits:
        text = text[:at] + piece + text[at + length :]
    agree(text.encode())


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.integers(0, 40)), min_size=1, max_size=3))
@settings(max_examples=300)
def test_lines_moved_and_indented_read_alike_or_not_at_all(moves):
    lines = STYLES.splitlines()
    for source, margin, target in moves:
        lines.insert(target, " " * margin + lines[source % len(lines)].lstrip())
    agree("\n".join([*lines, ""]).encode())


def test_all_styles_at_once():
    assert agree(STYLES.encode())


def agree(raw: bytes) -> bool:
    """Whether the text is read at all; then the same as the careful reader reads, types and lines included."""
    try:
        text, lines = canonical_json(raw)
    except UnusualError:
        return False
    data, careful = from_json(text), read_yaml(raw)
    assert careful.findings == ()
    assert repr(data) == repr(careful.data)  # so that 1, 1.0 and true are three things
    for key, places in lines.items():
        assert places == tuple(careful.positions.find((key, at))[0] for at in range(len(data[key])))
    return True


@pytest.mark.parametrize(
    "text",
    [
        "a: 1",
        "",
        "\n",
        "# nothing\n",
        "a:\n",
        "a: &x 1\n",
        "a: !!str 1\n",
        "a: *x\n",
        "a: 1\na: 2\n",
        "a: {b: 1, b: 2}\n",
        'a: {b: 1, "b": 2}\n',
        "yes: 1\n",
        "null: 1\n",
        "a: yes\n",
        "a: 010\n",
        "a: 1 # why\n",
        "a: b: c\n",
        "a: b\n  c: d\n",
        "a: 1\n---\nb: 2\n",
        "a: [1\n",
        "a: [1,2]\n",
        "a: [[1], [2]\n",
        "- a\n",
        "a\n",
        "a:\n- b\n",
        "a:\n  - b\n c: d\n",
        "a: |\nb: 1\n",
        "a: >-\n   b\n  c\n",
        "a: >\n  b\n   c\n",
        "a: b\u2028c\n",
        "a: b\tc\n",
        "a: b\r\n",
        'a: "\\ud800"\n',
        'a: "\\q"\n',
        "\ufeffa: 1\n",
        "tools: [{name: a}]\n",
        "a: " + "[" * 30 + "]" * 30 + "\n",
        "".join(f"{' ' * depth}a:\n" for depth in range(60)) + " " * 60 + "a: 1\n",
    ],
)
def test_what_is_not_of_the_style_is_left_to_pyyaml(text):
    with pytest.raises(UnusualError):
        canonical_json(text.encode())


def test_bytes_that_are_no_text_are_left_to_pyyaml():
    with pytest.raises(UnusualError):
        canonical_json(b"a: \xff\n")


@pytest.mark.parametrize(
    "text",
    [
        "a: '" + "''\n  " * 200_000,
        'a: "' + "\\x" * 200_000,
        "a: b\n" + "  c\n" * 200_000,
        "a: b" + " " * 500_000 + "c\n  d",
        "a: >-\n" + "\n  b" * 200_000,
        " " * 500_000,
        "a: [" * 200_000,
        "".join(f"{' ' * depth}a: '\n" for depth in range(2000)),
    ],
    ids=lambda text: text[:12],
)
def test_a_hostile_text_takes_time_as_its_length_says(text):
    start = time.process_time()
    with suppress(UnusualError):
        canonical_json(f"{text}\n".encode())
    assert time.process_time() - start < 5  # a few hundredths where it is linear, minutes where it is not
