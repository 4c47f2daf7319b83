"""A server's page says what its tools can do together that none of them can alone."""

from __future__ import annotations

import pytest

from generator.views.combination import combination_of
from tests.support.builders import make_judged, make_parameter, make_tool


def tool(name, category="Read", *parameters):
    return make_tool(name, category=category, parameters=tuple(make_parameter(each) for each in parameters))


SECRETS = tool("get_secret")
PEOPLE = tool("list_customers")
WEB = tool("search_web")
MAIL = tool("send_email", "Write", "to")
SHELL = tool("run_command", "Execute", "command")
PLAIN = tool("count_things")


def combination(*tools, **server):
    return combination_of(make_judged(*tools, **server))


def names(shown):
    return [[link.text for link in leg.tools] for leg in shown.legs]


def test_all_three_legs_are_a_warning_with_the_tools_of_each():
    shown = combination(PLAIN, SECRETS, WEB, MAIL, PEOPLE)
    assert shown.is_toxic
    assert shown.verdict.startswith("Going by the definitions, this server has all three parts of a theft of data: ")
    assert [leg.label for leg in shown.legs] == [
        "Private data in: 2 tools",
        "Strangers’ text in: 1 tool",
        "A way out: 1 tool",
    ]
    assert names(shown) == [["get_secret", "list_customers"], ["search_web"], ["send_email"]]


@pytest.mark.parametrize(
    ("tools", "missing", "labels"),
    [
        ((SECRETS,), "takes in strangers’ text or carries data out", ["Strangers’ text in", "A way out"]),
        ((MAIL,), "reads private data or takes in strangers’ text", ["Private data in", "Strangers’ text in"]),
        ((SECRETS, WEB), "carries data out", ["A way out"]),
        ((WEB, MAIL), "reads private data", ["Private data in"]),
        ((SECRETS, MAIL), "takes in strangers’ text", ["Strangers’ text in"]),
    ],
)
def test_what_is_missing_is_named_and_that_another_server_may_add_it(tools, missing, labels):
    shown = combination(*tools, PLAIN)
    assert not shown.is_toxic
    assert shown.verdict == (
        f"Going by the definitions, no tool of this server {missing}; a server beside it may add that."
    )
    assert [leg.label for leg in shown.legs if not leg.tools] == [f"{label}: 0 tools" for label in labels]


def test_a_server_without_any_leg_has_no_panel():
    assert combination(PLAIN) is None
    assert combination(tool("create_thing", "Write")) is None


def test_one_tool_that_runs_commands_is_all_of_it():
    shown = combination(SHELL)
    assert shown.is_toxic
    assert names(shown) == [["run_command"]] * 3


def test_each_tool_leads_to_its_page():
    shown = combination(make_tool("Get_Secret", category="Read", parameters=()), slug="vault")
    assert [link.href for link in shown.legs[0].tools] == ["tools/vault/get-secret/"]


@pytest.mark.parametrize(("count", "named", "rest"), [(6, 6, ""), (7, 6, "and 1 more"), (1006, 6, "and 1,000 more")])
def test_six_tools_are_named_and_the_rest_counted(count, named, rest):
    leg = combination(*(tool(f"get_secret_{number}") for number in range(count))).legs[0]
    assert (len(leg.tools), leg.rest) == (named, rest)
    assert leg.label == f"Private data in: {count:,} tools"
