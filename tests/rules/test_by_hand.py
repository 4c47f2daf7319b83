"""What a person chooses for a tool overrules the plan, and says so."""

from __future__ import annotations

import pytest

from generator.rules.by_hand import ALL_TOOLS, CHOICES, choice_of
from generator.rules.plan import make_plan
from tests.support.builders import make_vocabulary
from tests.support.plans import judged_of

SLUG = "github"


def planned(posture="balanced", **choices):
    chosen = next(each for each in make_vocabulary().postures if each.name == posture)
    own = {(SLUG, name): choice for name, choice in choices.items()}
    plan = make_plan([judged_of(SLUG)], chosen, make_vocabulary(), choices=own)
    return {tool["name"]: tool for tool in plan["servers"][0]["tools"]}


@pytest.mark.parametrize("choice", CHOICES)
def test_every_tool_can_be_set_to_every_effect(choice):
    for name, tool in planned(**{ALL_TOOLS: choice}).items():
        before = planned()[name]
        assert choice_of(tool) == choice
        assert (tool["visibility"] == "hidden") == (choice == "hide")
        if choice_of(before) == choice:
            assert tool == before
        else:
            assert tool["reason"] == f"Set by hand to {choice}; recommended: {choice_of(before)}."


def test_a_tool_that_may_be_called_keeps_the_limit_and_constraints_of_the_recommendation():
    held = {name: tool for name, tool in planned().items() if tool["limit"] or tool["constraints"]}
    assert held
    for posture in ("balanced", "read-only"):
        for name, tool in planned(posture, **{ALL_TOOLS: "ask"}).items():
            if name in held:
                assert (tool["limit"], tool["constraints"]) == (held[name]["limit"], held[name]["constraints"])
    for tool in planned(**{ALL_TOOLS: "deny"}).values():
        assert (tool["limit"], tool["constraints"]) == (None, [])


def test_a_tool_named_itself_is_not_one_of_all():
    first, second, *_ = planned()
    tools = planned(**{ALL_TOOLS: "deny", first: "ask"})
    assert (choice_of(tools[first]), choice_of(tools[second])) == ("ask", "deny")
