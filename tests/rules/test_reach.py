"""How many kinds of things a call reaches: each kind once, and not known where nobody looked."""

from __future__ import annotations

import re

import pytest

from generator.rules.reach import ANYTHING, NO_REACH, REACH, reach_of
from generator.rules.signal_kinds import SIGNALS
from generator.rules.summarize import summarize
from tests.support.builders import ROOT, make_definition, make_judged, make_parameter, make_tool, make_unreviewed_tool


def reach(tool):
    judged = make_judged(tool)
    return reach_of(judged.server.tools[0], judged.assessments[0])


def tool(*parameters, category="Write", **fields):
    return make_tool("change_thing", category=category, parameters=tuple(map(make_parameter, parameters)), **fields)


def test_every_signal_is_of_one_kind_or_says_nothing_of_reach():
    placed = [signal for kind in REACH.values() for signal in kind.signals]
    assert sorted([*placed, *NO_REACH]) == sorted(SIGNALS)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ((), ()),
        (("title",), ()),
        (("path",), ("files",)),
        (("path", "target_path"), ("files",)),
        (("url", "path"), ("files", "addresses")),
    ],
)
def test_a_kind_counts_once_however_many_arguments_name_it(parameters, expected):
    assert reach(tool(*parameters)) == expected


def test_a_tool_that_runs_a_command_may_reach_anything():
    found = reach(make_tool("run_command", category="Execute", parameters=(make_parameter("command"),)))
    assert found is not None
    assert found[0] == ANYTHING


def test_unknown_is_not_nothing():
    assert reach(tool(definition=None)) is None
    assert reach(make_tool(parameters="unknown")) is None


def test_a_tool_nobody_judged_reaches_what_its_definition_shows():
    assert reach(make_unreviewed_tool(parameters=(make_parameter("path"),))) == ("files",)


def test_tools_with_the_same_signals_share_one_value():
    definition = make_definition()
    tools = [make_tool(f"change_{name}", parameters=(make_parameter("path"),), definition=definition) for name in "ab"]
    one, other = summarize(make_judged(*tools)).tools
    assert one.reach is other.reach == ("files",)


def test_the_handbook_says_how_reach_is_counted():
    text = (ROOT / "site_src" / "handbook" / "how-to-read.md").read_text()
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", text.split("## Reach")[1].split("\n## ")[0], re.MULTILINE)
    said = {name: (meaning, frozenset(signals.split(", "))) for name, meaning, signals in rows[1:]}
    assert said == {name: (kind.meaning, kind.signals) for name, kind in REACH.items()}
