"""“a” and “an” fit the sound of the word behind them."""

from __future__ import annotations

import pytest

from generator.model.tool import Question
from generator.rules.checks import articles
from tests.support.builders import make_definition, make_parameter, make_tool
from tests.support.checking import findings, found


@pytest.mark.parametrize(
    "text",
    [
        "a item", "A item", "a Execute tool", "a Other tool", "a owner", "a unpublished page", "a hour", "a honest answer",
        "an Write tool", "an file", "an user", "an unit", "an euro", "An key", "an string",
    ],
)  # fmt: skip
def test_an_article_of_the_wrong_sound_is_told(text):
    tool = make_tool(rationale=f"It needs {text} for that.")
    assert found(articles, tool) == [(("tools", 0, "rationale"), "wording/article")]
    other = "an" if text.split()[0] in {"a", "A"} else "a"
    assert f"expected '{other}' before" in findings(articles, tool)[0].message


@pytest.mark.parametrize(
    "text",
    [
        "an item", "an Execute tool", "a user", "a unit", "a unique id", "a one-time code", "a European law", "an hour",
        "an unknown file", "an unimportant one", "a URL", "an SQL query", "a SQL query", "an npm package", "an nginx host",
        "an HTTP call", "an html page", "an rsync run", "an EC2 instance", "a uuid", "option a or b", "a `item` word",
        "vitamin A and B", "plan", "Canada is", "an MCP server",
    ],
)  # fmt: skip
def test_an_article_that_fits_is_not(text):
    assert found(articles, make_tool(rationale=f"It needs {text} for that.")) == []


def test_every_text_of_ours_is_read_and_no_text_of_the_server():
    tool = make_tool(
        summary="Opens a issue.",
        evidence="It says “a issue”.",
        definition=make_definition(quote="Opens a issue."),
        parameters=(make_parameter(quote="a issue"),),
        faq=(Question(question="Is it a issue?", answer="It is a issue."),),
    )
    assert [pointer for pointer, _ in found(articles, tool, summary="Holds a issue.")] == [
        ("summary",),
        ("tools", 0, "summary"),
        ("tools", 0, "evidence"),
        ("tools", 0, "faq", 0, "question"),
        ("tools", 0, "faq", 0, "answer"),
    ]
