"""Arguments get the constraints that their names and types allow, and the shipped patterns let nothing else through."""

from __future__ import annotations

import posixpath
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.vocabulary import Caps
from generator.rules.amounts import at_most
from generator.rules.classify.reading import Reading, reading_of_definition
from generator.rules.constraints import constraints_of
from generator.rules.signals import signals_of
from tests.support.builders import make_vocabulary
from tests.support.definitions import choice, judged, tool_object

SHIPPED = make_vocabulary()
PATH = re.compile(SHIPPED.caps.path)
QUERY = re.compile(SHIPPED.caps.query)


def constraints(tool, category="Write", vocabulary=SHIPPED):
    reading = reading_of_definition(tool)
    chosen = vocabulary.category(category)
    found = constraints_of(reading, chosen, vocabulary, signals_of(reading, chosen.slug))
    return [(each.arg, each.op, each.value) for each in found]


@pytest.mark.parametrize(
    "path", ["/workspace", "/workspace/a", "/workspace/src/main.py", "/workspace/a..b", "/workspace/_x/-y"]
)
def test_the_shipped_path_pattern_lets_paths_below_the_folder_through(path):
    assert PATH.search(path)


@pytest.mark.parametrize(
    "path",
    [
        "", "/", "/etc/passwd", "etc/passwd", "../etc/passwd", "workspace/a", "./workspace", "~/workspace",
        "/workspace/..", "/workspace/../etc/passwd", "/workspace/a/../../etc", "/workspace/./a", "/workspace//a",
        "/workspace2", "/workspace2/a", "/workspaces", "x/workspace/a", "/workspace/.env", "/workspace/.git/config",
        "/workspace/a\x00b", "/workspace/a\n/etc", "/workspace/a;rm", "/workspace/a b", "/workspace/$HOME", "/workspace\\..",
        "file:///workspace/a", "/WORKSPACE/a", "/workspace/%2e%2e/etc", "\n/workspace/a",
    ],
)  # fmt: skip
def test_the_shipped_path_pattern_refuses_what_leads_or_could_lead_outside(path):
    assert not PATH.search(path)


PIECES = ["", "..", ".", "a", "b.c", "..d", "a..", "%2e", "~", "\\", " ", "workspace", "\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=5), st.sampled_from(["/workspace", "/workspace/a", "workspace", "/"]))
def test_no_path_that_the_pattern_lets_through_leaves_the_folder(pieces, start):
    path = "/".join([start, *pieces])
    steps = path.split("/")
    if PATH.search(path):
        assert posixpath.normpath(path).split("/")[:2] == ["", "workspace"]
    is_plain = steps[:2] == ["", "workspace"] and all(step in {"a", "b.c", "a..", "workspace"} for step in steps[2:])
    assert not is_plain or PATH.search(path)


@pytest.mark.parametrize(
    "query",
    [
        "select 1", "SELECT * FROM t", "  select a\nfrom b\nwhere c = 'd'", "select 1;", "select 1 ; \n", "SHOW TABLES",
        "describe t", "explain select * from t", "explain query plan select 1", "Select\t1",
    ],
)  # fmt: skip
def test_the_shipped_query_pattern_lets_plain_lookups_through(query):
    assert QUERY.search(query)


@pytest.mark.parametrize(
    "query",
    [
        "", "drop table t", "delete from t", "update t set a = 1", "insert into t values (1)", "truncate t",
        "select 1; drop table t", "select 1;drop table t;", "select 1;;", "select ';'; delete from t", ";select 1",
        "with x as (delete from t returning *) select * from x", "selection", "selectx from t", "-- a\nselect 1",
        "/* a */ drop table t", "call f()", "explain analyze delete from t",
        "explain (analyze) select 1", "describe analyze delete t from t join u", "explain update t set a = 1", "grant all on t to u", "copy t to '/tmp/x'", "begin", "explained",
    ],
)  # fmt: skip
def test_the_shipped_query_pattern_refuses_changes_and_chains(query):
    assert not QUERY.search(query)


STATEMENTS = [
    "select 1",
    "drop table t",
    "show tables",
    "explain select 1",
    "explain analyze delete from t",
    "'x'",
    "--",
]


@given(st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=4), st.sampled_from([";", " ; ", "\n;\n", " "]))
def test_no_chain_and_no_change_passes_the_query_pattern(statements, mark):
    query = mark.join(statements)
    if QUERY.search(query):
        assert ";" not in query
        assert statements[0] in {"select 1", "show tables", "explain select 1"}


def test_the_shipped_patterns_use_nothing_that_re2_does_not_have():
    for pattern in (SHIPPED.caps.path, SHIPPED.caps.query):
        assert not re.search(r"\(\?[=!<]|\\[1-9]|\(\?P[=>]|[+*?}]\+|\\Z", pattern)
        assert pattern.removeprefix("(?i)").startswith("^") and pattern.endswith("$")


