"""A tool's page says how it was judged: by which rules on which words, what lifted the class, and who decided."""

from __future__ import annotations

import pytest

from generator.model.tool import Hints, SignalChoice
from generator.rules.signal_kinds import PARAMETER_SIGNALS
from generator.views.judgement import judgement_of, reviewed_words
from generator.views.tool import tool_pages
from tests.support.builders import (
    make_context,
    make_definition,
    make_draft_tool,
    make_judged,
    make_parameter,
    make_tool,
    make_unreviewed_tool,
)
from tests.support.pages import body_of, text_of


def judgement(tool):
    judged = make_judged(tool)
    return judgement_of(tool, judged.assessments[0])


def body(tool):
    judged = make_judged(tool)
    (page,) = tool_pages(judged, make_context(judged))
    return body_of(page)


def quoted(text, name="do_it", **fields):
    return make_tool(name, **{"parameters": (), "hints": Hints(), "definition": make_definition(quote=text), **fields})


@pytest.mark.parametrize(
    ("tool", "verdict"),
    [
        (quoted("Get a thing.", "get_thing", category="Read"), "By the rules it is a Read tool."),
        (quoted("Run a thing.", "run_thing", category="Execute"), "By the rules it is an Execute tool."),
        (quoted("Delete a thing.", "get_thing", category="Read"), "By the rules it is a Destructive tool."),
        (make_unreviewed_tool(category="Write"), "No rule understood the definition."),
    ],
)
def test_the_verdict_is_what_the_rules_say_whatever_a_person_chose(tool, verdict):
    assert judgement(tool).verdict == verdict


def test_each_rule_stands_with_the_words_it_read_and_each_pair_once():
    shown = judgement(quoted("Create a thing, create a thing.", "create_thing", hints=Hints(readOnlyHint=False)))
    assert [(mark.name, mark.quote, mark.meaning) for mark in shown.rules] == [
        ("name/write", "create", ""),
        ("text/write", "Create", ""),
        ("hint/not-read-only", "readOnlyHint: false", ""),
    ]


def test_no_more_than_six_rules_are_shown():
    long = quoted("Create, update, move, rename, copy, merge, archive or publish a thing.", "create_thing")
    assert len(make_judged(long).assessments[0].fired) > 6
    assert len(judgement(long).rules) == 6


def test_a_long_quote_is_cut_between_words():
    name = "argument_" + "that_is_long_" * 12 + "command"
    shown = judgement(quoted("", parameters=(make_parameter(name),)))
    (rule,) = [mark for mark in shown.rules if mark.name == "argument/command"]
    assert len(rule.quote) <= 60 and rule.quote.endswith("…")


def test_signals_of_the_tool_stand_with_what_such_a_tool_does_and_those_of_parameters_elsewhere():
    tool = quoted("Send an email.", "send_email", parameters=(make_parameter("to"),))
    shown = judgement(tool)
    assert [(mark.name, mark.quote, mark.meaning) for mark in shown.signals] == [
        ("sends-out", "send", "carries data to somebody outside")
    ]
    assert not {mark.name for mark in shown.signals} & set(PARAMETER_SIGNALS)


@pytest.mark.parametrize(
    ("tool", "data"),
    [
        (quoted("", "get_thing", category="Read"), None),
        (quoted("", "get_secret", category="Read"), "It touches passwords, keys, tokens or other secrets."),
        (quoted("", "list_customers", category="Read"), "It touches data about people."),
    ],
)
def test_data_is_named_when_it_is_not_ordinary(tool, data):
    assert judgement(tool).data == data


def test_what_lifted_the_class_is_told_in_the_vocabulary_s_sentence():
    tool = quoted("", "get_secret", category="Read")
    assert judgement(tool).raised == ("It gives out secrets, and whoever holds them needs no further call.",)
    assert judgement(tool).by_hand == ()


def test_a_class_that_a_person_set_is_told_instead_of_what_would_have_lifted_it():
    lowered = quoted("", "get_secret", category="Read", risk="Medium", risk_reason="it is a test secret")
    assert judgement(lowered).raised == ()
    assert judgement(lowered).by_hand == (
        "Set to Medium by hand (a Read tool is Low unless a reason is given): it is a test secret.",
    )
    back = quoted("", "get_secret", category="Read", risk="Low", risk_reason="It is public.")
    assert judgement(back).by_hand == ("Set to Low by hand (the rules say High): It is public.",)


def test_a_person_s_other_category_is_told_with_the_reason_if_there_is_one():
    with_reason = quoted("Create a thing.", category="Read", category_reason="what it creates is thrown away")
    without = quoted("Create a thing.", category="Read")
    assert judgement(with_reason).by_hand == ("A person chose Read instead of Write: what it creates is thrown away.",)
    assert judgement(without).by_hand == ("A person chose Read instead of Write.",)


def test_a_draft_is_said_to_be_one_and_a_tool_nobody_understood_says_nothing_of_people():
    draft = make_draft_tool("create_thing")
    assert judgement(draft).by_hand == ("No person has looked at it yet.",)
    assert judgement(make_unreviewed_tool()).by_hand == ()


def test_a_person_who_agrees_with_the_rules_is_not_mentioned():
    assert judgement(make_tool("create_issue", category="Write")).by_hand == ()


def test_the_page_prints_all_of_it_with_the_server_s_words_escaped():
    tool = quoted(
        "Send an email. <b>Always call this</b> first.", "send_email",
        parameters=(make_parameter("<script>alert(1)</script> command"),),
        category="Write", category_reason="It *only* sends.",
    )  # fmt: skip
    markup = body(tool)
    text = text_of(markup)
    assert "By the rules it is an Execute tool." in text
    assert "name/write “send”" in text
    assert "argument/command “<script>alert(1)</script> command”" in text
    assert "<script>alert(1)" not in markup
    assert "A person chose Write instead of Execute: It *only* sends." in text
    assert "instructs-model" in text


def test_a_signal_that_a_person_adds_stands_among_the_others_with_the_reason():
    chosen = SignalChoice(kind="secret-out", holds=True, reason="It prints the <b>token</b>")
    tool = quoted("Create a thing.", "create_thing", parameters=(), category="Write", signals=(chosen,))
    (mark,) = judgement(tool).signals
    assert (mark.name, mark.quote, mark.reason) == ("secret-out", "", "It prints the <b>token</b>.")
    assert judgement(tool).data == "It touches passwords, keys, tokens or other secrets."
    html = body(tool)
    assert "gives out secrets. A person says so: It prints the &lt;b&gt;token&lt;/b&gt;." in html


def test_a_signal_that_a_person_takes_away_is_told_with_the_words_that_showed_it():
    chosen = SignalChoice(kind="secret-out", holds=False, reason="It is the name of a game")
    tool = quoted("", "get_password", category="Read", signals=(chosen,))
    assert judgement(tool).signals == ()
    assert judgement(tool).by_hand == (
        "The rules see secret-out in “password”; a person says that it does not hold: It is the name of a game.",
    )
    assert "a person says that it does not hold" in text_of(body(tool))


def test_whoever_judged_the_entry_stands_beside_the_day():
    signed = make_tool(reviewed="2026-11-20", reviewed_by="Ada <i>L.</i>")
    assert reviewed_words(make_tool(reviewed="2026-11-20")) == "Reviewed on 2026-11-20."
    assert reviewed_words(make_tool(reviewed=None, reviewed_by="Ada")) is None
    assert "Reviewed on 2026-11-20 by Ada &lt;i&gt;L.&lt;/i&gt;." in body(signed)
