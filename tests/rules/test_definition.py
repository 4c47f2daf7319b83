"""The digest covers what a tool is, and nothing else; the size is what a model has to read."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rules.definition import (
    canonical_json,
    defining_part,
    digest,
    estimated_tokens,
    size_bytes,
    stated_hints,
)

TOOL = {
    "name": "get",
    "description": "Gets – it.",
    "inputSchema": {"type": "object", "properties": {"b": {}, "a": {"default": None}}},
    "annotations": {"readOnlyHint": True, "title": "Get", "openWorldHint": False, "destructiveHint": None},
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def test_the_digest_is_that_of_the_documented_text():
    text = (
        '{"description":"Gets – it.","hints":{"openWorldHint":false,"readOnlyHint":true},'
        '"inputSchema":{"properties":{"a":{"default":null},"b":{}},"type":"object"},"name":"get"}'
    )
    assert canonical_json(defining_part(TOOL)) == text.encode()
    assert digest(TOOL) == f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


@pytest.mark.parametrize("key", ["title", "_meta", "execution", "icons", "id"])
def test_what_does_not_define_a_tool_leaves_the_digest_alone(key):
    assert digest({**TOOL, key: {"x": 1}}) == digest(TOOL)


def test_the_order_of_keys_leaves_the_digest_alone():
    assert digest(dict(reversed(TOOL.items()))) == digest(TOOL)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "gets"},
        {"description": "Gets – it!"},
        {"inputSchema": {"type": "object"}},
        {"outputSchema": {"type": "object"}},
        {"annotations": {"readOnlyHint": False, "openWorldHint": False}},
        {"annotations": {}},
    ],
)
def test_what_defines_a_tool_changes_the_digest(change):
    assert digest({**TOOL, **change}) != digest(TOOL)


def test_an_empty_description_is_stated_and_a_null_one_is_not():
    assert digest({"name": "a", "description": ""}) != digest({"name": "a"})
    assert digest({"name": "a", "description": None}) == digest({"name": "a"})


@pytest.mark.parametrize("annotations", [None, [], "x", {"readOnlyHint": "true", "idempotentHint": 1}])
def test_a_hint_that_is_neither_true_nor_false_is_not_stated(annotations):
    assert stated_hints({"annotations": annotations}) == {}


def test_false_is_stated():
    assert stated_hints({"annotations": {"destructiveHint": False}}) == {"destructiveHint": False}


def test_the_size_counts_the_whole_object_in_utf_8():
    tool = {"name": "a", "_meta": {"x": "é🎉"}}
    assert size_bytes(tool) == len('{"name":"a","_meta":{"x":"é🎉"}}'.encode())
    assert estimated_tokens(size_bytes(tool)) == 9


def test_lone_surrogates_have_a_digest_of_their_own():
    one, other = ({"name": "a", "description": text} for text in ("\ud83d", "\ud83e"))
    assert digest(one) != digest(other)
    assert size_bytes(one) == len('{"name":"a","description":""}') + 3


def test_numbers_that_json_does_not_have_are_refused():
    with pytest.raises(ValueError, match="JSON"):
        canonical_json({"maximum": float("inf")})


@given(JSON)
def test_canonical_json_reads_back_as_the_same_value(value):
    assert json.loads(canonical_json(value)) == value


@given(JSON)
def test_canonical_json_is_a_fixed_point(value):
    once = canonical_json(value)
    assert canonical_json(json.loads(once)) == once
