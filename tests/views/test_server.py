"""A server's page names its tools in every answer, and its numbers add up."""

import re

import pytest

from generator.model.assessment import Signal
from generator.model.server import Credential
from generator.model.tool import Listing
from generator.views.exposure import definition_size, exposures
from generator.views.server import server_pages
from tests.support.builders import (
    make_context,
    make_definition,
    make_judged,
    make_parameter,
    make_tool,
    make_unreviewed_tool,
)
from tests.support.pages import body_of, text_of


def page(*tools, others=(), **server):
    judged = make_judged(*tools, **server)
    return next(server_pages(judged, make_context(judged, *others)))


def answer(word, *tools, **server):
    return next(each.answer for each in page(*tools, **server).view.questions if word in each.question)


def test_the_counts_add_up_wherever_they_stand():
    view = page(make_tool("a"), make_tool("b", category="Read"), make_unreviewed_tool("c")).view
    numbers = [int(number) for number in re.findall(r"\d+", view.counts)]
    assert numbers[0] == sum(numbers[1:]) == 3
    assert sum(len(group.rows) for group in view.groups) == 3
    assert [group.badge.text for group in view.groups] == ["Not reviewed", "Medium", "Low"]
    assert sum(round(float(part.width) * 10) for part in view.chart.parts) == 1000


def test_what_nobody_observed_is_unknown():
    view = page(
        make_tool(), publisher=None, package=None, licence=None, repository=None, homepage=None, capture=None
    ).view
    told = {fact.label: fact.value for fact in view.facts}
    assert told["Publisher"] == told["Package"] == told["Version"] == told["Licence"] == "unknown"
    assert told["Verified"] == "not yet"
    assert view.provenance.captured == "Nothing was captured from this server yet."


def test_deleting_is_answered_with_the_tools_that_do():
    text = answer("delete data", make_tool("drop_all", category="Destructive"), make_tool("b"))
    assert text == "Yes. Of its 2 tools, 1 is categorised as Destructive: `drop_all`."


def test_a_no_mentions_tools_that_run_what_they_are_given_and_tools_nobody_judged():
    text = answer("delete data", make_tool("run", category="Execute"), make_unreviewed_tool("x"))
    assert text.startswith("None of its 2 tools is categorised as Destructive.")
    assert "What `run` can do depends on the arguments of the call." in text
    assert "1 tool of it has not been judged yet." in text


@pytest.mark.parametrize(
    ("tools", "start"),
    [
        ([make_tool("a", category="Read")], "Its only tool is categorised as Read."),
        (
            [make_tool("a", category="Read"), make_tool("b", category="Read")],
            "All 2 of its tools are categorised as Read.",
        ),
        ([make_tool("a", category="Read"), make_tool("b")], "No. Of its 2 tools, 1 is Read; the rest: 1 Write."),
        (
            [make_tool("a", category="Read"), make_unreviewed_tool("b")],
            "Not known. 1 tool of it has not been judged yet.",
        ),
    ],
)
def test_read_only_is_said_only_when_every_tool_is_known_to_read(tools, start):
    assert answer("read-only", *tools).startswith(start)


def test_tools_are_counted_as_the_release_offers_them():
    listed = make_tool("b", status="listed-elsewhere", listed=Listing(where="x", note="y"))
    text = answer("How many tools", make_tool("a"), listed, make_tool("c", status="withdrawn"))
    assert text == (
        "The captured release (@modelcontextprotocol/server-github 2025.4.8, npm) offers 1 tool. "
        "1 more is listed elsewhere only. 1 more was offered by earlier releases."
    )


def test_no_answer_calls_a_server_safe():
    assert "safe" not in text_of(body_of(page(make_tool("a", category="Read")))).lower()


def test_exposure_counts_tools_not_parameters():
    judged = make_judged(make_tool("a", parameters=(make_parameter("path"), make_parameter("file"))), make_tool("b"))
    found = exposures(judged)
    assert [(each.kind, each.meaning) for each in found] == [
        ("path", "1 tool with a parameter that names a file or folder")
    ]
    assert judged.assessments[0].signals[0] == Signal(parameter="path", kind="path", quote="path")


