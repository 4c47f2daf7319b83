"""What gives out secrets or edits guards does not stand below its raise."""

from __future__ import annotations

import pytest

from generator.rules.checks import lowered
from tests.support.builders import make_tool
from tests.support.checking import findings, found

HERE = ("tools", 0, "risk")


@pytest.mark.parametrize("risk", ["Low", "Medium"])
def test_a_read_of_secrets_set_below_its_raise_is_told(risk):
    tool = make_tool("get_secret", category="Read", risk=risk, risk_reason="It is a test.")
    assert found(lowered, tool) == [(HERE, "judgement/secret-low")]
    assert findings(lowered, tool)[0].message.endswith("(“secret”), expected at least High")


@pytest.mark.parametrize("name", ["set_policy", "add_member", "delete_audit_log"])
def test_a_change_of_guards_set_below_its_raise_is_told(name):
    tool = make_tool(name, category="Write", risk="Low", risk_reason="It is a test.")
    assert found(lowered, tool) == [(HERE, "judgement/guard-low")]


@pytest.mark.parametrize(
    "tool",
    [
        make_tool("get_secret", category="Read"),
        make_tool("get_secret", category="Read", risk="Critical", risk_reason="It is the root key."),
        make_tool("get_secret", category="Read", risk="High", risk_reason="As raised."),
        make_tool("count_things", category="Read", risk="Low", risk_reason="As it is."),
        make_tool("list_customers", category="Read", risk="Low", risk_reason="All of them are public."),
        make_tool("delete_thing", category="Destructive", risk="Low", risk_reason="It comes back by itself."),
    ],
    ids=lambda tool: f"{tool.name} {tool.risk}",
)
def test_what_stands_at_its_raise_or_touches_neither_is_not(tool):
    assert found(lowered, tool) == []
