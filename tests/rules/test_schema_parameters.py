"""What a schema states becomes parameters; what it does not state stays unknown; no schema can do harm."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.tool import Tool
from generator.rules.excerpt import excerpt
from generator.rules.schema_parameters import NOT_EXPANDED, schema_parameters


def read(schema):
    return schema_parameters(schema, excerpt).parameters


def one(schema, **root):
    """The parameter `p` of a tool whose only argument has that schema."""
    return {key: value for key, value in read({"properties": {"p": schema}, **root})[0].items() if key != "name"}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string"}, {"type": "string"}),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, {"type": "string | null"}),
        ({"anyOf": [{"type": "null"}, {"type": "integer"}], "default": None}, {"type": "integer | null", "default": None}),
        ({"type": ["null", "boolean"]}, {"type": "boolean | null"}),
        ({"type": ["string"]}, {"type": "string"}),
        ({"oneOf": [{"type": "string"}, {"type": "number"}]}, {"type": "string | number"}),
        ({"anyOf": [{"type": "string"}, {}]}, {"type": "string | any"}),
        ({"type": "array", "items": {"type": "string"}}, {"type": "array[string]"}),
        ({"type": "array", "items": {"type": ["string", "null"]}}, {"type": "array[string | null]"}),
        ({"type": "array", "items": {"type": "array", "items": {"type": "number"}}}, {"type": "array[array[number]]"}),
        ({"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}]}, {"type": "array[string | integer]"}),
        ({"type": "array", "items": [{"type": "string"}]}, {"type": "array[string]"}),
        ({"type": "array"}, {"type": "array"}),
        ({"type": "array", "items": {}}, {"type": "array"}),
        ({"type": "array", "items": True}, {"type": "array"}),
        ({}, {}),
        (True, {}),
        ({"description": "Any."}, {"quote": "Any."}),
        ({"type": "file"}, {"type": "any"}),
        ({"const": "a"}, {"type": "string", "enum": ["a"]}),
        ({"const": None}, {"type": "null"}),
        ({"enum": ["a", 1, None]}, {"type": "string | integer | null", "enum": ["a", 1, None]}),
        ({"type": "string", "enum": ["a", "b"]}, {"type": "string", "enum": ["a", "b"]}),
        ({"anyOf": [{"const": "a"}, {"const": "b"}]}, {"type": "string", "enum": ["a", "b"]}),
        ({"anyOf": [{"enum": ["a"]}, {"type": "null"}]}, {"type": "string | null", "enum": ["a"]}),
        ({"anyOf": [{"enum": ["a"]}, {"type": "string"}]}, {"type": "string"}),
        ({"enum": []}, {}),
        ({"allOf": [{"type": "string", "minLength": 1}]}, {"type": "string", "constraints": {"minLength": 1}}),
        ({"type": "string", "format": "uri"}, {"type": "string", "format": "uri"}),
        ({"anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}]}, {"type": "string | null", "format": "uri"}),
        ({"type": "integer", "minimum": 1, "maximum": 5}, {"type": "integer", "constraints": {"minimum": 1, "maximum": 5}}),
        ({"type": "string", "pattern": "^a"}, {"type": "string", "constraints": {"pattern": "^a"}}),
        (
            {"type": "array", "items": {"type": "string", "enum": ["a"]}, "minItems": 1},
            {"type": "array[string]", "constraints": {"minItems": 1, "items": {"enum": ["a"]}}},
        ),
        ({"type": "boolean", "default": False}, {"type": "boolean", "default": False}),
        ({"type": "object", "default": {}}, {"type": "object", "default": {}}),
        ({"description": "Outer. X.", "anyOf": [{"type": "string", "description": "Inner."}]},
         {"type": "string", "quote": "Outer."}),
        ({"anyOf": [{"type": "string", "description": "Inner."}, {"type": "null"}]},
         {"type": "string | null", "quote": "Inner."}),
    ],
)  # fmt: skip
def test_a_property_is_read_as_it_stands(schema, expected):
    assert one(schema) == expected
    assert list(one(schema)) == list(expected)


def test_a_stated_null_default_is_not_a_missing_one():
    assert "default" in one({"default": None})
    assert "default" not in one({"type": "string"})


def test_required_is_stated_only_where_the_schema_demands_it():
    parameters = read({"properties": {"a": {}, "b": {}}, "required": ["b", "absent", 5]})
    assert parameters == [{"name": "a"}, {"name": "b", "required": True}]


@pytest.mark.parametrize("schema", [{"type": "object"}, {"properties": {}}, {"type": "object", "properties": {}}])
def test_an_object_without_properties_has_no_parameters(schema):
    assert read(schema) == []


@pytest.mark.parametrize(
    "schema",
    [None, True, [], "x", 5, {}, {"$schema": "http://json-schema.org/draft-07/schema#"}, {"type": "array"},
     {"type": "object", "properties": []}, {"properties": None}],
)  # fmt: skip
def test_an_emptied_or_unreadable_schema_leaves_the_parameters_unknown(schema):
    assert read(schema) == "unknown"


def test_the_order_and_spelling_of_names_are_kept():
    names = ["z", "If-Match", "DateCreated<", "Parameter1.Name", "$and", "a b", "é"]
    assert [each["name"] for each in read({"properties": {name: {} for name in names}})] == names


def test_nested_properties_become_fields():
    schema = {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]}
    fields = [{"name": "x", "type": "string", "required": True}]
    assert one(schema) == {"type": "object", "fields": fields}
    assert one({"type": "array", "items": schema}) == {"type": "array[object]", "fields": fields}
    assert one({"anyOf": [schema, {"type": "null"}]})["type"] == "object | null"


def test_the_fields_of_a_union_are_those_of_all_alternatives():
    union = {"oneOf": [
        {"type": "object", "properties": {"kind": {"const": "a"}, "path": {"type": "string"}}, "required": ["kind"]},
        {"type": "object", "properties": {"kind": {"const": "b"}, "url": {"type": "string"}}, "required": ["kind", "url"]},
    ]}  # fmt: skip
    assert one(union) == {
        "type": "object",
        "fields": [
            {"name": "kind", "type": "string", "required": True, "enum": ["a", "b"]},
            {"name": "path", "type": "string"},
            {"name": "url", "type": "string"},
        ],
    }


@pytest.mark.parametrize(
    "reference",
    ["#/$defs/Name", "#/definitions/Name", "#/properties/other", "#/$defs/a~1b~0c", "#/anything/0", "#/$defs/%4Eame"],
)
def test_a_local_reference_is_followed(reference):
    target = {"type": "integer", "minimum": 0}
    root = {
        "$defs": {"Name": target, "a/b~c": target},
        "definitions": {"Name": target},
        "anything": [target],
        "properties": {"p": {"$ref": reference, "description": "Mine."}, "other": target},
    }
    assert read(root)[0] == {"name": "p", "type": "integer", "constraints": {"minimum": 0}, "quote": "Mine."}


@pytest.mark.parametrize("reference", ["https://example.com/s.json", "other.json#/x", "#/$defs/absent", "#anchor", ""])
def test_a_reference_that_leads_out_or_nowhere_is_noted_and_never_fetched(reference):
    result = schema_parameters({"properties": {"p": {"$ref": reference}}}, excerpt)
    assert result.parameters == [{"name": "p"}]
    assert result.notes[0].startswith("reference ")


def test_a_recursive_reference_is_not_expanded():
    node = {"type": "object", "properties": {"name": {"type": "string"}, "next": {"$ref": "#/$defs/Node"}}}
    root = {"$defs": {"Node": node}, "properties": {"p": {"$ref": "#/$defs/Node"}}}
    inner = read(root)[0]["fields"][1]
    assert inner == {"name": "next", "type": "object", "fields": NOT_EXPANDED}


def test_a_reference_to_the_whole_schema_is_not_expanded_for_ever():
    root = {"type": "object", "properties": {"p": {"$ref": "#"}}}
    assert json.dumps(read(root)).count(NOT_EXPANDED) == 1


def test_a_reference_to_itself_ends():
    root = {
        "$defs": {"A": {"$ref": "#/$defs/B"}, "B": {"$ref": "#/$defs/A"}},
        "properties": {"p": {"$ref": "#/$defs/A"}},
    }
    assert read(root) == [{"name": "p", "fields": NOT_EXPANDED}]


def test_sixteen_levels_are_expanded_and_no_more():
    schema: dict = {"type": "object", "properties": {"last": {"type": "string"}}}
    for _ in range(20):
        schema = {"type": "object", "properties": {"x": schema}}
    levels, here = 1, read(schema)
    while isinstance(here[0]["fields"], list):
        levels, here = levels + 1, here[0]["fields"]
    assert levels == 16
    assert here[0]["fields"] == NOT_EXPANDED


def test_references_that_fan_out_stop_at_a_budget():
    names = [f"d{number}" for number in range(30)]
    defs = {
        name: {"type": "object", "properties": {f"p{each}": {"$ref": f"#/$defs/{after}"} for each in range(10)}}
        for name, after in zip(names, [*names[1:], names[-1]], strict=True)
    }
    result = schema_parameters({"$defs": defs, "properties": {"p": {"$ref": "#/$defs/d0"}}}, excerpt)
    assert "more than 20,000 nodes" in result.notes
    assert len(json.dumps(result.parameters)) < 3_000_000


def test_unions_that_fan_out_stop_at_a_budget():
    defs = {f"u{n}": {"anyOf": [{"$ref": f"#/$defs/u{n + 1}"}] * 10} for n in range(15)}
    result = schema_parameters({"$defs": defs, "properties": {"p": {"$ref": "#/$defs/u0"}}}, excerpt)
    assert result.notes


def test_a_schema_nested_beyond_reading_is_unknown():
    schema: object = {"type": "string"}
    for _ in range(100_000):
        schema = {"items": schema}
    result = schema_parameters({"properties": {"p": schema}}, excerpt)
    assert (result.parameters, result.notes) == ("unknown", ("more than 200 levels",))


def test_more_parameters_than_an_entry_holds_are_unknown():
    result = schema_parameters({"properties": {f"p{number}": {} for number in range(1001)}}, excerpt)
    assert (result.parameters, result.notes) == ("unknown", ("1,001 parameters",))


def test_more_allowed_values_than_an_entry_holds_are_noted():
    result = schema_parameters({"properties": {"p": {"enum": list(range(1001))}}}, excerpt)
    assert result.parameters == [{"name": "p", "type": "integer"}]
    assert result.notes == ("1,001 allowed values",)


def test_a_name_that_no_entry_holds_is_noted():
    result = schema_parameters({"properties": {"": {}, "x" * 201: {}, "ok": {}}}, excerpt)
    assert result.parameters == [{"name": "ok"}]
    assert len(result.notes) == 2


@pytest.mark.parametrize("node", [None, 5, "x", [], False, {"type": {}}, {"type": [[]]}, {"items": 5}, {"$ref": 5},
                                  {"anyOf": {}}, {"allOf": [5]}, {"properties": {"a": 5}, "required": "a"},
                                  {"enum": [[{}]]}, {"type": [], "format": 7}])  # fmt: skip
def test_a_property_that_is_no_schema_is_still_a_parameter(node):
    assert one(node).get("type", "any")


KEYWORDS = ["type", "properties", "items", "anyOf", "oneOf", "allOf", "$ref", "enum", "const", "default", "required",
            "description", "format", "minimum", "pattern", "$defs", "prefixItems", "additionalProperties", "p"]  # fmt: skip
TYPES = ["string", "integer", "number", "boolean", "object", "array", "null", "file"]
LEAF = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8)
    | st.sampled_from([*TYPES, "#", "#/$defs/p", "#/properties/p", "#/properties/p/items", "x"])
)  # fmt: skip
SCHEMAS = st.recursive(
    LEAF,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYWORDS), inner, max_size=5),
    max_leaves=30,
)


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYWORDS), SCHEMAS, max_size=6) | SCHEMAS)
def test_any_json_makes_parameters_that_an_entry_accepts(schema):
    result = schema_parameters(schema, excerpt)
    data = {"name": "t", "parameters": result.parameters}
    Tool.model_validate_json(json.dumps(data))
    assert schema_parameters(schema, excerpt) == result


def test_a_wide_schema_is_read_whole():
    values = [str(number) for number in range(50)]
    wide = {f"p{number}": {"anyOf": [{"type": "string", "enum": values}] * 5} for number in range(900)}
    assert len(read({"properties": wide})) == 900
