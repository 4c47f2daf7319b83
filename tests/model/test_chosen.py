"""Chosen tools are those that a walk over all of them finds, wherever one looks."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from generator.model.chosen import Chosen, by_class
from generator.model.rows import ServerSummary, Tools, ToolSummary

WORDS = st.none() | st.sampled_from("ab")


def server(number: int, classes: list[tuple[str | None, str | None]]) -> ServerSummary:
    rows = [
        ToolSummary(f"s{number}", f"t{place}", f"t{place}", category, risk, "ask", "verified")
        for place, (category, risk) in enumerate(classes)
    ]
    return ServerSummary(f"s{number}", f"S{number}", None, None, None, None, None, None, tools=Tools.of(rows))


SERVERS = st.lists(st.lists(st.tuples(WORDS, WORDS), max_size=5), max_size=5).map(
    lambda all_classes: [server(number, classes) for number, classes in enumerate(all_classes)]
)
PLACES = st.none() | st.integers(-9, 9)


@given(SERVERS, st.sampled_from(["category", "risk"]), PLACES, PLACES, st.sampled_from([None, 1, 2, -1]))
def test_chosen_tools_are_those_that_have_the_word(servers, kind, start, stop, step):
    everything = [head for each in servers for head in each.heads]
    found = by_class(servers, kind)
    assert found.keys() == {getattr(head, kind) for head in everything}
    for word, chosen in [*found.items(), (0, Chosen([each for each in servers if each.tools]))]:
        wanted = [head for head in everything if word == 0 or getattr(head, kind) == word]
        assert list(chosen) == wanted
        assert len(chosen) == len(wanted)
        assert list(chosen[start:stop:step]) == wanted[start:stop:step]
        assert [chosen[place] for place in range(-len(wanted), len(wanted))] == wanted * 2
        assert list(chosen.counts) == [sum(head.server == each.slug for head in wanted) for each in chosen.servers]
        assert chosen.server_count == len({head.server for head in wanted})
        assert {(category, risk): count for category, risk, count in chosen.tally} == Counter(
            (head.category, head.risk) for head in wanted
        )
        assert [(server.slug, count) for server, count in zip(chosen.servers, chosen.counts, strict=True)] == [
            *Counter(head.server for head in wanted).items()
        ]
