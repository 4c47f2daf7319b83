"""Neighbours are real neighbours: sorted by risk, counted when cut, never the tool itself."""

from generator.model.tool import Hints
from generator.rules.summarize import summarize
from generator.views.badges import Badges
from generator.views.related import Siblings
from tests.support.builders import (
    make_catalog,
    make_draft_tool,
    make_judged,
    make_tool,
    make_unreviewed_tool,
    make_vocabulary,
)


def related(name, *tools, others=()):
    judged = make_judged(*tools)
    catalog = make_catalog(judged, *others)
    siblings = Siblings(summarize(judged).tools, "GitHub", catalog, Badges(make_vocabulary()))
    slug = next(each.slug for tool, each in zip(tools, judged.assessments, strict=True) if tool.name == name)
    return siblings.related(slug, name)


def test_siblings_stand_by_risk_with_the_highest_first():
    found = related(
        "a",
        make_tool("a"),
        make_tool("b", category="Read"),
        make_tool("c", category="Destructive"),
        make_unreviewed_tool("d"),
        make_tool("get_password", category="Read"),
    )
    assert [(group.risk.text, [tool.text for tool in group.tools]) for group in found.siblings] == [
        ("Not reviewed", ["d"]),
        ("Critical", ["c"]),
        ("High", ["get_password"]),
        ("Low", ["b"]),
    ]


def test_a_tool_is_never_its_own_neighbour_and_all_are_a_link_away():
    tools = [make_tool(f"tool_{number}") for number in range(30)]
    found = related("tool_0", *tools)
    names = [tool.text for group in found.siblings for tool in group.tools]
    assert len(names) == 8
    assert "tool_0" not in names
    assert found.siblings_label == "All 30 tools of GitHub"


def test_the_same_name_elsewhere_is_named_and_the_rest_counted():
    others = [make_judged(make_tool("search"), slug=f"s{number}", name=f"S{number}") for number in range(12)]
    found = related("search", make_tool("search"), others=others)
    assert len(found.elsewhere) == 8
    assert found.elsewhere_rest == "and 4 more servers"


def test_a_lower_risk_tool_acts_on_the_same_thing():
    tools = (
        make_tool("delete_issue", category="Destructive"),
        make_tool("get_issue", category="Read"),
        make_tool("get_user"),
    )
    milder = related("delete_issue", *tools).milder
    assert milder is not None
    assert milder.name == "get_issue"


def test_camel_case_plurals_and_leading_nouns_are_understood():
    tools = (make_tool("createRefund", category="Financial"), make_tool("listRefunds", category="Read"))
    milder = related("createRefund", *tools).milder
    assert milder is not None
    assert milder.name == "listRefunds"
    trailing = (
        make_tool("kv_namespace_delete", category="Destructive"),
        make_tool("kv_namespace_get", category="Read"),
    )
    assert related("kv_namespace_delete", *trailing).milder is not None


def test_a_word_that_names_the_server_is_not_an_object():
    tools = (
        make_tool("git_reset", category="Destructive"),
        *(make_tool(f"git_{verb}", category="Read") for verb in ("status", "diff", "log", "show")),
    )
    assert related("git_reset", *tools).milder is None


def test_nothing_milder_is_offered_among_tools_without_a_class_or_that_nobody_offers():
    unjudged = (make_tool("delete_issue", category="Destructive"), make_unreviewed_tool("frob_issue"))
    assert related("delete_issue", *unjudged).milder is None
    by_rules = (make_tool("delete_issue", category="Destructive"), make_draft_tool("get_issue", hints=Hints()))
    milder = related("delete_issue", *by_rules).milder
    assert milder is not None
    assert (milder.name, milder.risk.text) == ("get_issue", "Medium")
    gone = (
        make_tool("delete_issue", category="Destructive"),
        make_tool("get_issue", category="Read", status="withdrawn"),
    )
    assert related("delete_issue", *gone).milder is None
    assert related("get_issue", *gone).milder is None
