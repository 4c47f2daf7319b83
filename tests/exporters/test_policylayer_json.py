"""PolicyLayer JSON says what was recommended, in the documented keys, and tells what it cannot say."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exporters import EXPORTERS, policies
from generator.model.vocabulary import Limit, Recommendation
from tests.support.builders import make_judged, make_tool


def exported(recommendation, name="do_it"):
    judged = make_judged(make_tool(name))
    assessment = judged.assessments[0].model_copy(update={"recommendation": recommendation})
    (document,) = policies(judged.server, judged.server.tools[0], assessment)
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
        (Recommendation(effect="deny", visibility="hidden"), {"hide": ["do_it"]}),
    ],
)
def test_each_recommendation_has_its_document(recommendation, expected):
    document, data = exported(recommendation)
    assert data == {"version": "1", "default": "deny", **expected}
    assert bool(document.lost) is (recommendation.effect == "ask")
    assert document.verified is None


@given(st.from_regex(r"[A-Za-z0-9_.\-/]{1,128}", fullmatch=True))
def test_the_tool_is_named_exactly_as_the_server_names_it(name):
    _, data = exported(Recommendation(effect="allow"), name)
    assert list(data["tools"]) == [name]


def test_every_exporter_names_its_target_once():
    targets = [exporter.TARGET for exporter in EXPORTERS]
    assert len(set(targets)) == len(targets)
