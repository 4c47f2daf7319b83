"""What is said to be verified was seen, and what was not seen says where it comes from."""

from __future__ import annotations

import pytest

from generator.model.problem import Severity
from generator.model.tool import Listing
from generator.rules.checks import status
from tests.support.builders import make_definition, make_tool
from tests.support.checking import findings, found

LISTED = Listing(where="Another catalog", note="It is not in the list of tools.")


@pytest.mark.parametrize(
    "tool",
    [
        make_tool(),
        make_tool(status="listed-elsewhere", listed=LISTED, definition=None),
        make_tool(status="withdrawn", last_seen="1.0.0"),
    ],
    ids=lambda tool: tool.status,
)
def test_each_status_with_its_source_is_fine(tool):
    assert found(status, tool) == []


def test_a_verified_tool_needs_a_capture_told_once():
    assert found(status, make_tool("a"), make_tool("b"), capture=None) == [(("tools", 0), "status/capture")]


def test_a_verified_tool_needs_a_definition():
    assert found(status, make_tool("a"), make_tool("b", definition=None)) == [(("tools", 1), "status/definition")]


@pytest.mark.parametrize(("name", "code"), [("listed-elsewhere", "status/listed"), ("withdrawn", "status/last-seen")])
def test_another_status_needs_its_source(name, code):
    tool = make_tool(status=name)
    assert found(status, tool) == [(("tools", 0), code)]
    assert findings(status, tool)[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("fields", "code"), [({"listed": LISTED}, "status/listed"), ({"last_seen": "1.0.0"}, "status/last-seen")]
)
def test_the_source_of_another_status_is_told(fields, code):
    ((key, _),) = fields.items()
    assert found(status, make_tool(**fields)) == [(("tools", 0, key), code)]


def test_tokens_follow_from_bytes():
    off = make_definition(bytes=641, tokens=160)
    assert found(status, make_tool(definition=off)) == [(("tools", 0, "definition", "tokens"), "status/tokens")]
    assert found(status, make_tool(definition=make_definition(bytes=641, tokens=161))) == []
