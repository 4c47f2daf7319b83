"""A signal set by hand is one of the list, stands where such signals stand, once, and says what the rules do not."""

from __future__ import annotations

import pytest

from generator.model.tool import SignalChoice
from generator.rules.checks import chosen_signals
from tests.support.builders import make_parameter, make_tool
from tests.support.checking import findings, found

REASON = "The manual says so."
PARAMETERS = (make_parameter("path"), make_parameter("items", type="array[object]", fields=(make_parameter("spot"),)))


def choice(kind, parameter=None, *, holds=True):
    return SignalChoice(kind=kind, parameter=parameter, holds=holds, reason=REASON)


def tool(*choices, **fields):
    return make_tool("send_email", **{"parameters": PARAMETERS, "signals": choices, **fields})


def at(*rest):
    return ("tools", 0, "signals", *rest)


def test_signals_that_the_rules_see_otherwise_are_fine():
    chosen = (choice("secret-out"), choice("path", "items[].spot"), choice("path", "path", holds=False))
    assert found(chosen_signals, tool(*chosen, choice("sends-out", holds=False))) == []


@pytest.mark.parametrize(
    ("kind", "hint"), [("pat", "write 'path'"), ("quux", "use a kind of the method page's two lists")]
)
def test_a_kind_that_does_not_exist_is_told_with_one_that_is_near(kind, hint):
    (finding,) = findings(chosen_signals, tool(choice(kind)))
    assert (finding.pointer, finding.code, finding.hint) == (at(0, "kind"), "judgement/signal", hint)
    assert "expected one of path, URL, command" in finding.message


def test_a_kind_of_parameters_needs_one_and_a_kind_of_tools_has_none():
    assert found(chosen_signals, tool(choice("path"), choice("guards", "path"))) == [
        (at(0), "judgement/signal-place"),
        (at(1, "parameter"), "judgement/signal-place"),
    ]


def test_a_parameter_that_the_tool_does_not_have_is_told_with_those_it_has():
    (finding,) = findings(chosen_signals, tool(choice("path", "spot")))
    assert (finding.pointer, finding.code) == (at(0, "parameter"), "judgement/signal-parameter")
    assert finding.message.endswith("expected one of path, items, items[].spot")
    unknown = findings(chosen_signals, tool(choice("path", "spot"), parameters="unknown"))
    assert [each.message for each in unknown] == [
        "found parameter 'spot', expected none: the entry lists no parameters"
    ]


@pytest.mark.parametrize(
    "needless",
    [
        choice("sends-out"),
        choice("path", "path"),
        choice("guards", holds=False),
        choice("command", "path", holds=False),
    ],
)
def test_what_the_rules_say_anyway_is_needless(needless):
    assert found(chosen_signals, tool(needless)) == [(at(0), "judgement/needless-signal")]


def test_the_same_signal_twice_is_told_once_whatever_each_says():
    chosen = (choice("guards"), choice("guards", holds=False), choice("path", "path", holds=False))
    assert found(chosen_signals, tool(*chosen)) == [(at(1), "judgement/signal-twice")]
