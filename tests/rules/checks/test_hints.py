"""Where a hint of the server speaks against the category, a text speaks of the hint."""

from __future__ import annotations

import pytest

from generator.model.tool import Hints
from generator.rules.checks import hints
from tests.support.builders import make_draft_tool, make_tool
from tests.support.checking import findings, found

CLAIMED = Hints(readOnlyHint=True)
SILENT = "The words “create” and `title` decide."


def test_a_contradiction_that_no_text_mentions_is_told():
    tool = make_tool(hints=CLAIMED, evidence=SILENT, rationale="People are told.")
    assert found(hints, tool) == [(("tools", 0, "evidence"), "judgement/hint-unexplained")]
    assert (
        "The server says this tool is read-only; the catalog classes it as Write." in findings(hints, tool)[0].message
    )


@pytest.mark.parametrize(
    "texts",
    [
        {"evidence": f"{SILENT} The hint is wrong."},
        {"evidence": f"{SILENT} Its annotation says otherwise."},
        {"evidence": SILENT, "category_reason": "It is not read-only."},
        {"evidence": SILENT, "rationale": "Its `readOnlyHint` is a mistake."},
    ],
)
def test_one_word_on_it_in_any_text_is_enough(texts):
    assert found(hints, make_tool(hints=CLAIMED, **texts)) == []


def test_words_of_saying_alone_are_no_word_on_the_hint():
    assert found(hints, make_tool(hints=CLAIMED, evidence="The name says “create”.", rationale="x")) != []


def test_hints_that_agree_need_no_word():
    assert found(hints, make_tool(hints=Hints(readOnlyHint=False), evidence=SILENT, rationale="x")) == []
    assert found(hints, make_tool(hints="unknown", evidence=SILENT, rationale="x")) == []


def test_a_draft_has_other_things_to_write_first():
    assert found(hints, make_draft_tool(hints=CLAIMED)) == []
    assert found(hints, make_tool(hints=CLAIMED, evidence=None, rationale=None)) == []
