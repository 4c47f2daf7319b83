"""A tool's name: every word is read, wherever the verb stands and however the name is written."""

from __future__ import annotations

import pytest

from tests.support.definitions import fired, kind_of, rules_fired, tool_object

FIRES = [
    ("name/read", "get", "read", tool_object("get_issue")),
    ("name/read", "search", "read", tool_object("documentation_search")),
    ("name/read", "whoami", "read", tool_object("whoami")),
    ("name/read", "logs", "read", tool_object("app_logs")),
    ("name/write", "create", "write", tool_object("create_issue")),
    ("name/write", "Create", "write", tool_object("CreateAHOWorkflow")),
    ("name/write", "upload", "write", tool_object("get_asset_upload_url")),
    ("name/write", "Create", "write", tool_object("media_CreateUploadURLV1")),
    ("name/read", "get", "read", tool_object("volume-snapshot-get")),
    ("name/write", "merge", "write", tool_object("merge_pull_request")),
    ("name/write", "log", "write", tool_object("log_trace")),
    ("name/write", "speech", "write", tool_object("text_to_speech")),
    ("name/write", "turn", "write", tool_object("turn_off_audit")),
    ("name/write", "trust", "write", tool_object("trust_folder")),
    ("name/execute", "start", "execute", tool_object("page_audit_start_scan")),
    ("name/write", "format", "write", tool_object("format_table")),
    ("name/write", "convert", "write", tool_object("convert_to_pdf")),
    ("name/read", "convert", "read", tool_object("convert_time")),
    ("name/financial", "reverse", "financial", tool_object("reverse_transaction")),
    ("name/financial", "reversal", "financial", tool_object("mpesa_reversal")),
    ("name/execute", "run", "execute", tool_object("run_command")),
    ("name/execute", "apply", "execute", tool_object("tf_apply")),
    ("name/execute", "shell", "execute", tool_object("shell")),
    ("name/destructive", "delete", "destructive", tool_object("r2_bucket_delete")),
    ("name/destructive", "delete", "destructive", tool_object("snapshot_delete")),
    ("name/destructive", "wipe", "destructive", tool_object("factory-wipe")),
    ("name/financial", "swap", "financial", tool_object("auto_swap")),
    ("name/financial", "topup", "financial", tool_object("topup_credits")),
    ("name/financial", "payment", "financial", tool_object("payment")),
    ("name/money", "place_limit_order", "financial", tool_object("place_limit_order")),
    ("name/destructive", "DELETE", "destructive", tool_object("userDELETE")),
    ("name/money", "sendFunds", "financial", tool_object("app.sendFunds")),
    ("name/money", "send_funds", "financial", tool_object("send_funds")),
    ("name/money", "create_refund", "financial", tool_object("stripe_create_refund")),
]
"""Rule, the words it reads, what it speaks for, and a name on which it fires."""
QUIET = [
    ("name/read", tool_object("delete_read_replica")),
    ("name/read", tool_object("registry")),
    ("name/write", tool_object("get_commit")),
    ("name/write", tool_object("list_send")),
    ("name/write", tool_object("git_log")),
    ("name/execute", tool_object("get_pipeline_run")),
    ("name/write", tool_object("volume-snapshot-list")),
    ("name/write", tool_object("place_details_tool")),
    ("name/execute", tool_object("test_connection")),
    ("name/execute", tool_object("deploy_status")),
    ("name/execute", tool_object("run_status")),
    ("name/write", tool_object("commit_history")),
    ("name/destructive", tool_object("list_reset_requests")),
    ("name/destructive", tool_object("undelete_file")),
    ("name/financial", tool_object("get_refund")),
    ("name/financial", tool_object("refund_eligibility")),
    ("name/money", tool_object("list_charges")),
    ("name/money", tool_object("manage_notification_subscription")),
    ("name/money", tool_object("update_list_position")),
]
"""Rule, and a name that comes near it and on which it stays silent."""


