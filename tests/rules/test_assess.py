"""Risk and recommendation follow from category and risk class, and never open what nobody judged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.tool import Hints
from generator.rules.assess import EFFECTS, assess, recommend
from tests.support.builders import make_server, make_tool, make_vocabulary

VOCABULARY = make_vocabulary()
CATEGORIES = [category.name for category in VOCABULARY.categories]
RISKS = [risk.name for risk in VOCABULARY.risk_classes]


def assessed(tool):
    return assess(make_server(tool), VOCABULARY, [7])[0]


@pytest.mark.parametrize(
    ("category", "risk", "effect"),
    [
        ("Read", "Low", "allow"),
        ("Write", "Medium", "ask"),
        ("Execute", "High", "ask"),
        ("Destructive", "Critical", "deny"),
        ("Financial", "Critical", "ask"),
    ],
)
def test_the_risk_class_and_the_effect_follow_from_the_category(category, risk, effect):
    assessment = assessed(make_tool(category=category))
    assert (assessment.risk, assessment.recommendation.effect, assessment.line) == (risk, effect, 7)


def test_a_read_of_secrets_set_to_high_by_hand_is_no_longer_allowed():
    tool = make_tool(category="Read", risk="High", risk_reason="It returns stored passwords.")
    assessment = assessed(tool)
    assert (assessment.risk, assessment.category_risk) == ("High", "Low")
    assert assessment.recommendation.effect == "ask"


@given(st.sampled_from([*CATEGORIES, None, "Other"]), st.sampled_from([*RISKS, None, "Huge"]))
def test_no_judgement_is_milder_than_its_risk_class_allows(category, risk):
    tool = make_tool(category=category, risk=risk)
    recommendation = recommend(tool, VOCABULARY)
    if category not in CATEGORIES or risk == "Huge":
        assert (recommendation.effect, recommendation.visibility) == ("deny", "hidden")
    else:
        floor = VOCABULARY.risk_class(risk or VOCABULARY.category(category).risk).at_least
        assert EFFECTS.index(recommendation.effect) >= EFFECTS.index(floor)
    assert recommendation.visibility == "visible" or recommendation.effect == "deny"


@pytest.mark.parametrize(
    ("category", "hints", "count"),
    [
        ("Read", {"readOnlyHint": True}, 0),
        ("Read", {"readOnlyHint": False}, 1),
        ("Read", {"destructiveHint": True}, 1),
        ("Read", {"readOnlyHint": True, "destructiveHint": True}, 0),
        ("Write", {"readOnlyHint": True}, 1),
        ("Destructive", {"destructiveHint": False}, 1),
        ("Destructive", {"readOnlyHint": True, "destructiveHint": False}, 2),
        ("Write", {"destructiveHint": False}, 0),
        ("Write", {}, 0),
    ],
)
def test_a_hint_against_the_category_is_told(category, hints, count):
    assert len(assessed(make_tool(category=category, hints=Hints(**hints))).contradictions) == count


def test_unknown_hints_contradict_nothing():
    assert assessed(make_tool(category="Destructive", hints="unknown")).contradictions == ()
