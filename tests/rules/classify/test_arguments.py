"""A tool's arguments: operations to choose from, and text that the server runs or saves."""

from __future__ import annotations

import pytest

from tests.support.definitions import choice, described, fired, kind_of, rules_fired, tool_object

FIRES = [
    ("argument/operation", "action: delete", "destructive", tool_object("thing", action=choice("get", "delete"))),
    ("argument/operation", "mode: write", "write", tool_object("thing", mode=choice("read", "write"))),
    (
        "argument/operation", "action: delete", "destructive",
        tool_object("thing", action=described("One of 'create', 'delete', 'list'.")),
    ),
    ("argument/http-method", "method", "execute", tool_object("thing", method=choice("GET", "POST"))),
    ("argument/command", "command", "execute", tool_object("thing", command="string")),
    ("argument/command", "shell_cmd", "execute", tool_object("thing", shell_cmd="string")),
    ("argument/code", "code", "execute", tool_object("thing", code=described("Python code to run."))),
    ("argument/switch", "delete", "destructive", tool_object("thing", delete={"type": "boolean"})),
    ("argument/switch", "mark_as_read", "write", tool_object("get_mail", mark_as_read={"type": "boolean"})),
    ("argument/guarded", "confirm", "write", tool_object("thing", confirm={"type": "boolean"})),
    ("argument/guarded", "dryRun", "write", tool_object("thing", dryRun={"type": "boolean"})),
    ("argument/saved-file", "output_path", "write", tool_object("thing", output_path="string")),
    ("argument/saved-file", "path", "write", tool_object("thing", path=described("File to save the chart to."))),
    ("argument/sql", "sql", "execute", tool_object("thing", sql="string")),
    ("argument/sql", "query", "execute", tool_object("thing", query=described("SQL to run."))),
]  # fmt: skip
"""Rule, the words it reads, what it speaks for, and a definition on which it fires."""
QUIET = [
    ("argument/operation", tool_object("thing", mode=choice("fast", "slow", "delete"))),
    ("argument/operation", tool_object("thing", action=described("What to create."))),
    ("argument/operation", tool_object("get_thing", "Get a thing.", action=choice("created", "delete", "get"))),
    ("argument/operation", tool_object("thing", colour=choice("get", "delete"))),
    ("argument/http-method", tool_object("thing", method=choice("GET", "HEAD"))),
    ("argument/command", tool_object("thing", command=choice("a", "b"))),
    ("argument/command", tool_object("thing", command="integer")),
    ("argument/command", tool_object("explain_thing", command="string")),
    ("argument/code", tool_object("thing", country_code=described("Two letters."))),
    ("argument/code", tool_object("thing", code=described("Code of the airport."))),
    ("argument/code", tool_object("validate_thing", code=described("Python code."))),
    ("argument/switch", tool_object("thing", delete="string")),
    ("argument/switch", tool_object("thing", remove_duplicates={"type": "boolean"})),
    ("argument/guarded", tool_object("thing", confirm="string", is_confirmed={"type": "boolean"})),
    ("argument/switch", tool_object("thing", include_deleted={"type": "boolean"})),
    ("argument/saved-file", tool_object("thing", path="string")),
    ("argument/saved-file", tool_object("thing", output_format="string")),
    ("argument/sql", tool_object("thing", query=described("Words to look for."))),
    ("argument/sql", tool_object("thing", "Run a read-only query.", sql="string")),
    ("argument/sql", tool_object("explain_thing", sql="string")),
]
"""Rule, and a definition that comes near it and on which it stays silent."""


@pytest.mark.parametrize(("rule", "quote", "kind", "tool"), FIRES, ids=lambda value: str(value)[:60])
def test_an_argument_fires_its_rule(rule, quote, kind, tool):
    assert (rule, quote, kind) in fired(tool)


@pytest.mark.parametrize(("rule", "tool"), QUIET, ids=lambda value: str(value)[:60])
def test_an_argument_that_comes_near_a_rule_does_not_fire_it(rule, tool):
    assert rule not in rules_fired(tool)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (("list", "get"), "read"),
        (("list", "create"), "write"),
        (("list", "run", "create"), "execute"),
        (("list", "run", "create", "delete"), "destructive"),
        (("delete", "refund"), "financial"),
        (("list_users", "delete_user"), "destructive"),
    ],
)
def test_the_strongest_operation_that_can_be_chosen_counts(values, kind):
    assert kind_of(tool_object("thing", operation=choice(*values))) == kind


def test_a_choice_weighs_more_than_a_harmless_name_that_says_what_is_managed():
    assert kind_of(tool_object("users", "Users of the account.", action=choice("list", "delete"))) == "destructive"


def test_a_filter_of_a_lookup_is_no_operation():
    tool = tool_object("list_events", "List audit events.", action=choice("create", "update", "delete"))
    assert kind_of(tool) == "read"


def test_an_operation_among_lookups_counts_however_harmless_the_name():
    for values in (("get", "delete"), ("list", "create", "remove"), ("view", "delete_all")):
        tool = tool_object("get_thing", "Get a thing.", operation=choice(*values))
        assert kind_of(tool) != "read", values


@pytest.mark.parametrize("name", ["run_sql", "query", "get_rows", "search", "database"])
def test_free_sql_is_run_whatever_the_tool_is_called(name):
    assert kind_of(tool_object(name, "Works on the database.", sql="string")) == "execute"


def test_free_sql_is_a_lookup_where_the_server_says_it_takes_nothing_else():
    assert kind_of(tool_object("run_query", "Run a read-only SQL query.", sql="string")) == "read"


def test_a_lookup_that_saves_its_result_writes():
    tool = tool_object("get_report", "Get the report.", output_file="string")
    assert kind_of(tool) == "write"


def test_commands_inside_other_arguments_do_not_decide():
    inner = {"type": "object", "properties": {"command": {"type": "string"}, "action": choice("get", "delete")}}
    inner["properties"]["options"] = {"type": "object", "properties": {"operation": choice("get", "delete")}}
    del inner["properties"]["action"]
    assert kind_of(tool_object("get_thing", "Get a thing.", options=inner)) == "read"


def test_an_argument_without_a_stated_type_may_hold_text():
    assert "argument/command" in rules_fired(tool_object("thing", command={}))