@pytest.mark.parametrize(("rule", "quote", "kind", "tool"), FIRES, ids=lambda value: str(value)[:60])
def test_a_word_of_the_name_fires_its_rule(rule, quote, kind, tool):
    assert (rule, quote, kind) in fired(tool)


@pytest.mark.parametrize(("rule", "tool"), QUIET, ids=lambda value: str(value)[:60])
def test_a_name_that_comes_near_a_rule_does_not_fire_it(rule, tool):
    assert rule not in rules_fired(tool)


@pytest.mark.parametrize(
    "name",
    [
        "delete_user", "deleteUser", "DeleteUser", "delete-user", "users.delete", "user_delete", "users/delete",
        "mcp__github__delete_user", "API-delete-a-user", "deleteUSER", "v2_delete_user", "DELETE_USER",
    ],
)  # fmt: skip
def test_the_verb_counts_in_every_style_of_name_and_at_every_place(name):
    assert kind_of(tool_object(name)) == "destructive"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("search_and_replace", "write"),
        ("search_replace", "write"),
        ("find_or_create_user", "write"),
        ("get_or_delete", "destructive"),
        ("stop_and_remove_container", "destructive"),
        ("read_delete", "destructive"),
        ("query_update", "write"),
        ("list_set", "write"),
        ("list_remove", "destructive"),
        ("pull_request_review_write", "write"),
    ],
)
def test_a_second_verb_counts_where_it_is_one(name, kind):
    assert kind_of(tool_object(name)) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("get_draft", "read"),
        ("list_send", "read"),
        ("get_run", "read"),
        ("fetch_trigger", "read"),
        ("preview_transaction_create", "read"),
        ("verify_login", "read"),
        ("pull_request_read", "read"),
    ],
)
def test_a_second_word_counts_for_nothing_where_it_is_the_thing_looked_up(name, kind):
    assert kind_of(tool_object(name)) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("resolve_host", "read"),
        ("resolve_thread", "write"),
        ("check_domain", "read"),
        ("check_in", "write"),
        ("git_fetch", "write"),
        ("fetch_page", "read"),
        ("pull_image", "write"),
        ("run_report", "read"),
        ("run_task", "execute"),
        ("browser_evaluate", "execute"),
        ("evaluate_answer", "read"),
        ("capture_screen", "read"),
        ("capture_payment", "financial"),
        ("apply_label", "write"),
        ("apply_manifest", "execute"),
        ("review_text", "read"),
        ("deploy_app", "execute"),
        ("transfer_file", "write"),
        ("transfer_funds", "financial"),
        ("place_details", "read"),
        ("place_order", "financial"),
    ],
)
def test_the_words_beside_a_verb_say_what_it_means(name, kind):
    assert kind_of(tool_object(name)) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("unuse_notebook", "write"),
        ("reinvite_member", "write"),
        ("register", "write"),
        ("registry", None),
        ("undo_change", "write"),
        ("uninstall", "destructive"),
        ("resource", None),
    ],
)
def test_un_and_re_make_another_verb_only_in_front_of_one(name, kind):
    assert kind_of(tool_object(name)) == kind


def test_money_that_is_only_looked_at_is_not_moved():
    for noun in ("refund", "charges", "invoices", "payments", "subscription", "orders", "balance"):
        for verb in ("get", "list", "search", "describe"):
            assert kind_of(tool_object(f"{verb}_{noun}")) == "read", (verb, noun)


def test_money_that_is_changed_is_moved_whatever_the_verb():
    for noun in ("refund", "charge", "invoice", "payment", "subscription", "order"):
        for verb in ("create", "update", "cancel", "delete", "submit"):
            assert kind_of(tool_object(f"{verb}_{noun}")) == "financial", (verb, noun)


def test_a_vague_verb_gives_way_to_a_description_that_is_clear():
    assert kind_of(tool_object("manage_tabs")) == "write"
    assert kind_of(tool_object("manage_tabs", "List the open tabs.")) == "read"
    assert kind_of(tool_object("manage_tabs", "Delete the open tabs.")) == "destructive"
