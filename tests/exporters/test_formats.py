"""What is written is read back as it was, by libraries that know nothing of our writers."""

from __future__ import annotations

import io
import json
import tomllib

import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.exporters.fill import FILTERS, quoted
from generator.exporters.formats import to_json, to_text, to_toml, to_yaml
from tests.support.plans import HOSTILE

WORDS = HOSTILE | st.sampled_from(
    ["yes", "No", "null", "~", "1.0", "0x1", "1e3", "-", "a-b", "12:30", "", "=", "<<", "on"]
)
SCALARS = WORDS | st.integers(-(2**53), 2**53) | st.booleans()
DATA = st.recursive(
    SCALARS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)
TABLES = st.recursive(
    st.dictionaries(WORDS, SCALARS | st.lists(SCALARS, max_size=3), max_size=3),
    lambda inner: st.dictionaries(WORDS, inner | st.lists(inner, min_size=1, max_size=2) | SCALARS, max_size=3),
    max_leaves=6,
)


@given(DATA)
def test_json(data):
    assert json.loads(to_json(data)) == data


@given(st.dictionaries(WORDS, DATA, min_size=1, max_size=3) | st.lists(DATA, min_size=1, max_size=3))
def test_yaml_by_two_parsers(data):
    text = to_yaml(data)
    assert yaml.safe_load(text) == data
    assert YAML(typ="safe", pure=True).load(io.StringIO(text)) == data


@given(TABLES)
def test_toml(data):
    assert tomllib.loads(to_toml(data)) == data


@given(HOSTILE)
def test_all_text_is_ascii_and_on_one_line(text):
    for made in (
        quoted(text),
        FILTERS["json"](text),
        FILTERS["line"](text),
        FILTERS["cedar"](text),
    ):
        assert made.isascii() and made.isprintable()


@given(HOSTILE)
def test_a_shell_word_is_one_word(text):
    import shlex

    assert shlex.split(FILTERS["shell"](text)) == [text]


def test_text_is_its_lines():
    assert to_text(["a", "", "b"]) == "a\n\nb\n"
