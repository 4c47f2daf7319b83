"""PolicyLayer JSON says what was recommended, in the documented keys, and tells what it cannot say."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.vocabulary import Constraint, Limit, Recommendation
from tests.support.builders import make_tool
from tests.support.plans import document_for


def exported(recommendation, name="do_it"):
    (document,) = document_for("policylayer-json", recommendation, make_tool(name))
    return document, json.loads(document.text)


@pytest.mark.parametrize(
    ("recommendation", "expected"),
    [
        (Recommendation(effect="allow"), {"tools": {"do_it": {}}}),
        (
            Recommendation(effect="allow", limit=Limit(max=30, per="minute")),
            {
                "tools": {
                    "do_it": {"limits": [{"counter": "do_it_rate", "window": "minute", "max": 30, "scope": "grant"}]}
                }
            },
        ),
        (
            Recommendation(effect="ask"),
            {"tools": {"do_it": {"deny_if": [{"conditions": [], "on_deny": "Needs human approval."}]}}},
        ),
        (Recommendation(effect="deny"), {"tools": {}}),
        (Recommendation(effect="deny", visibility="hidden"), {"hide": ["do_it"], "tools": {}}),
    ],
)
def test_each_recommendation_has_its_document(recommendation, expected):
    document, data = exported(recommendation)
    assert data == {"version": "1", "default": "deny", **expected}
    assert bool(document.lost) is (recommendation.effect == "ask")
    assert document.verified is None


def test_a_condition_on_an_argument_that_may_be_missing_is_turned_round():
    must = Constraint(arg="amount", op="lte", value=100, required=True, reason="amount is above the cap")
    may = Constraint(arg="kind", op="in", value=("a", "b"), required=False, reason="kind is another")
    pattern = Constraint(arg="path", op="matches", value="^/w$", required=False, reason="path leads elsewhere")
    document, data = exported(Recommendation(effect="allow", constraints=(must, may, pattern)))
    assert data["tools"]["do_it"] == {
        "require": [
            {
                "conditions": [{"path": "args.amount", "op": "lte", "value": 100}],
                "on_deny": "amount is above the cap.",
            }
        ],
        "deny_if": [
            {
                "conditions": [{"path": "args.kind", "op": "not_in", "value": ["a", "b"]}],
                "on_deny": "kind is another.",
            }
        ],
    }
    assert len(document.lost) == 1


@given(st.from_regex(r"[A-Za-z0-9_.\-/]{1,128}", fullmatch=True))
def test_the_tool_is_named_exactly_as_the_server_names_it(name):
    _, data = exported(Recommendation(effect="allow"), name)
    assert list(data["tools"]) == [name]
