"""A display name names the product, not that it is a server."""

from __future__ import annotations

import pytest

from generator.rules.checks import generic_names
from tests.support.builders import make_tool
from tests.support.checking import found


@pytest.mark.parametrize("name", ["Mcp", "CLI", "Server", "MCP Server", "The tools", "mcp-server-2", "API Terminal"])
def test_a_name_that_fits_every_server_is_told(name):
    assert found(generic_names, make_tool(), name=name) == [(("name",), "names/generic")]


@pytest.mark.parametrize("name", ["GitHub", "AWS CLI", "Terminal of Acme", "时间", "1Password", "Smart Terminal"])
def test_a_name_with_one_word_of_its_own_is_not(name):
    assert found(generic_names, make_tool(), name=name) == []
