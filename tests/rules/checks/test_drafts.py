"""A published entry has been judged: what a person still has to write is told, point by point."""

from __future__ import annotations

import pytest

from generator.model.problem import Severity
from generator.rules.checks import drafts
from tests.support.builders import make_draft_tool, make_parameter, make_tool, make_unreviewed_tool
from tests.support.checking import findings, found

WRITTEN = (make_parameter(description="Who owns it."),)


def test_a_finished_entry_has_nothing_left_to_write():
    assert found(drafts, make_tool(parameters=WRITTEN)) == []


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ("category", "draft/category"),
        ("summary", "draft/summary"),
        ("evidence", "draft/evidence"),
        ("rationale", "draft/rationale"),
        ("reviewed", "draft/reviewed"),
    ],
)
def test_each_sentence_that_is_missing_is_told_at_its_place(missing, code):
    tool = make_tool(parameters=WRITTEN, **{missing: None})
    assert found(drafts, tool) == [(("tools", 0, missing), code)]


def test_a_server_without_a_sentence_is_told():
    assert found(drafts, make_tool(parameters=WRITTEN), summary=None) == [((), "draft/server-summary")]


def test_a_parameter_that_nobody_describes_is_told_however_deep():
    quoted = make_parameter("a", quote="The server's words.")
    bare = make_parameter("b", description="An object.", type="object", fields=(make_parameter("c"),))
    assert found(drafts, make_tool(parameters=(quoted, bare))) == [
        (("tools", 0, "parameters", 1, "fields", 0, "description"), "draft/parameter")
    ]


def test_a_tool_of_the_lowest_class_needs_no_rationale():
    assert found(drafts, make_tool("count", category="Read", rationale=None, parameters=())) == []


def test_what_the_rules_say_is_offered_and_what_they_do_not_understand_is_a_free_choice():
    understood = findings(drafts, make_draft_tool("delete_it", parameters=()))[0]
    unknown = findings(drafts, make_unreviewed_tool(parameters=()))[0]
    assert understood.hint.startswith("the rules say Destructive: confirm it, or choose another of Read, ")
    assert unknown.hint.startswith("choose one of Read, ")


def test_a_tool_that_nobody_understands_has_no_class_to_give_reasons_for():
    codes = [code for _, code in found(drafts, make_unreviewed_tool(parameters=()))]
    assert codes == ["draft/category", "draft/summary", "draft/evidence", "draft/reviewed"]


def test_drafts_hold_up_check_and_not_build():
    assert {each.severity for each in findings(drafts, make_draft_tool())} == {Severity.REVIEW}
