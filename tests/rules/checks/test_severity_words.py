"""Prose names no severity but the page's own, and never says that something is safe."""

from __future__ import annotations

import pytest

from generator.rules.checks import severity_words
from tests.support.builders import make_tool
from tests.support.checking import findings, found

HERE = ("tools", 0, "rationale")


@pytest.mark.parametrize("text", ["A Low-risk tool.", "It is high risk.", "Of critical severity.", "Low severity."])
def test_another_severity_than_the_tool_s_own_is_told(text):
    assert found(severity_words, make_tool(rationale=text)) == [(HERE, "wording/severity")]
    assert "a tool that is Medium" in findings(severity_words, make_tool(rationale=text))[0].message


@pytest.mark.parametrize(
    "text", ["It is Medium risk.", "Of medium severity.", "The risk is high.", "A low number.", "Highrisk."]
)
def test_the_tool_s_own_severity_and_other_words_are_not(text):
    assert found(severity_words, make_tool(rationale=text)) == []


@pytest.mark.parametrize(
    "text",
    ["It is safe.", "Calls are safe.", "It is completely safe.", "Safe to allow.", "Perfectly safe, generally safe."],
)
def test_a_verdict_of_safety_is_told(text):
    assert set(found(severity_words, make_tool(rationale=text))) == {(HERE, "wording/safe")}


@pytest.mark.parametrize(
    "text", ["It is thread-safe.", "It is safe for work.", "Unsafe to call.", "It is not known to be so."]
)
def test_words_that_give_no_verdict_are_not(text):
    assert found(severity_words, make_tool(rationale=text)) == []


def test_a_server_s_sentence_has_no_severity_at_all():
    assert found(severity_words, make_tool(), summary="A medium risk server.") == [(("summary",), "wording/severity")]
    assert "page without a class" in findings(severity_words, make_tool(), summary="A low risk server.")[0].message


def test_each_tool_is_measured_by_its_own_class():
    low = make_tool("count", category="Read", rationale="It is low risk.")
    other = make_tool("delete_it", category="Destructive", rationale="It is low risk.")
    assert found(severity_words, low, other) == [(("tools", 1, "rationale"), "wording/severity")]
