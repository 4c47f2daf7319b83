"""The measurement of the rules: what counts as said, and that one author's tools stay on one side."""

from __future__ import annotations

import pytest
from capture import GROUPS, listed_servers
from judgement import adjudicated, half_of, said_by_hints


@pytest.mark.parametrize(
    ("hints", "said"),
    [
        ({}, "-"),
        ({"idempotentHint": True}, "-"),
        ({"readOnlyHint": True}, "R"),
        ({"readOnlyHint": True, "destructiveHint": True}, "R"),
        ({"readOnlyHint": False}, "W"),
        ({"readOnlyHint": False, "destructiveHint": False}, "W"),
        ({"destructiveHint": True}, "D"),
        ({"destructiveHint": False}, "-"),
    ],
)
def test_hints_say_what_the_specification_says_they_do(hints, said):
    assert said_by_hints(hints) == said


def test_the_halves_depend_on_the_server_and_the_seed_alone():
    names = [f"server-{number}" for number in range(200)]
    halves = {name: half_of(name, 1) for name in names}
    assert halves == {name: half_of(name, 1) for name in names}
    assert 60 < sum(half == "A" for half in halves.values()) < 140
    assert halves != {name: half_of(name, 2) for name in names}


def test_every_listed_server_names_a_version_and_no_real_credential():
    for server in listed_servers():
        assert any(mark in server.command for mark in ("==", "@")), server.slug
        assert all("=" in each for each in server.environment), server.slug
    slugs = [server.slug for server in listed_servers()]
    assert len(set(slugs)) == len(slugs)


def test_every_hint_found_wrong_is_of_a_listed_server_and_says_why():
    slugs = {server.slug for server in listed_servers()}
    for (server, tool), why in adjudicated().items():
        assert server in slugs, server
        assert tool
        assert why.strip().endswith("."), (server, tool)


def test_every_server_is_in_a_group_that_the_measurement_knows():
    assert {server.group for server in listed_servers()} <= set(GROUPS)
