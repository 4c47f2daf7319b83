"""A tool's page address is stable, its own, and a plain path part whatever the name holds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rules.addresses import slug_of, tool_slugs
from tests.support.builders import make_tool


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("get_job_status", "get-job-status"),
        ("TwilioApiV2010--CreateCall", "twilioapiv2010--createcall"),
        ("policies.remove", "policies.remove"),
        ("repo/read", "repo-read"),
        ("_private_", "private"),
    ],
)
def test_a_slug_follows_the_name(name, slug):
    assert slug_of(name) == slug


@given(st.text(max_size=200))
def test_any_name_gives_one_harmless_path_part(name):
    slug = slug_of(name)
    assert re.fullmatch(r"[a-z0-9.-]+", slug)
    assert not slug.startswith(".")
    assert ".." not in slug
    assert len(slug) <= 130


names = st.lists(st.sampled_from(["a_b", "a-b", "A_B", "a/b", "a_b_", "c", "a.b"]), min_size=1, max_size=7, unique=True)


@given(names)
def test_no_two_tools_of_a_server_share_an_address(tool_names):
    slugs, suffixed = tool_slugs([make_tool(name) for name in tool_names])
    assert len(set(slugs)) == len(slugs)
    assert all(slugs[position] != slug_of(tool_names[position]) for position in suffixed)


@given(names)
def test_an_address_does_not_depend_on_the_order_of_the_tools(tool_names):
    slugs, _ = tool_slugs([make_tool(name) for name in tool_names])
    turned, _ = tool_slugs([make_tool(name) for name in reversed(tool_names)])
    assert dict(zip(tool_names, slugs, strict=True)) == dict(zip(reversed(tool_names), turned, strict=True))


def test_the_name_that_is_the_slug_keeps_it():
    slugs, suffixed = tool_slugs([make_tool("A-B"), make_tool("a_b")])
    assert slugs[1] == "a-b"
    assert suffixed == (0,)


def test_an_address_set_by_hand_is_used():
    slugs, suffixed = tool_slugs([make_tool("a_b"), make_tool("A_B", slug="a-b-capital")])
    assert slugs == ("a-b", "a-b-capital")
    assert suffixed == ()
