"""No word stands twice in a row, and a display name leaves “MCP server” to the pages."""

from __future__ import annotations

import pytest

from generator.rules.checks import doubled_words
from tests.support.builders import make_tool
from tests.support.checking import found


@pytest.mark.parametrize(
    "text", ["Reads the the file.", "The the end.", "An MCP server MCP server.", "It it works.", "It is is so."]
)
def test_a_word_that_stands_twice_is_told(text):
    assert found(doubled_words, make_tool(summary=text)) == [(("tools", 0, "summary"), "wording/doubled-word")]


@pytest.mark.parametrize(
    "text",
    ["Reads that that it wrote.", "It had had one.", "A file. File it.", "Far, far away.", "It is this: this.", "1 1"],
)
def test_a_word_that_may_stand_twice_is_not(text):
    assert found(doubled_words, make_tool(summary=text)) == []


@pytest.mark.parametrize("name", ["Linode MCP Server", "linode mcp-server", "Linode MCP servers", "MCP server"])
def test_a_display_name_that_ends_in_what_pages_add_is_told(name):
    assert found(doubled_words, make_tool(), name=name) == [(("name",), "wording/server-name")]


@pytest.mark.parametrize("name", ["Linode", "MCP server tools", "Linode Server", "FastMCP"])
def test_another_display_name_is_not(name):
    assert found(doubled_words, make_tool(), name=name) == []
