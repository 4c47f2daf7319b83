"""Rows of a server's tools come back as they went in, and what lists show of them is what the rows say."""

from __future__ import annotations

import pickle
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.model.catalog import gather
from generator.model.rows import ToolHead, Tools, ToolSummary
from tests.readers.test_kept_rows import ROWS, SERVERS
from tests.support.builders import make_vocabulary

SHOWN = ToolHead._fields[:-1]


@given(st.lists(ROWS, max_size=4))
def test_rows_come_back_as_they_went_in_also_from_another_process(rows):
    tools = Tools.of(rows)
    assert list(tools) == rows
    assert tools.summaries() == [row.summary for row in rows]
    assert tools.concerns() == [row.concerns for row in rows]
    assert len(tools) == len(rows)
    back = pickle.loads(pickle.dumps(tools))
    assert back == tools
    assert [type(each) for each in back] == [ToolSummary] * len(rows)
    assert Tools(*tools.packed) == tools


@given(st.lists(ROWS, max_size=4))
def test_what_lists_show_is_what_the_row_says(rows):
    heads = Tools.of(rows).heads
    assert [each.place for each in heads] == list(range(len(rows)))
    for head, row in zip(heads, rows, strict=True):
        assert {name: getattr(head, name) for name in SHOWN} == {name: getattr(row, name) for name in SHOWN}


@given(st.lists(ROWS, max_size=4), st.sampled_from(["", "a", "get"]) | st.text(max_size=3))
def test_names_and_classes_are_told_without_opening(rows, name):
    tools = Tools.of(rows)
    assert all(tools.may_have(row.name) for row in rows)
    if not any(name in row.name for row in rows) and name and "\0" not in name:
        assert not tools.may_have(name)
    assert Counter({(category, risk): count for category, risk, count in tools.tally}) == Counter(
        (row.category, row.risk) for row in rows
    )


@given(st.lists(ROWS, min_size=1, max_size=3), ROWS)
def test_tools_are_equal_exactly_when_their_rows_are(rows, other):
    assert Tools.of(rows) == Tools.of(tuple(rows))
    assert (Tools.of([*rows[1:], other]) == Tools.of(rows)) == ([*rows[1:], other] == rows)


@given(st.lists(SERVERS, max_size=4, unique_by=lambda each: each.slug))
def test_a_catalog_walks_over_heads_and_rows_in_one_order(servers):
    catalog = gather(make_vocabulary(), servers)
    assert [each.name for each in catalog.heads()] == [each.name for each in catalog.tools()]
    for server in catalog.servers:
        assert catalog.summaries(server.slug) == [each.summary for each in server.tools]
        assert catalog.concerns(server.slug) == [each.concerns for each in server.tools]
    assert replace(catalog) == catalog


@given(st.lists(SERVERS, max_size=4, unique_by=lambda each: each.slug))
def test_a_catalog_is_no_larger_between_processes_when_it_was_looked_into(servers):
    catalog = gather(make_vocabulary(), servers)
    before = len(pickle.dumps(catalog))
    names = dict(catalog.tools_by_name)
    assert len(pickle.dumps(catalog)) == before
    assert dict(pickle.loads(pickle.dumps(catalog)).tools_by_name) == names
