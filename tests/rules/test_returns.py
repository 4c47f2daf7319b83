"""Names of output properties tell what a call gives out or has changed; every other name, and every odd schema, says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given

from generator.rules.returns import change_in, person_in, secret_in, telling_names
from tests.rules.classify.test_properties import JSON
from tests.support.definitions import judged, signal_kinds, tool_object


def answering(name="frob_thing", description="", **properties):
    return {**tool_object(name, description), "outputSchema": schema(**properties)}


def schema(**properties):
    return {"type": "object", "properties": {key: {"type": each} for key, each in properties.items()}}


@pytest.mark.parametrize(
    "name", ["password", "api_key", "accessToken", "client_secret", "connectionString", "kubeconfig"]
)
def test_the_name_of_a_secret_tells(name):
    assert telling_names(schema(**{name: "string"})) == (name,)
    assert secret_in((name,)) == name


@pytest.mark.parametrize(
    "name",
    ["password_last_used", "secretName", "next_page_token", "tokens", "key", "keys", "credentials_id", "access_key_id"],
)
def test_what_is_only_about_a_secret_does_not_tell(name):
    assert telling_names(schema(**{name: "string"})) == ()


@pytest.mark.parametrize("name", ["email", "authorEmail", "phone_number", "first_name", "date_of_birth"])
def test_what_reaches_or_identifies_a_person_tells(name):
    assert person_in(telling_names(schema(**{name: "string"}))) == name


@pytest.mark.parametrize("name", ["name", "phone_model", "emailed_at", "birthplace"])
def test_other_properties_of_records_do_not(name):
    assert telling_names(schema(**{name: "string"})) == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("deletedCount", "destructive"),
        ("removed_rows", "destructive"),
        ("insertedCount", "write"),
        ("rows_affected", "write"),
    ],
)
def test_a_count_of_changes_tells_the_kind_of_change(name, kind):
    assert change_in(telling_names(schema(**{name: "integer"}))) == (name, kind)


@pytest.mark.parametrize(
    "name", ["deleted", "updated_at", "createdBy", "count", "totalLinesWritten", "affected_row_count"]
)
def test_words_of_change_on_records_are_no_count_of_changes(name):
    assert telling_names(schema(**{name: "integer"})) == ()


def test_names_are_found_in_arrays_unions_and_references_in_the_order_they_stand():
    record = {"type": "object", "properties": {"email": {"type": "string"}, "again": {"$ref": "#/$defs/Record"}}}
    root = {
        "type": "object",
        "properties": {
            "api_key": {"type": "string"},
            "items": {"type": "array", "items": {"anyOf": [{"$ref": "#/$defs/Record"}, {"type": "null"}]}},
        },
        "$defs": {"Record": record},
    }
    assert telling_names(root) == ("api_key", "email")


@pytest.mark.parametrize("reference", ["#", "https://example.org/schema", "#/$defs/Missing", "#/$defs", "#/a/b/c/d"])
def test_references_that_lead_elsewhere_are_left(reference):
    assert telling_names({"$ref": reference, "properties": {"email": {}}}) == ("email",)


@given(JSON)
def test_every_shape_of_json_is_read_without_an_error(value):
    assert all(isinstance(name, str) for name in telling_names(value))


def test_a_huge_schema_costs_a_bounded_number_of_nodes():
    wide = {"type": "object", "properties": {f"email_{number}": {} for number in range(50_000)} | {"email": {}}}
    assert telling_names(wide) == ("email",)
    deep: dict = {"properties": {"password": {}}}
    for _ in range(500):
        deep = {"type": "array", "items": deep}
    assert telling_names(deep) == ()


def test_a_lookup_that_answers_with_a_secret_is_high():
    assessment = judged(answering("get_account", "Get an account.", client_secret="string"))
    assert (assessment.category, assessment.risk, assessment.sensitivity) == ("Read", "High", "secret")


def test_a_change_that_answers_with_a_secret_gives_it_out_too():
    assert "secret-out" in signal_kinds(answering("create_account", "Create an account.", client_secret="string"))


def test_people_in_the_answer_of_a_change_are_no_data_given_out():
    assert "personal-data" not in signal_kinds(answering("create_account", "Create an account.", email="string"))
    assert "personal-data" in signal_kinds(answering("get_account", "Get an account.", email="string"))
