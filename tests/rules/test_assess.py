"""Risk and recommendation follow from category, signals and risk class, and never open what nobody judged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.tool import Hints
from generator.rules.assess import EFFECTS, assess, judge, recommend
from generator.rules.classify.reading import Reading, reading_of_entry
from tests.support.builders import (
    make_definition,
    make_draft_tool,
    make_parameter,
    make_server,
    make_tool,
    make_unreviewed_tool,
    make_vocabulary,
)

VOCABULARY = make_vocabulary()
CATEGORIES = [category.name for category in VOCABULARY.categories]
RISKS = [risk.name for risk in VOCABULARY.risk_classes]
NAMES = ["list_widgets", "get_password", "set_widget", "run_command", "delete_widget", "pay_invoice", "frobnicate"]


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
    assessment = assessed(make_tool("frobnicate", category=category))
    assert (assessment.risk, assessment.recommendation.effect, assessment.line) == (risk, effect, 7)
    assert (assessment.rules_risk, assessment.category_risk, assessment.raised) == (risk, risk, ())


@pytest.mark.parametrize(
    ("name", "category", "risk", "sensitivity"),
    [
        ("get_password", "Read", "High", "secret"),
        ("get_customer", "Read", "Medium", "personal"),
        ("get_message", "Read", "Medium", "private"),
        ("set_permissions", "Write", "High", "guard"),
        ("delete_message", "Destructive", "Critical", "ordinary"),
    ],
)
def test_what_a_call_touches_lifts_the_risk_class_above_that_of_the_category(name, category, risk, sensitivity):
    assessment = assessed(make_tool(name, category=category))
    assert (assessment.risk, assessment.rules_risk, assessment.sensitivity) == (risk, risk, sensitivity)
    assert bool(assessment.raised) == (risk != assessment.category_risk)
    assert EFFECTS.index(assessment.recommendation.effect) >= EFFECTS.index(VOCABULARY.risk_class(risk).at_least)


def test_a_read_set_to_high_by_hand_is_no_longer_allowed():
    tool = make_tool("frobnicate", category="Read", risk="High", risk_reason="It returns stored passwords.")
    assessment = assessed(tool)
    assert (assessment.risk, assessment.rules_risk, assessment.category_risk) == ("High", "Low", "Low")
    assert assessment.recommendation.effect == "ask"


def test_a_person_may_set_a_class_below_the_one_that_signals_give():
    tool = make_tool("get_password", category="Read", risk="Low", risk_reason="Only a made-up one for demonstrations.")
    assessment = assessed(tool)
    assert (assessment.risk, assessment.rules_risk) == ("Low", "High")
    assert assessment.recommendation.effect == "allow"


@given(
    st.sampled_from(NAMES),
    st.sampled_from([*CATEGORIES, None, "Other"]),
    st.sampled_from([*RISKS, None, "Huge"]),
    st.booleans(),
)
def test_no_judgement_is_milder_than_its_risk_class_allows(name, category, risk, is_published):
    tool = make_tool(name, category=category, risk=risk, hints=Hints())
    judged = judge(reading_of_entry(tool), VOCABULARY, category=category, risk=risk, is_published=is_published)
    recommendation = judged.recommendation
    if category == "Other" or (category is None and name == "frobnicate") or risk == "Huge":
        assert (recommendation.effect, recommendation.visibility) == ("deny", "hidden")
    else:
        assert judged.category == (category or judged.rules_category)
        assert judged.risk == (risk or judged.rules_risk)
        floor = VOCABULARY.risk_class(judged.risk).at_least
        assert EFFECTS.index(recommendation.effect) >= EFFECTS.index(floor)
        assert VOCABULARY.rank(judged.rules_risk) >= VOCABULARY.rank(judged.category_risk)
    if category is None and is_published:
        assert recommendation.effect != "allow"
    assert recommendation.visibility == "visible" or recommendation.effect == "deny"


@given(st.sampled_from([*VOCABULARY.categories, None]), st.sampled_from([*RISKS, None, "Huge"]), st.booleans())
def test_a_recommendation_is_as_strict_as_category_and_class_demand(category, risk, may_allow):
    nothing = Reading(name="frobnicate", text="", arguments=(), hints={})
    recommendation = recommend(nothing, category, risk, VOCABULARY, (), may_allow=may_allow)
    if category is None or risk not in RISKS:
        assert (recommendation.effect, recommendation.visibility) == ("deny", "hidden")
    else:
        floors = [category.recommendation.effect, VOCABULARY.risk_class(risk).at_least, "allow" if may_allow else "ask"]
        assert recommendation.effect == max(floors, key=EFFECTS.index)
        assert recommendation.limit == category.recommendation.limit


def test_a_lookup_nobody_confirmed_is_asked_about_on_a_published_site_and_may_be_allowed_elsewhere():
    tool = make_draft_tool(
        "list_widgets", hints=Hints(readOnlyHint=True), definition=make_definition(quote="Lists widgets.")
    )
    published = assessed(tool)
    assert (published.category, published.rules_category, published.risk) == ("Read", "Read", "Low")
    assert (published.recommendation.effect, published.recommendation.visibility) == ("ask", "visible")
    assert judge(reading_of_entry(tool), VOCABULARY).recommendation.effect == "allow"
    confirmed = assessed(tool.model_copy(update={"category": "Read"}))
    assert confirmed.recommendation.effect == "allow"


def test_a_lookup_that_only_its_name_attests_is_not_of_the_lowest_class_until_a_person_confirms_it():
    assert assessed(make_draft_tool("list_widgets", hints=Hints())).risk == "Medium"
    assert assessed(make_tool("list_widgets", category="Read", hints=Hints())).risk == "Low"


def test_what_no_rule_understands_is_denied_hidden_and_has_no_class():
    assessment = assessed(make_unreviewed_tool())
    assert (assessment.category, assessment.risk, assessment.rules_category) == (None, None, None)
    assert assessment.fired == ()
    assert (assessment.recommendation.effect, assessment.recommendation.visibility) == ("deny", "hidden")
    assert assessment.recommendation.reason


def test_arguments_are_limited_where_the_vocabulary_has_a_value_for_it():
    tool = make_tool("pay_supplier", category="Financial", parameters=(make_parameter("amount", type="number"),))
    (constraint,) = assessed(tool).recommendation.constraints
    assert (constraint.arg, constraint.op, constraint.value) == ("amount", "lte", VOCABULARY.caps.amount)
    assert assessed(make_tool("pay_supplier", category="Financial")).recommendation.constraints == ()


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
