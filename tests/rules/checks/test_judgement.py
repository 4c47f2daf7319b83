"""Category and risk class come from the vocabulary, and a class set by hand has a reason."""

from __future__ import annotations

from generator.rules.checks import judgement
from tests.support.builders import make_draft_tool, make_tool
from tests.support.checking import findings, found

REASON = "It returns stored passwords."


def test_words_of_the_vocabulary_are_fine():
    assert found(judgement, make_tool(), make_tool("b", risk="High", risk_reason=REASON), make_draft_tool("c")) == []


def test_another_category_is_told_with_those_there_are():
    tool = make_tool(category="Reed")
    assert found(judgement, tool) == [(("tools", 0, "category"), "judgement/category")]
    assert "expected one of Read, Write, Execute, Destructive, Financial" in findings(judgement, tool)[0].message


def test_another_risk_class_is_told():
    tool = make_tool(risk="Huge", risk_reason=REASON)
    assert found(judgement, tool) == [(("tools", 0, "risk"), "judgement/risk")]


def test_a_class_set_by_hand_without_a_reason_is_told():
    assert found(judgement, make_tool(risk="High")) == [(("tools", 0, "risk"), "judgement/risk-reason")]


def test_a_reason_without_a_class_is_told():
    assert found(judgement, make_tool(risk_reason=REASON)) == [
        (("tools", 0, "risk_reason"), "judgement/needless-reason")
    ]


def test_a_class_that_category_and_signals_give_anyway_is_told():
    assert found(judgement, make_tool(risk="Medium", risk_reason=REASON)) == [
        (("tools", 0, "risk"), "judgement/needless-risk")
    ]


def test_the_category_s_own_class_is_needed_where_the_signals_lift_the_tool():
    lifted = make_tool("get_secret", category="Read", risk="Low", risk_reason="The secret is public.")
    assert found(judgement, lifted) == []


def test_a_class_on_a_tool_without_a_category_is_told():
    tool = make_draft_tool(risk="High", risk_reason=REASON)
    assert found(judgement, tool) == [(("tools", 0, "risk"), "judgement/risk-alone")]