def test_exposure_names_what_calls_do_as_a_whole_too():
    one = make_judged(make_tool("set_permissions"))
    assert [(each.kind, each.meaning) for each in exposures(one)] == [
        ("guards", "1 tool that changes permissions, members or another guard")
    ]
    reads = [make_tool(f"get_{noun}", category="Read") for noun in ("note", "message", "document")]
    found = {each.kind: each for each in exposures(make_judged(*reads, make_tool("b")))}
    assert found["private-data"].meaning.startswith("3 tools: each gives out files, messages or records")
    assert [tool.text for tool in found["private-data"].tools] == ["get_note", "get_message", "get_document"]


def test_many_tools_of_one_kind_are_named_in_part_and_counted_in_full():
    judged = make_judged(*(make_tool(f"get_note_{number}", category="Read") for number in range(20)))
    (row,) = [each for each in exposures(judged) if each.kind == "private-data"]
    assert row.meaning.startswith("20 tools")
    assert (len(row.tools), row.rest) == (8, "and 12 more")


def test_three_tools_that_are_harmless_apart_are_flagged_together():
    legs = (
        make_tool("get_message", category="Read"),
        make_tool("browse_web", category="Read"),
        make_tool("send_sms", category="Write"),
    )
    combination = page(*legs).view.combination
    assert combination.is_toxic
    assert combination.verdict.startswith(
        "Going by the definitions, this server has all three parts of a theft of data"
    )
    assert [[tool.text for tool in leg.tools] for leg in combination.legs] == [
        ["get_message"],
        ["get_message", "browse_web"],
        ["send_sms"],
    ]
    assert 'class="notice"' in body_of(page(*legs))


def test_a_missing_leg_is_named_and_no_leg_is_no_panel():
    combination = page(make_tool("send_sms", category="Write")).view.combination
    assert not combination.is_toxic
    assert [len(leg.tools) for leg in combination.legs] == [0, 0, 1]
    text = text_of(body_of(page(make_tool("send_sms", category="Write"))))
    assert "Private data in: 0 tools" in text
    assert 'class="notice"' not in body_of(page(make_tool("send_sms", category="Write")))
    assert page(make_tool("get_widget", category="Read")).view.combination is None


def test_a_tool_that_runs_commands_is_every_leg():
    run = make_tool("run_it", category="Execute", parameters=(make_parameter("command"),))
    assert page(run).view.combination.is_toxic


def test_definition_size_says_what_it_leaves_out_and_names_the_heaviest():
    tools = [make_tool(f"t{n}", definition=make_definition(tokens=n + 1)) for n in range(7)]
    size = definition_size(make_judged(*tools, make_tool("unknown", definition=None)))
    assert size is not None
    assert "7 tools take about 28 tokens (bytes divided by four, rounded up)" in size.total
    assert "1 tool without an observed definition not counted." in size.total
    assert [weight.tool.text for weight in size.heaviest] == ["t6", "t5", "t4", "t3", "t2"]


def test_other_servers_are_those_of_the_publisher_and_those_that_share_names():
    same = make_judged(make_tool("x"), slug="b", name="B")
    sharing = make_judged(make_tool("create_issue"), slug="c", name="C", publisher="Other")
    similar = page(make_tool(), others=(same, sharing)).view.similar
    assert [each.name for each in similar.siblings] == ["B"]
    assert [(each.name, each.note) for each in similar.sharing] == [("C", "1 tool name in common")]


def test_a_server_without_tools_still_has_a_page():
    text = text_of(body_of(page(tools=())))
    assert "No tools are listed." in text


def test_documented_credentials_are_facts_with_the_page_that_names_them():
    manual = "https://shop.example/manual"
    documented = (
        Credential(variable="SHOP_KEY", source=manual),
        Credential(variable="SHOP_PIN", source="Printed by `shop --help`"),
        Credential(variable="SHOP_SECRET", source=manual),
        Credential(variable="EVIL", source="javascript:alert(1)"),
    )
    facts = [each for each in page(credentials=documented).view.facts if each.label == "Credentials"]
    assert [(each.value, each.href) for each in facts] == [
        ("SHOP_KEY and SHOP_SECRET", manual),
        ("SHOP_PIN: Printed by `shop --help`", None),
        ("EVIL: javascript:alert(1)", None),
    ]
    assert not [each for each in page().view.facts if each.label == "Credentials"]
