"""A tool's description: the verbs that its first sentence opens with, and what it claims outright."""

from __future__ import annotations

import pytest

from generator.rules.classify.lexicon import FORMS
from tests.support.definitions import fired, kind_of, rules_fired, tool_object

FIRES = [
    ("text/read", "Gets", "read", tool_object("thing", "Gets a thing.")),
    ("text/read", "Returns", "read", tool_object("thing", "Returns the thing of that name.")),
    ("text/read", "list", "read", tool_object("thing", "Updated list of things.")),
    ("text/write", "Creates", "write", tool_object("thing", "Creates a thing.")),
    ("text/write", "Update", "write", tool_object("thing", "Update notes of the thing.")),
    ("text/write", "Log", "write", tool_object("thing", "Log a message.")),
    ("text/write", "to local disk", "write", tool_object("thing", "Download a file to local disk.")),
    ("text/execute", "Run", "execute", tool_object("thing", "Run the tests.")),
    ("text/execute", "Deploys", "execute", tool_object("thing", "Deploys the function.")),
    ("text/destructive", "Delete", "destructive", tool_object("thing", "Delete the thing.")),
    ("text/destructive", "delete", "destructive", tool_object("thing", "Perform actions such as create and delete.")),
    ("text/financial", "Refund", "financial", tool_object("thing", "Refund a payment.")),
    ("text/financial", "Charges", "financial", tool_object("thing", "Charges the saved card off-session.")),
    ("text/keeps", "stored", "write", tool_object("download_paper", "Download a paper. It is stored for later calls.")),
    ("text/keeps", "target_dir", "write", tool_object("download_paper", "Download a paper.", target_dir="string")),
    ("text/write", "applies", "write", tool_object("thing", "Finds text in a document and applies character formats.")),
    ("text/write", "File", "write", tool_object("thing", "File a bug report.")),
    ("text/write", "publish", "write", tool_object("list_thing", "List (publish) a thing.")),
    ("text/read", "List", "read", tool_object("list_things", "List upcoming interview schedules.")),
    ("text/keeps", "as a CSV file", "write", tool_object("thing", "Export the range as a CSV file.")),
    (
        "text/guidance", "Provides guidance", "read",
        tool_object("create_policy", "Provides guidance on how to create a policy."),
    ),
    (
        "text/irreversible", "cannot be undone", "destructive",
        tool_object("set_thing", "Sets a thing. This cannot be undone."),
    ),
]  # fmt: skip
"""Rule, the words it reads, what it speaks for, and a definition on which it fires."""
QUIET = [
    ("text/read", tool_object("thing", "Search here.")),
    ("text/read", tool_object("thing", "The index is rebuilt.")),
    ("text/write", tool_object("thing", "Complete list of all things.")),
    ("text/write", tool_object("thing", "The update of last week.")),
    ("text/write", tool_object("thing", "Logs of the container.")),
    ("text/write", tool_object("thing", "Indexes on a table.")),
    ("text/write", tool_object("thing", "File contents of a repository.")),
    ("text/write", tool_object("thing", "Retrieves and formats the account's status.")),
    ("text/write", tool_object("thing", "Lists events and updates.")),
    ("text/execute", tool_object("thing", "**STARTING POINT for audits.**")),
    ("text/keeps", tool_object("sftp_download", "Download a file.", remote_path="string")),
    ("text/execute", tool_object("thing", "Run a report over the last week.")),
    ("text/destructive", tool_object("thing", "Deleted items of the last week.")),
    ("text/financial", tool_object("thing", "Payment methods of the customer.")),
    ("text/keeps", tool_object("download_paper", "Download a paper and return its text.")),
    ("text/keeps", tool_object("get_paper", "Get a paper that was saved to disk.")),
    ("text/guidance", tool_object("create_policy", "Creates a policy and provides documentation.")),
    ("text/guidance", tool_object("create_policy", "Provides a new policy.")),
    ("text/irreversible", tool_object("set_thing", "Sets a thing. It can be undone.")),
]
"""Rule, and a definition that comes near it and on which it stays silent."""


@pytest.mark.parametrize(("rule", "quote", "kind", "tool"), FIRES, ids=lambda value: str(value)[:60])
def test_words_of_the_description_fire_their_rule(rule, quote, kind, tool):
    assert (rule, quote, kind) in fired(tool)


@pytest.mark.parametrize(("rule", "tool"), QUIET, ids=lambda value: str(value)[:60])
def test_a_description_that_comes_near_a_rule_does_not_fire_it(rule, tool):
    assert rule not in rules_fired(tool)


