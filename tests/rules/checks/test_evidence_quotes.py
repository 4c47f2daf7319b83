"""Evidence of an observed definition quotes it, and shortly."""

from __future__ import annotations

import pytest

from generator.rules.checks import evidence_quotes
from tests.support.builders import make_tool
from tests.support.checking import found

HERE = [(("tools", 0, "evidence"), "evidence/quote")]


@pytest.mark.parametrize("evidence", ["It deletes things.", 'It says "delete".', f"It says “{'a' * 161}”."])
def test_evidence_without_a_quote_or_with_a_long_one_is_told(evidence):
    assert found(evidence_quotes, make_tool(evidence=evidence)) == HERE


@pytest.mark.parametrize(
    "evidence", ["It says “delete”.", "The parameter `force` decides.", f"It says “{'a' * 160}” and “b”."]
)
def test_a_short_quote_or_a_parameter_is_enough(evidence):
    assert found(evidence_quotes, make_tool(evidence=evidence)) == []


def test_of_two_quotes_the_longer_counts():
    assert found(evidence_quotes, make_tool(evidence=f"“a” and “{'b' * 200}”")) == HERE


def test_a_definition_that_nobody_saw_cannot_be_quoted():
    assert found(evidence_quotes, make_tool(evidence="The page says so.", definition=None)) == []
    assert found(evidence_quotes, make_tool(evidence=None)) == []
