"""The vocabulary's raises lift a class; the highest that applies wins, and none lowers one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.assessment import Signal
from generator.model.vocabulary import Raise
from generator.rules.assess import judge
from generator.rules.classify.reading import reading_of_definition
from generator.rules.risk import risk_of
from generator.rules.sensitivity import SENSITIVITIES
from generator.rules.signal_kinds import SIGNALS
from tests.support.builders import make_vocabulary
from tests.support.definitions import judged, tool_object

SHIPPED = make_vocabulary()
RISKS = [each.name for each in SHIPPED.risk_classes]
CATEGORIES = [each.name for each in SHIPPED.categories]


def lift(*categories, risk="High", because="{tool} is lifted.", **conditions):
    return Raise(categories=categories or ("Read",), risk=risk, because=because, **conditions)


def risk(*raises, category="Read", signals=(), sensitivity="ordinary"):
    vocabulary = SHIPPED.model_copy(update={"raises": raises})
    seen = [Signal(kind=kind, quote="word") for kind in signals]
    return risk_of("get_thing", vocabulary.category(category), seen, sensitivity, vocabulary)


def test_without_a_raise_the_class_is_the_category_s_own_and_needs_no_sentence():
    for category in SHIPPED.categories:
        assert risk(category=category.name) == (category.risk, ())


def test_a_raise_applies_to_the_categories_it_names():
    assert risk(lift("Read", "Write")) == ("High", ("get_thing is lifted.",))
    assert risk(lift("Write")) == ("Low", ())


def test_all_signals_of_a_raise_have_to_be_there():
    both = lift(signals=("URL", "untrusted-content"))
    assert risk(both, signals=["URL"]) == ("Low", ())
    assert risk(both, signals=["untrusted-content", "path", "URL"])[0] == "High"


def test_any_sensitivity_of_a_raise_will_do():
    either = lift(sensitivity=("private", "secret"))
    assert risk(either, sensitivity="secret")[0] == risk(either, sensitivity="private")[0] == "High"
    assert risk(either, sensitivity="personal") == ("Low", ())


def test_sensitivity_and_signals_of_one_raise_have_to_hold_together():
    one = lift(sensitivity=("secret",), signals=("URL",))
    assert risk(one, sensitivity="secret") == risk(one, signals=["URL"]) == ("Low", ())
    assert risk(one, sensitivity="secret", signals=["URL"])[0] == "High"


def test_the_highest_raise_wins_in_any_order_and_only_its_sentences_are_told():
    raises = [
        lift(risk="Medium", because="A little."),
        lift(risk="Critical", because="Very much."),
        lift(because="Much."),
        lift(risk="Critical", because="Very much indeed, {tool}."),
        lift(risk="Critical", because="Very much."),
    ]
    assert risk(*raises) == ("Critical", ("Very much.", "Very much indeed, get_thing."))
    assert risk(*reversed(raises))[0] == "Critical"


def test_a_raise_to_a_class_not_above_the_category_s_own_is_none():
    assert risk(lift("Destructive", risk="Low"), category="Destructive") == ("Critical", ())
    assert risk(lift("Write", risk="Medium"), category="Write") == ("Medium", ())


@given(
    st.lists(
        st.builds(
            Raise,
            categories=st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=5).map(tuple),
            sensitivity=st.lists(st.sampled_from(sorted(SENSITIVITIES)), max_size=2).map(tuple),
            signals=st.lists(st.sampled_from(sorted(SIGNALS)), max_size=2).map(tuple),
            risk=st.sampled_from(RISKS),
            because=st.just("So."),
        ),
        max_size=6,
    ),
    st.sampled_from(CATEGORIES),
    st.sets(st.sampled_from(sorted(SIGNALS)), max_size=4),
    st.sampled_from(sorted(SENSITIVITIES)),
)
def test_no_raise_lowers_a_class_and_more_of_them_never_lower_it_again(raises, category, signals, sensitivity):
    names = [
        risk(*raises[:count], category=category, signals=signals, sensitivity=sensitivity)[0]
        for count in range(len(raises) + 1)
    ]
    ranks = [SHIPPED.rank(name) for name in names]
    assert ranks == sorted(ranks)
    assert names[0] == SHIPPED.category(category).risk


def test_a_class_that_the_vocabulary_does_not_know_ends_in_a_refusal():
    """Unknown words rank above all others: a slip in a vocabulary closes a door and opens none."""
    vocabulary = SHIPPED.model_copy(update={"raises": (lift(risk="Hgih"),)})
    name, _ = risk(lift(risk="Hgih"))
    assert vocabulary.rank(name) == len(RISKS)
    judgement = judge(reading_of_definition(tool_object("get_thing", "Get a thing.")), vocabulary)
    assert (judgement.recommendation.effect, judgement.recommendation.visibility) == ("deny", "hidden")


def test_conditions_in_words_that_nobody_knows_lift_nothing():
    assert risk(lift(signals=("pathh",)), signals=["path"]) == ("Low", ())
    assert risk(lift("Reed")) == ("Low", ())


@pytest.mark.parametrize(
    ("tool", "expected"),
    [
        (tool_object("get_thing", "Get a thing."), "Low"),
        (tool_object("get_secret", "Get a secret."), "High"),
        (tool_object("list_customers", "List customers."), "Medium"),
        (tool_object("fetch_page", "Fetch a web page.", url="string"), "Medium"),
        (tool_object("set_thing", "Set a thing."), "Medium"),
        (tool_object("add_member", "Add a member."), "High"),
        (tool_object("send_email", "Send an email.", to="string"), "High"),
        (tool_object("run_thing", "Run a thing."), "High"),
        (tool_object("delete_thing", "Delete a thing."), "Critical"),
        (tool_object("pay", "Pay."), "Critical"),
    ],
)
def test_the_shipped_raises_lift_what_they_are_meant_to(tool, expected):
    assessment = judged(tool)
    assert assessment.risk == expected
    assert bool(assessment.raised) == (expected != assessment.category_risk)
    assert not any("{" in sentence for sentence in assessment.raised)
