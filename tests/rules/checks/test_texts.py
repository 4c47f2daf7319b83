"""The server's own words stay as short as the capture says, and links lead to the web or to mail only."""

from __future__ import annotations

import pytest

from generator.model.server import Capture
from generator.model.tool import Question
from generator.rules.checks import texts
from tests.support.builders import make_definition, make_parameter, make_tool
from tests.support.checking import found


def quoted(length, kept="excerpt"):
    nested = make_parameter("a", type="object", fields=(make_parameter("b", quote="q" * length),))
    tool = make_tool(definition=make_definition(quote="q" * length), parameters=(nested,))
    return found(texts, tool, capture=Capture(date="2026-11-20", method="file", texts=kept))


LONG = [
    (("tools", 0, "definition", "quote"), "texts/quote-length"),
    (("tools", 0, "parameters", 0, "fields", 0, "quote"), "texts/quote-length"),
]


@pytest.mark.parametrize(("kept", "length"), [("excerpt", 160), ("full", 5000), ("none", 0)])
def test_quotes_as_long_as_the_capture_says_are_fine(kept, length):
    assert quoted(length, kept) == []


@pytest.mark.parametrize(("kept", "length"), [("excerpt", 161), ("none", 1)])
def test_longer_quotes_are_told_at_every_place(kept, length):
    assert quoted(length, kept) == LONG


@pytest.mark.parametrize(
    "link",
    ["[a](https://a.example)", "<http://a.example>", "[a](mailto:a@b.example)", "[a](page)", "<not a link>", "a:b"],
)
def test_links_to_the_web_and_to_mail_are_fine(link):
    assert found(texts, make_tool(rationale=f"See {link}.")) == []


@pytest.mark.parametrize(
    "link",
    [
        "[a](javascript:alert(1))",
        "[a]( <data:text/html,x>)",
        "<file:///etc/passwd>",
        "[a](JavaScript:x)",
        "<vbscript:x>",
    ],
)
def test_links_to_anything_else_are_told_in_every_prose(link):
    said = f"See {link}."
    tool = make_tool(rationale=said, evidence=said, faq=(Question(question="What?", answer=said),))
    assert found(texts, tool) == [
        (("tools", 0, "rationale"), "texts/link"),
        (("tools", 0, "evidence"), "texts/link"),
        (("tools", 0, "faq", 0, "answer"), "texts/link"),
    ]
