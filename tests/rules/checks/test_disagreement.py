"""A category that differs from what the rules say has a reason, and only such a one has."""

from __future__ import annotations

from generator.rules.checks import disagreement
from tests.support.builders import make_draft_tool, make_tool, make_unreviewed_tool
from tests.support.checking import findings, found

REASON = "What it creates is thrown away at the end of the call."


def test_another_category_than_the_rules_give_needs_a_reason():
    tool = make_tool("create_issue", category="Read")
    assert found(disagreement, tool) == [(("tools", 0, "category"), "judgement/category-reason")]
    message = findings(disagreement, tool)[0].message
    assert "found category 'Read' where the rules say 'Write' (name/write “create”" in message


def test_with_a_reason_it_stands():
    assert found(disagreement, make_tool("create_issue", category="Read", category_reason=REASON)) == []


def test_a_reason_for_what_the_rules_say_too_is_not_needed():
    tool = make_tool("create_issue", category="Write", category_reason=REASON)
    assert found(disagreement, tool) == [(("tools", 0, "category_reason"), "judgement/needless-category-reason")]


def test_a_reason_without_a_category_is_not_needed():
    tool = make_draft_tool("create_issue", category_reason=REASON)
    assert found(disagreement, tool) == [(("tools", 0, "category_reason"), "judgement/needless-category-reason")]


def test_where_the_rules_understand_nothing_a_person_chooses_without_a_reason():
    assert found(disagreement, make_unreviewed_tool(category="Destructive")) == []


def test_agreement_and_drafts_are_passed_over():
    assert found(disagreement, make_tool("create_issue", category="Write"), make_draft_tool()) == []


def test_a_word_outside_the_vocabulary_is_told_by_another_check():
    assert found(disagreement, make_tool("create_issue", category="Reed")) == []
