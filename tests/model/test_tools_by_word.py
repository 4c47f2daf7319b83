"""The tools of a word are those whose rows have it, and they are counted without opening a row."""

from __future__ import annotations

import pickle
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.places import UNKNOWN, UNSEEN, Words, at_places, words_of
from generator.model.tools_by_word import ToolsByWord
from generator.views.traced import Tracer
from tests.support.rows import SERVERS, catalog_of, opened

HINTS = ("read_only", "destructive", "idempotent", "open_world")


def words_in(row, kind):
    if kind in HINTS:
        return {row.hints[HINTS.index(kind)] if row.hints else UNKNOWN}
    if kind == "signals":
        return set(row.signals or (None,))
    if kind == "attacks":
        return {each.attack for each in row.concerns}
    if kind == "status" and row.status == "verified" and row.tokens is None:
        return {UNSEEN}
    return {getattr(row, kind)}


def place_of(row):
    return row.server, row.slug


@given(SERVERS)
def test_every_word_leads_to_the_tools_that_have_it_in_the_order_of_the_catalog(servers):
    catalog = catalog_of(servers)
    rows = list(catalog.tools())
    for kind in ("category", "risk", *Words._fields[:-2]):
        found = catalog.tools_by_word.of(kind)
        assert set(found) == {word for row in rows for word in words_in(row, kind)}
        for word, chosen in found.items():
            wanted = [row for row in rows if word in words_in(row, kind)]
            assert [place_of(tool) for tool in chosen] == [place_of(row) for row in wanted]
            assert dict(zip((each.slug for each in chosen.servers), chosen.counts, strict=True)) == Counter(
                row.server for row in wanted
            )
            assert Counter({each[:2]: each[2] for each in chosen.tally}) == Counter(
                (row.category, row.risk) for row in wanted
            )
    assert [place_of(tool) for tool in catalog.tools_by_word.all] == [place_of(row) for row in rows]


@given(SERVERS, st.integers(0, 9), st.integers(0, 9))
def test_attacks_and_reach_lead_to_their_tools_of_each_risk_class(servers, start, stop):
    catalog = catalog_of(servers)
    rows = list(catalog.tools())
    for kind in ("attacks", "reach"):
        by_risk = catalog.tools_by_word.by_risk(kind)
        found = {(risk, word): chosen for risk, by_word in by_risk.items() for word, chosen in by_word.items()}
        assert set(found) == {(row.risk, word) for row in rows for word in words_in(row, kind)}
        for (risk, word), chosen in found.items():
            wanted = [place_of(row) for row in rows if row.risk == risk and word in words_in(row, kind)]
            assert [place_of(tool) for tool in chosen] == wanted
            assert [place_of(tool) for tool in chosen[start:stop]] == wanted[start:stop]


@given(SERVERS)
def test_nothing_is_opened_to_count(servers):
    catalog = catalog_of(servers)
    tools = catalog.tools_by_word
    for kind in ("category", "risk", *Words._fields[:-2]):
        assert all(len(chosen) == sum(chosen.counts) for chosen in tools.of(kind).values())
    for kind in ("attacks", "reach"):
        assert all(map(len, (chosen for by_word in tools.by_risk(kind).values() for chosen in by_word.values())))
    assert len(tools.all) == sum(each[2] for each in tools.all.tally)
    assert opened(catalog) == []


@given(SERVERS.filter(lambda servers: sum(bool(each.tools) for each in servers) > 1))
def test_a_slice_opens_the_servers_that_it_is_of(servers):
    catalog = catalog_of(servers)
    for chosen in catalog.tools_by_word.of("status").values():
        before = set(opened(catalog))
        (tool,) = chosen[-1:]
        assert set(opened(catalog)) - before <= {tool.server}


@given(st.lists(st.booleans(), max_size=80))
def test_places_are_the_bits_of_a_number(chosen):
    places = sum(1 << place for place, is_one in enumerate(chosen) if is_one)
    assert at_places(range(len(chosen)), places) == [place for place, is_one in enumerate(chosen) if is_one]


def test_a_server_without_tools_has_no_word():
    assert Words(*words_of([])) == ({},) * len(Words._fields)


@given(SERVERS)
def test_between_processes_the_servers_alone_are_sent(servers):
    tools = catalog_of(servers).tools_by_word
    before = pickle.dumps(tools)
    len(tools.of("status"))
    assert pickle.dumps(tools) == before
    assert pickle.loads(before) == tools
    assert hash(tools) == hash(ToolsByWord(catalog_of(servers).servers))


def test_a_page_of_one_server_does_not_count_the_tools_of_all():
    catalog = Tracer(catalog_of([])).catalog
    for ask in (lambda: catalog.tools_by_word.of("status"), lambda: len(catalog.tools_by_word.all)):
        with pytest.raises(TypeError, match="list of all servers"):
            ask()