def test_an_amount_of_a_financial_tool_gets_the_cap_and_no_other_does():
    tool = tool_object("pay", amount="number", total_price="integer", amount_text="number", count="integer")
    assert constraints(tool, "Financial") == [("amount", "lte", 100), ("total_price", "lte", 100)]
    assert constraints(tool, "Write") == []
    text = constraints(tool_object("pay", amount="string", limit_price="string"), "Financial")
    assert text == [("amount", "matches", at_most(100)), ("limit_price", "matches", at_most(100))]


@pytest.mark.parametrize(
    ("arguments", "capped"),
    [
        ({"value": "number", "currency": "string"}, ["value"]),
        ({"value": "string", "currencyCode": "string"}, ["value"]),
        ({"value": "number"}, []),
        ({"item_value": "number", "currency": "string"}, []),
        ({"amount_off": "integer"}, ["amount_off"]),
        ({"price": "number"}, ["price"]),
        ({"price": "string"}, []),
        ({"price": {"type": "string", "description": "The ID of the price."}}, []),
        ({"price": {"type": "string", "description": "Price as a decimal."}}, ["price"]),
        ({"stop_price": "number", "trail_price": "string", "take_profit_limit_price": "string"}, []),
        ({"quantity": "integer"}, []),
        ({"quantity": {"type": "integer", "description": "Number of shares."}}, ["quantity"]),
        ({"amount": {"type": "string", "enum": ["1", "2"]}, "amount_due": "boolean"}, []),
        ({"amount": "boolean", "total": "array"}, []),
        ({"total": "integer", "currency": "string", "order": {"type": "object", "properties": {
            "amount": {"type": "number"}}}}, ["total"]),
    ],
)  # fmt: skip
def test_only_what_is_paid_or_traded_gets_the_cap(arguments, capped):
    assert [arg for arg, _, _ in constraints(tool_object("pay", **arguments), "Financial")] == capped


def test_a_quantity_counts_where_the_tool_trades():
    tool = tool_object("place_stock_order", qty="string")
    assert constraints(tool, "Financial") == [("qty", "matches", at_most(100))]


ON_DISK = {"type": "string", "description": "Absolute path of the file."}


@pytest.mark.parametrize(
    "said",
    [
        "",
        "JSONPath inside the local document.",
        "Path in the repository.",
        "Local path within the project's repository.",
    ],
)
def test_a_path_that_is_not_said_to_be_on_disk_has_no_folder_to_stay_in(said):
    assert constraints(tool_object("write_file", path={"type": "string", "description": said})) == []


def test_a_path_gets_the_folder_unless_it_is_an_address():
    tool = tool_object("write_file", path=ON_DISK, target_dir=ON_DISK, output_directory=ON_DISK, file_count=ON_DISK)
    assert constraints(tool) == [
        ("path", "matches", SHIPPED.caps.path),
        ("output_directory", "matches", SHIPPED.caps.path),
    ]
    assert constraints(tool_object("write_file", path={"type": "string", "format": "uri"})) == []
    assert constraints(tool_object("write_file", path="array")) == []


def test_free_sql_gets_the_pattern_for_lookups():
    assert constraints(tool_object("run", sql="string", query="string"), "Execute") == [
        ("sql", "matches", SHIPPED.caps.query)
    ]


def test_of_operations_only_the_lookups_are_recommended():
    tool = tool_object("manage", action=choice("list_users", "get", "delete"))
    assert constraints(tool) == [("action", "in", ("list_users", "get"))]


@pytest.mark.parametrize(
    "values", [("list", "get"), ("create", "delete"), ("list", "delete", "frobnicate"), ("LOUD", "quiet"), ("list", "")]
)
def test_operations_that_all_look_or_all_change_or_are_not_understood_are_not_limited(values):
    assert constraints(tool_object("manage", action=choice(*values))) == []


def test_a_choice_that_is_no_operation_is_not_limited():
    assert constraints(tool_object("manage", colour=choice("get", "delete"))) == []


def test_arguments_inside_others_and_unknown_parameters_get_none():
    inner = {"type": "object", "properties": {"path": {"type": "string"}, "sql": {"type": "string"}}}
    assert constraints(tool_object("run", options=inner), "Execute") == []
    unknown = Reading(name="run", text="", arguments=(), hints={})
    assert list(constraints_of(unknown, SHIPPED.category("Execute"), SHIPPED, ())) == []


def test_a_cap_that_the_vocabulary_leaves_out_is_not_recommended():
    bare = SHIPPED.model_copy(update={"caps": Caps()})
    tool = tool_object("pay", amount="number", path=ON_DISK, sql="string")
    assert constraints(tool, "Financial", bare) == []
    assert len(constraints(tool, "Financial")) == 2
    assert len(constraints(tool, "Execute")) == 2


def test_a_constraint_says_why_and_whether_the_argument_may_be_left_out():
    tool = tool_object("write_file", path=ON_DISK, file=ON_DISK)
    tool["inputSchema"]["required"] = ["path"]
    first, second = judged(tool).recommendation.constraints
    assert (first.required, second.required) == (True, False)
    assert (first.reason, second.reason) == (
        "path leads outside the allowed folder",
        "file leads outside the allowed folder",
    )


def test_what_is_denied_needs_no_constraint():
    assert judged(tool_object("delete_file", path="string")).recommendation.constraints == ()
