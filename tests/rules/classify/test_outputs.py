"""A count of things changed in the answer is the trace of a change."""

from __future__ import annotations

import pytest

from tests.support.definitions import fired, kind_of, rules_fired, tool_object


def answering(name: str, kind: str = "integer") -> dict:
    return {
        **tool_object("sweep", "Sweeps old things."),
        "outputSchema": {"type": "object", "properties": {name: {"type": kind}}},
    }


FIRES = [
    ("output/changed", "deletedCount", "destructive", answering("deletedCount")),
    ("output/changed", "rows_affected", "write", answering("rows_affected")),
]
"""Rule, the words it reads, what it speaks for, and a definition on which it fires."""
QUIET = [
    ("output/changed", answering("deleted", "boolean")),
    ("output/changed", answering("updated_at", "string")),
    ("output/changed", answering("count")),
]
"""Rule, and a definition that comes near it and on which it stays silent."""


@pytest.mark.parametrize(("rule", "quote", "kind", "tool"), FIRES, ids=lambda value: str(value)[:60])
def test_an_answer_that_counts_changes_fires_the_rule_and_decides(rule, quote, kind, tool):
    assert (rule, quote, kind) in fired(tool)
    assert kind_of(tool) == kind


@pytest.mark.parametrize(("rule", "tool"), QUIET, ids=lambda value: str(value)[:60])
def test_properties_of_records_do_not(rule, tool):
    assert rule not in rules_fired(tool)
