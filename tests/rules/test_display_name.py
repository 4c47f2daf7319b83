"""A first display name leaves out what every server is called."""

from __future__ import annotations

import pytest

from generator.rules.display_name import display_name


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("awslabs.valkey-mcp-server", "Awslabs Valkey"),
        ("@modelcontextprotocol/server-github", "GitHub"),
        ("mcp-server-time", "Time"),
        ("@stripe/mcp", "Stripe"),
        ("mcp-server", "Mcp Server"),
        ("x" * 300, "X" + "x" * 127),
    ],
)
def test_the_telling_words_make_the_name(identifier, expected):
    assert display_name(identifier) == expected