@pytest.mark.parametrize(
    "text",
    [
        "Delete a file.",
        "Deletes a file.",
        "Deleting a file.",
        "delete a file",
        "**Delete** a file.",
        "**Purpose:** Delete a file.",
        "[Beta] Delete a file.",
        "🗑 Delete a file.",
        "This tool will delete a file.",
        "This tool allows you to safely delete a file.",
        "Use this to delete a file.",
        "Permanently delete a file.",
        "thing: Delete a file.",
    ],
)
def test_the_verb_is_found_behind_marks_and_polite_openings(text):
    assert kind_of(tool_object("thing", text)) == "destructive"


def test_the_tool_s_own_name_in_front_of_the_sentence_is_passed_over():
    assert ("text/write", "updates", "write") in fired(tool_object("app_thing", "app_thing updates an app."))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Creates, updates or deletes a thing.", "destructive"),
        ("Create/update a thing.", "write"),
        ("Reads and writes a thing.", "write"),
        ("Find a thing and then delete it.", "destructive"),
        ("Gets a thing and its updates.", "read"),
        ("Gets the list of a thing, its updates and its deletions.", "read"),
        ("Manage things: create, rename or delete them.", "destructive"),
        ("Supports operations like create and remove.", "destructive"),
    ],
)
def test_verbs_joined_to_the_first_one_count_and_nouns_do_not(text, kind):
    assert kind_of(tool_object("thing", text)) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Check a book.", "read"),
        ("Check in a book.", "write"),
        ("Resolve a host name.", "read"),
        ("Resolve a thread.", "write"),
        ("Run a Google Analytics funnel report.", "read"),
        ("Run a program.", "execute"),
        ("Capture a screenshot.", "read"),
        ("Capture an authorized payment.", "financial"),
        ("Fetch a page.", "read"),
        ("Fetch from the git remote.", "write"),
    ],
)
def test_what_stands_soon_behind_a_verb_says_what_it_means(text, kind):
    assert kind_of(tool_object("thing", text)) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Complete list of all things.", "read"),
        ("Complete the task of that number.", "write"),
        ("Sample rows of a table.", "read"),
        ("Request a review.", "write"),
        ("Request headers of the page.", None),
        ("Order history.", None),
        ("Order a pizza.", "financial"),
    ],
)
def test_a_word_that_is_a_noun_or_an_adjective_as_often_needs_an_object(text, kind):
    assert kind_of(tool_object("thing", text)) == kind


def test_where_no_verb_opens_the_text_one_inside_suggests_what_is_done():
    assert kind_of(tool_object("thing", "A helper that creates folders.")) == "write"
    assert kind_of(tool_object("thing", "The thing, used to delete files.")) == "destructive"


def test_a_suggestion_from_inside_the_text_gives_way_to_a_clear_name():
    assert kind_of(tool_object("get_thing", "A helper which creates nothing.")) == "read"


@pytest.mark.parametrize(
    "claim",
    [
        "cannot be undone", "can't be reversed", "cannot be recovered", "irreversible", "irreversibly", "permanently deletes",
        "permanently removed", "not reversible", "irrevocably", "no undo",
    ],
)  # fmt: skip
def test_words_of_no_return_turn_a_change_into_a_destruction_and_never_a_lookup(claim):
    said = f"The effect: {claim}."
    assert kind_of(tool_object("set_thing", f"Sets a thing. {said}")) == "destructive"
    assert kind_of(tool_object("get_thing", f"Gets a thing. {said}")) == "read"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Run a read-only SQL query.", "read"),
        ("Run a SELECT query on the database.", "read"),
        ("Execute a PromQL query.", "read"),
        ("Run a query. It does not modify any data.", "read"),
        ("Run a command in read-only mode or not.", "execute"),
        ("Run a program that is not read-only.", "execute"),
        ("Run a program as a read-only user.", "execute"),
    ],
)
def test_what_is_run_only_reads_where_the_description_says_so(text, kind):
    assert kind_of(tool_object("execute_statement" if "query" in text else "run", text)) == kind


def test_every_spelling_of_a_verb_leads_back_to_one_in_the_lists():
    assert FORMS["modifies"] == FORMS["modifying"] == FORMS["modify"]
    assert FORMS["stopping"][0] == FORMS["stops"][0] == "stop"
    assert FORMS["publishes"][0] == FORMS["publishing"][0] == "publish"
    assert FORMS["archiving"][0] == FORMS["archives"][0] == "archive"
