"""The server's own hints raise a class; whatever they say, they never lower one."""

from __future__ import annotations

import pytest

from tests.support.definitions import fired, judged, kind_of, rules_fired, tool_object

FIRES = [
    (
        "hint/not-read-only", "readOnlyHint: false", "write",
        tool_object("thing", hints={"readOnlyHint": False}),
    ),
    (
        "hint/destructive", "destructiveHint: true", "destructive",
        tool_object("thing", hints={"destructiveHint": True}),
    ),
    (
        "hint/destructive", "destructiveHint: true", "destructive",
        tool_object("thing", hints={"destructiveHint": True, "readOnlyHint": False}),
    ),
]  # fmt: skip
"""Rule, the words it reads, what it speaks for, and a definition on which it fires."""
QUIET = [
    ("hint/not-read-only", tool_object("thing")),
    ("hint/not-read-only", tool_object("thing", hints={"readOnlyHint": True})),
    ("hint/not-read-only", tool_object("thing", hints={"readOnlyHint": "false"})),
    ("hint/not-read-only", tool_object("thing", hints={"readOnlyHint": None, "openWorldHint": False})),
    ("hint/destructive", tool_object("thing", hints={"destructiveHint": True, "readOnlyHint": True})),
    ("hint/destructive", tool_object("thing", hints={"destructiveHint": False})),
    ("hint/destructive", tool_object("thing", hints={"destructiveHint": 1})),
]
"""Rule, and a definition that comes near it and on which it stays silent."""


@pytest.mark.parametrize(("rule", "quote", "kind", "tool"), FIRES, ids=lambda value: str(value)[:60])
def test_a_hint_fires_its_rule(rule, quote, kind, tool):
    assert (rule, quote, kind) in fired(tool)


@pytest.mark.parametrize(("rule", "tool"), QUIET, ids=lambda value: str(value)[:80])
def test_a_hint_that_is_not_stated_or_means_nothing_fires_no_rule(rule, tool):
    assert rule not in rules_fired(tool)


@pytest.mark.parametrize(
    ("name", "hints", "kind"),
    [
        ("get_thing", {"readOnlyHint": False}, "write"),
        ("get_thing", {"destructiveHint": True}, "destructive"),
        ("thing", {"readOnlyHint": False}, None),
        ("thing", {"readOnlyHint": False, "destructiveHint": True}, "destructive"),
        ("thing", {"readOnlyHint": True}, None),
        ("set_thing", {"destructiveHint": True}, "write"),
        ("run_thing", {"destructiveHint": True}, "execute"),
        ("delete_thing", {"readOnlyHint": True}, "destructive"),
        ("delete_thing", {"destructiveHint": False}, "destructive"),
        ("pay", {"readOnlyHint": True, "destructiveHint": False}, "financial"),
    ],
)
def test_a_hint_lifts_a_lookup_and_leaves_a_change_as_it_is(name, hints, kind):
    assert kind_of(tool_object(name, hints=hints)) == kind


def test_a_hint_that_raises_the_class_does_not_hide_what_a_lookup_gives_out():
    tool = tool_object("get_secret", "Return the decrypted vault entry.")
    without, with_hint = judged(tool), judged(tool | {"annotations": {"readOnlyHint": False}})
    assert (without.category, without.risk, without.sensitivity) == ("Read", "High", "secret")
    assert (with_hint.category, with_hint.risk, with_hint.sensitivity) == ("Write", "High", "secret")
