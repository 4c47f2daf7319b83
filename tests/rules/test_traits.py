"""Facts that only show in a server's tools together, or in what surrounds them."""

from __future__ import annotations

from typing import get_args

import pytest

from generator.model.attack import Trait
from generator.model.server import Capture, Credential, Package
from generator.rules.traits import LEGS, leg_tools, traits_of
from tests.support.builders import make_definition, make_judged, make_parameter, make_tool


def reads(name="read_messages"):
    return make_tool(name, category="Read", parameters=())


def takes(name="search_web"):
    return make_tool(name, category="Read", parameters=())


def sends(name="send_email"):
    return make_tool(name, category="Write", parameters=())


def counts(name="count_things"):
    return make_tool(name, category="Read", parameters=())


def runs(name="run_command"):
    return make_tool(name, category="Execute", parameters=(make_parameter("command"),))


def traits(*tools, **fields):
    judged = make_judged(*tools, **fields)
    return traits_of(judged.server, judged.assessments)


def capture(*command, environment=()):
    return Capture(date="2026-11-20", method="stdio", command=command or ("npx", "x"), environment=environment)


def legs(*tools):
    return leg_tools(make_judged(*tools).assessments)


def test_each_leg_names_the_tools_that_are_it():
    found = legs(counts(), reads(), takes(), sends(), reads("read_inbox"))
    assert found == {"reads-private": (1, 4), "takes-untrusted": (1, 2, 4), "sends-out": (3,)}


def test_a_leg_that_no_tool_is_has_none():
    assert legs(counts()) == dict.fromkeys(LEGS, ())


@pytest.mark.parametrize(
    ("tool", "leg"),
    [
        (make_tool("list_customers", category="Read", parameters=()), "reads-private"),
        (make_tool("get_secret", category="Read", parameters=()), "reads-private"),
        (reads(), "reads-private"),
        (takes(), "takes-untrusted"),
        (sends(), "sends-out"),
    ],
)
def test_secrets_people_and_records_are_read_and_messages_go_out(tool, leg):
    assert legs(tool)[leg] == (0,)


def test_a_tool_that_runs_a_command_is_every_leg_alone():
    assert legs(runs()) == dict.fromkeys(LEGS, (0,))
    assert set(LEGS) <= traits(runs())


def test_a_tool_that_runs_only_what_is_there_is_no_leg():
    deploy = make_tool("deploy_app", category="Execute", parameters=(make_parameter("version"),))
    assert legs(deploy) == dict.fromkeys(LEGS, ())


def test_a_command_that_is_not_run_is_no_leg():
    explained = make_tool("explain_command", category="Read", parameters=(make_parameter("command"),))
    assert legs(explained) == dict.fromkeys(LEGS, ())


def test_a_complete_server_without_legs_has_no_trait():
    assert traits(counts(), capture=capture(environment=("LOG_LEVEL", "LANG"))) == frozenset()


def test_the_legs_of_the_tools_are_traits_of_the_server():
    assert traits(reads(), sends(), capture=None) >= {"reads-private", "sends-out"}


@pytest.mark.parametrize(
    ("fields", "trait"),
    [
        ({"package": None}, "no-version"),
        ({"package": Package(registry="npm", name="x")}, "no-version"),
        ({"publisher": None}, "no-publisher"),
        ({"capture": capture(environment=("GITHUB_TOKEN",))}, "holds-credential"),
        ({"capture": capture(environment=("STRIPE_API_KEY",))}, "holds-credential"),
        ({"capture": capture(environment=("LANG", "db_password"))}, "holds-credential"),
        ({"capture": capture("npx", "x", "--api-key=[redacted]")}, "holds-credential"),
        ({"credentials": (Credential(variable="SHOP_KEY", source="Its manual, page 3."),)}, "holds-credential"),
    ],
)
def test_what_is_missing_or_given_to_a_server_is_a_trait(fields, trait):
    plain = {"capture": capture()}
    assert traits(counts(), **plain) == frozenset()
    assert traits(counts(), **{**plain, **fields}) == {trait}


@pytest.mark.parametrize("name", ["LANG", "PATH", "KEYBOARD", "TOKE", "DATABASE_URL", "MAX_KEYS"])
def test_a_variable_that_names_no_credential_is_none(name):
    assert "holds-credential" not in traits(counts(), capture=capture(environment=(name,)))


def test_a_server_without_a_capture_is_not_said_to_hold_a_credential():
    assert "holds-credential" not in traits(counts(), capture=None)
    documented = (Credential(variable="SHOP_KEY", source="https://shop.example/manual"),)
    assert "holds-credential" in traits(counts(), capture=None, credentials=documented)


def test_a_review_that_an_import_took_away_shows_that_a_definition_changed():
    written = counts()
    changed = make_tool("count_more", category="Read", parameters=(), reviewed=None)
    never = make_tool("count_all", category="Read", parameters=(), reviewed=None, evidence=None)
    plain = {"capture": capture()}
    assert "changed-definition" in traits(written, changed, **plain)
    assert "changed-definition" not in traits(written, never, **plain)


def test_every_trait_of_the_model_can_hold():
    changed = make_tool("send_email", category="Write", reviewed=None)
    found = traits(
        runs(), changed, package=None, publisher=None, capture=capture(environment=("A_TOKEN",)),
    )  # fmt: skip
    assert found == frozenset(get_args(Trait))


def test_what_the_description_says_counts_as_much_as_the_name():
    quiet = make_tool(
        "look", category="Read", parameters=(), definition=make_definition(quote="Get the contents of it.")
    )
    assert legs(quiet)["reads-private"] == (0,)


def test_a_lookup_that_a_person_set_back_is_no_leg():
    raised = make_judged(make_tool("list_customers", category="Read"))
    lowered = make_judged(make_tool("list_customers", category="Read", risk="Low", risk_reason="Only their number."))
    assert leg_tools(raised.assessments)["reads-private"] == (0,)
    assert leg_tools(lowered.assessments)["reads-private"] == ()
    assert "gives out data" in raised.assessments[0].recommendation.reason
    assert "gives out data" not in lowered.assessments[0].recommendation.reason
