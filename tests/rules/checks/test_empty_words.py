"""A summary says more than the tool's name, and no two tools of a server have the same one."""

from __future__ import annotations

import pytest

from generator.rules.checks import empty_words
from tests.support.builders import make_draft_tool, make_tool
from tests.support.checking import findings, found

HERE = [(("tools", 0, "summary"), "wording/says-nothing")]


@pytest.mark.parametrize(
    ("name", "summary"),
    [
        ("delete_user", "Delete user"),
        ("delete_user", "Delete the user."),
        ("deleteUser", "delete a user"),
        ("policy_delete", "policy_delete."),
        ("delete", "A destructive tool"),
        ("anything", "A tool."),
        ("anything", "The function."),
    ],
)
def test_the_name_once_more_and_a_word_for_tool_are_told(name, summary):
    assert found(empty_words, make_tool(name, summary=summary)) == HERE


@pytest.mark.parametrize(
    ("name", "summary"),
    [
        ("delete_user", "Deletes a user with all their files."),
        ("delete_user", "Removes the user."),
        ("run_tool", "Runs a tool."),
        ("measure", "A tool for anything."),
    ],
)
def test_a_sentence_is_not(name, summary):
    assert found(empty_words, make_tool(name, summary=summary)) == []


def test_the_same_sentence_for_two_tools_is_told_at_the_second():
    tools = [make_tool(name, summary="Does it.") for name in ("a", "b", "c")]
    assert found(empty_words, *tools) == [
        (("tools", 1, "summary"), "wording/says-nothing"),
        (("tools", 2, "summary"), "wording/says-nothing"),
    ]
    assert "the summary of 'a' again" in findings(empty_words, *tools)[1].message


def test_a_draft_without_a_summary_is_told_by_another_check():
    assert found(empty_words, make_draft_tool(), make_draft_tool("other")) == []
