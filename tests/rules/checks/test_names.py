"""A slug equals its file name, and no two tools or parameters share a name."""

from __future__ import annotations

import pytest

from generator.model.problem import Severity
from generator.rules.checks import names
from tests.support.builders import make_parameter, make_tool
from tests.support.checking import findings, found


def test_names_of_their_own_are_fine():
    assert found(names, make_tool("a"), make_tool("b")) == []


def test_a_slug_other_than_the_file_s_name_is_told():
    assert found(names, make_tool(), file_slug="gitlab") == [(("slug",), "names/slug-file")]


@pytest.mark.parametrize("slug", ["page", "index.html"])
def test_a_slug_that_is_an_address_of_the_site_is_told(slug):
    assert found(names, make_tool(), slug=slug, file_slug=slug) == [(("slug",), "names/reserved")]


def test_a_tool_that_is_there_twice_is_told_at_the_second():
    assert found(names, make_tool("a"), make_tool("b"), make_tool("a")) == [(("tools", 2, "name"), "names/tool-twice")]


def test_two_tools_with_one_address_are_told_and_still_published():
    tools = (make_tool("get_user"), make_tool("get-user"))
    assert found(names, *tools) == [(("tools", 1, "name"), "names/shared-address")]
    (finding,) = findings(names, *tools)
    assert finding.severity is Severity.REVIEW
    assert "it is published at 'get-user-" in finding.message


def test_an_address_of_its_own_settles_it():
    assert found(names, make_tool("get_user"), make_tool("get-user", slug="get-user-old")) == []
    clash = found(names, make_tool("get_user"), make_tool("other", slug="get-user"))
    assert [code for _, code in clash] == ["names/shared-address"]


def test_a_parameter_that_is_there_twice_is_told_however_deep():
    inner = make_parameter("a", type="object", fields=(make_parameter("b"), make_parameter("b")))
    assert found(names, make_tool(parameters=(inner, make_parameter("a")))) == [
        (("tools", 0, "parameters", 0, "fields", 1, "name"), "names/parameter-twice"),
        (("tools", 0, "parameters", 1, "name"), "names/parameter-twice"),
    ]
