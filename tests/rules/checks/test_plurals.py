"""One of a thing is not written as many."""

from __future__ import annotations

import pytest

from generator.rules.checks import plurals
from tests.support.builders import make_tool
from tests.support.checking import findings, found


@pytest.mark.parametrize(
    ("text", "singular"),
    [
        ("It has 1 tools.", "1 tool"),
        ("Takes 1 arguments.", "1 argument"),
        ("In 1 hours.", "1 hour"),
        ("1 bytes.", "1 byte"),
    ],
)
def test_one_of_many_is_told_with_the_singular(text, singular):
    tool = make_tool(summary=text)
    assert found(plurals, tool) == [(("tools", 0, "summary"), "wording/plural")]
    assert f"expected '{singular}'" in findings(plurals, tool)[0].message


@pytest.mark.parametrize(
    "text",
    [
        "It has 1 tool.",
        "11 tools.",
        "0.1 seconds.",
        "1,001 tools.",
        "Version v1 tools.",
        "On 2021-1 days.",
        "1 of 2 tools.",
    ],
)
def test_other_numbers_are_not(text):
    assert found(plurals, make_tool(summary=text)) == []
