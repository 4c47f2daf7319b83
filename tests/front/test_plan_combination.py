"""The planner says of several servers what the page of one says of its own tools."""

from __future__ import annotations

import pytest

from generator.rules.traits import LEGS, leg_tools
from generator.views.combination import combination_of
from tests.support.front import Front
from tests.support.plans import SLUGS, judged_of

SOURCE = """
import { combinationOf } from "./plan/combination";
const functions = {
  combination: (servers) => {
    for (const server of servers) for (const tool of server.tools) tool.server = server;
    const found = combinationOf(servers);
    return found && { isToxic: found.isToxic, sentences: found.sentences, legs: found.legs.map((leg) => [leg.label, leg.servers.map((each) => each.tools.length)]) };
  },
};
"""


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    front = Front(SOURCE, tmp_path_factory.mktemp("front"))
    yield front
    front.close()


def server(name, *tools):
    return {"name": name, "tools": [{"name": "x", "legs": legs, "choice": choice} for legs, choice in tools]}


@pytest.mark.parametrize("slug", SLUGS)
def test_one_server_is_worded_as_on_its_own_page(front, slug):
    judged = judged_of(slug)
    legs = leg_tools(judged.assessments)
    bits = [
        sum(1 << place for place, leg in enumerate(LEGS) if position in legs[leg])
        for position in range(len(judged.assessments))
    ]
    theirs = front.ask("combination", [server(judged.server.name, *((each, "ask") for each in bits))])
    ours = combination_of(judged)
    if ours is None:
        assert theirs is None
        return
    assert (theirs["sentences"][0], theirs["isToxic"]) == (ours.verdict, ours.is_toxic)
    assert [label for label, _ in theirs["legs"]] == [leg.label for leg in ours.legs]


READS, TAKES, SENDS = 1, 2, 4


@pytest.mark.parametrize(
    ("servers", "said"),
    [
        (
            [server("A", (READS, "allow")), server("B", (TAKES | SENDS, "allow"))],
            "No single one of them has all three.",
        ),
        ([server("A", (7, "allow")), server("B", (TAKES, "ask"))], "A has all three alone."),
        ([server("A", (7, "allow")), server("B", (7, "ask"))], "A and B have all three alone."),
        (
            [server("A", (READS, "allow")), server("B", (TAKES | SENDS, "allow"))],
            "By the policy below, tools of all three parts run without asking.",
        ),
        (
            [server("A", (READS, "allow")), server("B", (TAKES, "allow"), (SENDS, "ask"))],
            "no tool of “a way out” runs without asking.",
        ),
        (
            [server("A", (READS, "hide")), server("B", (TAKES, "allow"), (SENDS, "ask"))],
            "every tool of “private data in” is denied.",
        ),
        (
            [server("A", (READS, "allow")), server("B", (TAKES, "allow"))],
            "no tool of these servers carries data out; a server beside them may add that.",
        ),
    ],
)
def test_several_servers_are_looked_at_together(front, servers, said):
    assert said in " ".join(front.ask("combination", servers)["sentences"])


def test_servers_without_any_part_have_no_combination(front):
    assert front.ask("combination", [server("A", (0, "allow"))]) is None
