"""An excuse covers the point it names, at the entry it stands in, and only while the point is there."""

from __future__ import annotations

import pytest

from generator.model.problem import Finding
from generator.model.tool import Excuse
from generator.rules.checks.excuses import EXCUSABLE, without_excused
from tests.support.builders import make_server, make_tool

NOT_EXCUSABLE = (
    "draft/category",
    "judgement/category",
    "status/capture",
    "names/slug-file",
    "texts/link",
    "excuses/needless",
)


def excuse(code):
    return Excuse(check=code, reason="It is meant so.")


def point(code, *pointer):
    return Finding(pointer=pointer, code=code, message="found a, expected b", hint="do it")


def left(server, *points):
    return [(each.pointer, each.code) for each in without_excused(server, points)]


TOOL = make_tool("a", excuses=(excuse("wording/article"),))


def test_an_excused_point_disappears_and_others_stay():
    points = [point("wording/article", "tools", 0, "summary"), point("wording/plural", "tools", 0, "summary")]
    assert left(make_server(TOOL), *points) == [(("tools", 0, "summary"), "wording/plural")]


def test_one_excuse_covers_the_point_in_every_text_of_its_entry():
    points = [point("wording/article", "tools", 0, "summary"), point("wording/article", "tools", 0, "faq", 1, "answer")]
    assert left(make_server(TOOL), *points) == []


def test_it_does_not_cover_another_tool_nor_the_server():
    points = [point("wording/article", "tools", 1, "summary"), point("wording/article", "summary")]
    assert left(make_server(TOOL, make_tool("b")), *points) == [
        (("tools", 0, "excuses", 0), "excuses/needless"),
        (("tools", 1, "summary"), "wording/article"),
        (("summary",), "wording/article"),
    ]


def test_a_server_s_excuse_covers_its_own_keys_and_no_tool():
    server = make_server(make_tool(), excuses=(excuse("wording/article"),))
    assert left(server, point("wording/article", "summary")) == []
    assert left(server, point("wording/article", "tools", 0, "summary")) == [
        (("excuses", 0), "excuses/needless"),
        (("tools", 0, "summary"), "wording/article"),
    ]


def test_an_excuse_for_nothing_is_an_error():
    (finding,) = without_excused(make_server(TOOL), ())
    assert (finding.pointer, finding.code, finding.severity) == (
        ("tools", 0, "excuses", 0),
        "excuses/needless",
        "error",
    )
    assert finding.hint == "remove the excuse"


def test_the_same_excuse_twice_is_one_too_many():
    server = make_server(make_tool("a", excuses=(excuse("wording/article"),) * 2))
    assert left(server, point("wording/article", "tools", 0, "summary")) == [
        (("tools", 0, "excuses", 1), "excuses/needless")
    ]


@pytest.mark.parametrize("code", NOT_EXCUSABLE)
def test_an_excuse_for_what_cannot_be_excused_is_an_error_and_covers_nothing(code):
    server = make_server(make_tool("a", excuses=(excuse(code),)))
    assert left(server, point(code, "tools", 0)) == [
        (("tools", 0, "excuses", 0, "check"), "excuses/unknown"),
        (("tools", 0), code),
    ]


def test_an_excuse_for_a_code_that_does_not_exist_is_an_error_that_names_the_codes():
    (finding,) = without_excused(make_server(make_tool(excuses=(excuse("wording/artcle"),))), ())
    assert finding.code == "excuses/unknown"
    assert all(code in finding.message for code in EXCUSABLE)


@pytest.mark.parametrize("code", ["across/bleed", "across/two-classes"])
def test_whether_a_tool_s_excuse_across_servers_is_needed_is_not_seen_here(code):
    assert left(make_server(make_tool(excuses=(excuse(code),)))) == []


def test_a_server_cannot_be_excused_from_points_about_its_tools():
    server = make_server(make_tool(), excuses=(excuse("across/bleed"),))
    assert left(server) == [(("excuses", 0), "excuses/needless")]


def test_nothing_is_excused_without_an_excuse():
    assert left(make_server(), point("wording/article", "summary")) == [(("summary",), "wording/article")]
