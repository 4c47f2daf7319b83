"""A person's word on one signal counts for everything that follows from signals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.assessment import Signal
from generator.model.tool import SignalChoice
from generator.rules.assess import judge
from generator.rules.classify.reading import reading_of_definition
from generator.rules.concerns import concerns_of
from generator.rules.signal_choices import settled
from generator.rules.signal_kinds import PARAMETER_SIGNALS, SIGNALS, TOOL_SIGNALS
from generator.rules.signals import signals_of
from generator.rules.traits import leg_tools
from tests.support.builders import make_attack, make_judged, make_parameter, make_tool, make_vocabulary
from tests.support.definitions import tool_object

REASON = "The vendor's manual says so."
MAIL = reading_of_definition(tool_object("send_email", "Send an email.", to="string", path="string", note="string"))


def choice(kind, parameter=None, *, holds=True):
    return SignalChoice(kind=kind, parameter=parameter, holds=holds, reason=REASON)


def settle(*choices, reading=MAIL):
    return settled(signals_of(reading, "write"), choices, reading)


def pairs(signals):
    return [(each.kind, each.parameter) for each in signals]


def assessed(tool):
    return make_judged(tool).assessments[0]


def test_without_a_choice_the_signals_are_those_of_the_rules():
    assert settle() == (signals_of(MAIL, "write"), ())


def test_a_signal_that_a_person_adds_stands_in_its_place_with_the_reason():
    holding, removed = settle(choice("private-data"), choice("secret-in", "path"))
    assert pairs(holding) == [
        ("recipient", "to"), ("path", "path"), ("secret-in", "path"), ("sends-out", ""), ("private-data", ""),
    ]  # fmt: skip
    assert [each.reason for each in holding] == ["", "", REASON, "", REASON]
    assert removed == ()


def test_a_signal_that_a_person_takes_away_is_kept_apart():
    holding, removed = settle(choice("path", "path", holds=False))
    assert pairs(holding) == [("recipient", "to"), ("sends-out", "")]
    assert removed == (Signal(kind="path", parameter="path", quote="path"),)


def test_a_signal_of_the_tool_goes_away_also_where_an_argument_raised_it():
    fetch = reading_of_definition(tool_object("fetch_page", url="string"))
    seen = signals_of(fetch, "read")
    assert ("sends-out", "url") in pairs(seen)
    holding, _ = settled(seen, (choice("sends-out", holds=False),), fetch)
    assert "sends-out" not in {each.kind for each in holding}
    assert ("URL", "url") in pairs(holding)


@pytest.mark.parametrize(
    "meaningless",
    [
        choice("poison"),
        choice("path"),
        choice("path", "nowhere"),
        choice("sends-out", "to", holds=False),
        choice("sends-out"),
        choice("path", "path"),
        choice("guards", holds=False),
    ],
)
def test_a_choice_that_means_no_signal_of_the_tool_or_changes_nothing_is_passed_over(meaningless):
    assert settle(meaningless) == (signals_of(MAIL, "write"), ())


def test_of_two_choices_about_one_signal_the_first_counts():
    assert settle(choice("guards"), choice("guards", holds=False)) == settle(choice("guards"))


CHOICES = st.builds(
    SignalChoice,
    kind=st.sampled_from([*SIGNALS, "other"]),
    parameter=st.sampled_from([None, "to", "path", "note", "nowhere"]),
    holds=st.booleans(),
    reason=st.just(REASON),
)


@given(st.lists(CHOICES, max_size=8))
def test_whatever_is_chosen_the_order_stays_and_nothing_is_lost_or_invented(choices):
    seen = signals_of(MAIL, "write")
    holding, removed = settle(*choices)
    kept = [each for each in holding if not each.reason]
    assert [each for each in seen if each in kept] == kept
    assert set(seen) == {*kept, *removed} and not {*kept} & {*removed}
    added = {(each.kind, each.parameter or None) for each in holding if each.reason}
    assert added <= {(each.kind, each.parameter) for each in choices if each.holds}
    places = [["to", "path", "note", ""].index(each.parameter) for each in holding]
    assert places == sorted(places)
    assert all((each.kind in PARAMETER_SIGNALS) == bool(each.parameter) for each in holding if each.reason)


def test_what_follows_from_signals_follows_from_a_person_s_too():
    plain = assessed(make_tool("get_thing", category="Read", parameters=()))
    secret = assessed(make_tool("get_thing", category="Read", parameters=(), signals=(choice("secret-out"),)))
    assert (plain.sensitivity, plain.risk, plain.recommendation.effect) == ("ordinary", "Low", "allow")
    assert (secret.sensitivity, secret.risk, secret.recommendation.effect) == ("secret", "High", "ask")
    assert secret.raised and secret.rules_risk == "High"
    assert not secret.is_lowered


def test_what_a_person_took_away_lifts_nothing_and_concerns_no_attack():
    named = {"category": "Read", "parameters": ()}
    full = assessed(make_tool("get_password", **named))
    empty = assessed(make_tool("get_password", **named, signals=(choice("secret-out", holds=False),)))
    attacks = [make_attack("theft", triggers=({"signals": ("secret-out",), "because": "It gives {signals}."},))]
    assert (full.risk, empty.risk) == ("High", "Low")
    assert [each.words for each in concerns_of(full, frozenset(), attacks)] == ["“password”"]
    assert list(concerns_of(empty, frozenset(), attacks)) == []
    assert leg_tools([full])["reads-private"] == (0,)
    assert leg_tools([empty])["reads-private"] == ()


def test_an_attack_names_the_person_where_no_words_show_the_signal():
    tool = make_tool("get_thing", category="Read", parameters=(), signals=(choice("untrusted-content"),))
    attacks = [make_attack("theft", triggers=({"signals": ("untrusted-content",), "because": "It does ({signals})."},))]
    assert [each.words for each in concerns_of(assessed(tool), frozenset(), attacks)] == ["set by a person"]
    assert leg_tools([assessed(tool)])["takes-untrusted"] == (0,)


def test_a_command_that_a_person_names_can_do_everything():
    tool = make_tool("frob", category="Execute", parameters=(make_parameter("spell"),))
    assert leg_tools([assessed(tool)])["sends-out"] == ()
    chosen = tool.model_copy(update={"signals": (choice("command", "spell"),)})
    assert leg_tools([assessed(chosen)])["sends-out"] == (0,)


def test_a_limit_on_an_argument_comes_and_goes_with_its_signal():
    def limits(name, *choices):
        quote = "Absolute path of the file."
        tool = make_tool("write_it", parameters=(make_parameter(name, quote=quote),), signals=choices)
        return [each.arg for each in assessed(tool).recommendation.constraints]

    assert limits("path") == ["path"]
    assert limits("path", choice("path", "path", holds=False)) == []
    assert limits("spot") == []
    assert limits("spot", choice("path", "spot")) == ["spot"]


def test_an_amount_that_a_person_names_gets_the_cap():
    def limits(*choices):
        parameters = (make_parameter("sum", type="number"), make_parameter("amount", type="number"))
        tool = make_tool("pay", category="Financial", parameters=parameters, signals=choices)
        return [each.arg for each in assessed(tool).recommendation.constraints]

    assert limits() == ["amount"]
    assert limits(choice("amount", "sum"), choice("amount", "amount", holds=False)) == ["sum"]


def test_the_rules_alone_know_no_choices():
    judged = judge(MAIL, make_vocabulary())
    assert judged.removed == ()
    assert not any(each.reason for each in judged.signals)
    assert {each.kind for each in judged.signals} <= {*PARAMETER_SIGNALS, *TOOL_SIGNALS}
