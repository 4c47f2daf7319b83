"""Every server gets a short key that says which one it is, and no two the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rules.server_key import LONGEST, server_keys
from tests.support.plans import SLUGS


@pytest.mark.parametrize(
    ("slug", "key"),
    [
        ("github", "github"),
        ("awslabs-valkey-mcp-server", "awslabs-valkey"),
        ("mcp-server-git", "git"),
        ("playwright-executeautomation", "playwright"),
        ("mcp", "mcp"),
        ("a.b", "a-b"),
        ("internationalisationserver", "internationalisation"),
    ],
)
def test_a_key_is_the_telling_words_of_the_slug(slug, key):
    assert server_keys([slug]) == (key,)


def test_keys_differ_and_leave_those_of_the_reader_alone():
    assert server_keys(["playwright", "playwright-executeautomation"]) == ("playwright", "playwright-2")
    assert server_keys(["git", "mcp-server-git"], ["git"]) == ("git-2", "git-3")


WORDS = st.text(st.sampled_from("ab0"), min_size=1, max_size=24) | st.sampled_from(["mcp", "server", "playwright"])


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4).map("-".join), max_size=8))
def test_keys_are_short_plain_and_different(slugs):
    keys = server_keys(slugs)
    assert len(set(keys)) == len(slugs)
    for key in keys:
        assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", key) and len(key) <= LONGEST


def test_the_whole_catalog_fits_into_one_plan():
    assert len(set(server_keys(SLUGS))) == len(SLUGS)
