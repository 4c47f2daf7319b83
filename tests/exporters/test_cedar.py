"""Cedar's own engine decides as planned, and its validator refuses a tool or an argument that does not exist."""

from __future__ import annotations

import json

import cedarpy
import pytest

from tests.exporters.test_hook import fitting, unfitting
from tests.support.plans import POSTURES, SLUGS, catalog_plan, exported, made_plan, made_server, made_tool

ENTITIES = "[]"


def printed(plan):
    authz, text, schema = exported("cedar", plan).files
    policies = json.loads(authz.text)["cedar"]["policies"]
    assert [line for line in text.text.splitlines() if line.startswith("permit")] == policies
    return text.text, schema.text


def decisions(policies, schema, calls):
    requests = [
        {
            "principal": 'Client::"agent"',
            "action": 'Action::"call_tool"',
            "resource": f"Tool::{json.dumps(tool)}",
            "context": {f"arg_{name}": value for name, value in arguments.items()},
        }
        for tool, arguments in calls
    ]
    results = cedarpy.is_authorized_batch(requests, policies, ENTITIES, schema)
    assert not [each.diagnostics.errors for each in results if each.diagnostics.errors]
    return [each.allowed for each in results]


def is_run(tool):
    return tool["effect"] == "allow"


def is_said(constraint):
    return constraint["op"] == "exists" or (constraint["kind"], constraint["op"]) in {
        *(("string", op) for op in ("eq", "neq", "in", "not_in")),
        *(("integer", op) for op in ("eq", "neq", "lt", "lte", "gt", "gte")),
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_the_engines_decision_is_the_neutral_effect_for_every_tool_of_the_catalog(slug):
    for posture in POSTURES:
        plan = catalog_plan(slug, posture)
        tools = plan["servers"][0]["tools"]
        policies, schema = printed(plan)
        checked = cedarpy.validate_policies(policies, schema)
        assert checked.validation_passed, checked.errors
        said = {tool["name"]: [each for each in tool["constraints"] if is_said(each)] for tool in tools if is_run(tool)}
        calls = [(tool["name"], {each["arg"]: fitting(each) for each in said.get(tool["name"], ())}) for tool in tools]
        assert decisions(policies, schema, calls) == [is_run(tool) for tool in tools]
        refused = [(name, {each["arg"]: unfitting(each)}) for name, constraints in said.items() for each in constraints]
        assert not any(decisions(policies, schema, refused))
        (unlisted,) = decisions(policies, None, [("no_such_tool", {})])
        assert unlisted is False


def limited(op, value, kind, *, required):
    constraint = {"arg": "it's", "op": op, "value": value, "required": required, "reason": "So", "kind": kind}
    parameter = {"name": "it's", "types": [kind], "kind": kind, "required": required}
    return made_plan(made_server(made_tool("do_it", constraints=[constraint], parameters=[parameter])))


@pytest.mark.parametrize(
    ("op", "value", "kind", "yes", "no"),
    [
        ("eq", 'a"\\\n\u2028', "string", 'a"\\\n\u2028', "a"),
        ("neq", 5, "integer", 6, 5),
        ("in", ["a", "b"], "string", "b", "c"),
        ("not_in", ["a", "b"], "string", "c", "a"),
        ("lt", 5, "integer", 4, 5),
        ("lte", 5, "integer", 5, 6),
        ("gt", -5, "integer", -4, -5),
        ("gte", 2**53 - 1, "integer", 2**53 - 1, 0),
    ],
)
def test_arguments_are_compared(op, value, kind, yes, no):
    for required in (True, False):
        policies, schema = printed(limited(op, value, kind, required=required))
        assert cedarpy.validate_policies(policies, schema).validation_passed
        calls = [("do_it", {"it's": yes}), ("do_it", {"it's": no}), ("do_it", {})]
        assert decisions(policies, schema, calls) == [True, False, not required]


def test_a_constraint_that_cedar_cannot_say_is_reported():
    made = exported("cedar", limited("matches", "^a$", "string", required=True))
    assert [each.what for each in made.lost] == ["constraints", "unlisted"]
    assert "when" not in made.files[1].text


@pytest.mark.parametrize(
    ("right", "wrong"),
    [('Tool::"do_it"', 'Tool::"do_ti"'), ('context["arg_it\'s"]', 'context["arg_its"]'), ("call_tool", "call_tol")],
)
def test_a_mistyped_name_fails_validation(right, wrong):
    policies, schema = printed(limited("lte", 5, "integer", required=True))
    assert right in policies
    assert not cedarpy.validate_policies(policies.replace(right, wrong), schema).validation_passed
