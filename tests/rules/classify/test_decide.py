"""What fired is weighed into one kind; mistakes that a public catalog made are the cases.

Source: /policylayer.md of the project's reference, sections 7.1 (judged too mild), 7.2 (not understood), 7.3 (judged too hard).
"""

from __future__ import annotations

import pytest

from generator.rules.classify import FAMILIES, RULES
from generator.rules.classify.lexicon import KINDS
from tests.rules.classify import test_arguments, test_hints, test_languages, test_names, test_outputs, test_texts
from tests.support.builders import make_vocabulary
from tests.support.definitions import classified, judged, kind_of, rules_fired, signal_kinds, tool_object

TABLES = (test_names, test_texts, test_languages, test_arguments, test_outputs, test_hints)

TOO_MILD = [
    ("place_limit_order", "", "financial"),
    ("place_limit_order", "Place a limit order to buy or sell a token.", "financial"),
    ("place_twap_order", "", "financial"),
    ("place_twap_order", "Splits an order over time at the average price.", "financial"),
    ("place_limit_twap_order", "", "financial"),
    ("submit_signed_swap", "", "financial"),
    ("submit_signed_swap", "Submit a signed swap transaction.", "financial"),
    ("auto_swap", "Build, sign and submit a swap in one call.", "financial"),
    ("send_funds", "Send funds to another user.", "financial"),
    ("topup_credits", "Charges the saved card off-session.", "financial"),
    ("run", "Run a shell command.", "execute"),
    ("execute_sql", "Execute SQL on the database.", "execute"),
    ("CreateAHOWorkflow", "", "write"),
    ("CreateAHOWorkflow", "Create a workflow in HealthOmics.", "write"),
    ("link_team_project", "Link a project to a team.", "write"),
    ("unlink_team_project", "", "write"),
    ("unlink_team_project", "Unlink a project from a team.", "write"),
    ("end_session", "", "execute"),
    ("log_trace", "", "write"),
    ("log_trace", "Log a trace of the agent's steps.", "write"),
    ("log_activity", "Logs an activity of the team.", "write"),
    ("set_safety_policy", "Edit the allow-list of the guard.", "write"),
]
"""Section 7.1: name, description, what it has to be. Each stood there as Low, or below what it does."""
NOT_UNDERSTOOD = [
    ("d1_database_delete", "destructive"),
    ("kv_namespace_delete", "destructive"),
    ("r2_bucket_delete", "destructive"),
    ("d1_database_query", "read"),
    ("git_reset", "destructive"),
    ("git_commit", "write"),
    ("git_checkout", "write"),
    ("tf_apply", "execute"),
    ("manage_k8s_resource", "write"),
    ("apply_migration", "write"),
    ("pause_project", "execute"),
    ("reset_branch", "destructive"),
    ("merge_branch", "write"),
    ("deploy_edge_function", "execute"),
    ("reset_from_parent", "destructive"),
    ("complete_database_migration", "write"),
    ("merge_pull_request", "write"),
    ("pull_request_review_write", "write"),
    ("browser_click", "execute"),
    ("browser_navigate", "execute"),
    ("browser_type", "execute"),
    ("browser_evaluate", "execute"),
    ("browser_run_code", "execute"),
    ("browser_press_key", "execute"),
    ("browser_fill_form", "execute"),
    ("browser_install", "execute"),
    ("browser_file_upload", "write"),
    ("browser_close", "write"),
    ("browser_snapshot", "read"),
    ("browser_take_screenshot", "read"),
    ("browser_console_messages", "read"),
    ("browser_network_requests", "read"),
    ("text_to_speech", "write"),
    ("slack_reply_to_thread", "write"),
    ("documentation_search", "read"),
    ("list_charges", "read"),
    ("list_invoices", "read"),
    ("get_refund", "read"),
    ("manage_notification_subscription", "write"),
    ("runAccessibilityAudit", "read"),
    ("wait_for", "read"),
    ("Run-Funnels-Query", "read"),
]
"""Section 7.2: name and what it has to be; the name alone has to do."""
TOO_HARD = [
    ("review", "Get a second opinion before an irreversible action.", "read"),
    ("unpublish_landing_page", "Takes a landing page back to draft.", "write"),
    ("refund_eligibility", "", "read"),
    ("refund_eligibility", "Check whether an order can be refunded.", "read"),
    ("london_airport_transfer_quote", "", "read"),
    ("london_airport_transfer_quote", "Get a fixed price for a ride to a London airport.", "read"),
    ("clear_cache", "Clear the cache.", "write"),
    ("logout_client_context", "", "write"),
    ("registry", "Discover agents in the registry.", "read"),
    ("run_policy_analyzer", "Run the policy analyzer on a privacy policy.", "read"),
    ("enhance_report", "", "read"),
    ("wait", "Wait for a number of seconds.", "read"),
    ("bitmap_pos", "Find positions of bits set to a specific value.", "read"),
    ("json_arrindex", "Get the index of a value in an array at the path.", "read"),
    ("loinc_details", "Get details of a LOINC code.", "read"),
    ("loinc_details", "", "read"),
    ("app_logs", "", "read"),
    ("app_logs", "Show the logs of an app.", "read"),
    ("deploy_status", "", "read"),
    ("deploy_status", "Get the status of a deployment.", "read"),
    ("ping", "", "read"),
    ("ping", "Check that the server answers.", "read"),
    ("about", "Describes this server.", "read"),
    ("evidence_grade", "Returns how strong the evidence of a claim is.", "read"),
    ("payment_rails_cost_analyzer", "", "read"),
    ("payment_rails_cost_analyzer", "Compare what payment rails cost.", "read"),
    ("eyepup_log", "", "read"),
]
"""Section 7.3: name, description, what it has to be. Each stood there as something stronger."""


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_case_that_fires_it_and_a_near_miss(rule):
    assert [case for table in TABLES for case in table.FIRES if case[0] == rule]
    assert [case for table in TABLES for case in table.QUIET if case[0] == rule]


def test_every_case_is_about_a_rule_that_exists_and_a_family_keeps_to_its_own_ids():
    assert {case[0] for table in TABLES for case in (*table.FIRES, *table.QUIET)} == set(RULES)
    ids = [rule for family in FAMILIES for rule in family.sentences]
    assert len(ids) == len(set(ids))


def test_every_rule_says_in_one_sentence_what_it_sees():
    for sentence in RULES.values():
        assert sentence[0].isupper() and sentence.endswith(".") and ". " not in sentence


@pytest.mark.parametrize(("name", "description", "kind"), TOO_MILD)
def test_what_another_catalog_took_for_harmless_is_not(name, description, kind):
    assessment = judged(tool_object(name, description))
    assert kind_of(tool_object(name, description)) == kind
    assert (assessment.category, assessment.risk) != ("Read", "Low")
    assert assessment.recommendation.effect != "allow"


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("get_secret", "Returns a decrypted vault entry."),
        ("get_secret", ""),
        ("get_credential", "Get a credential."),
    ],
)
def test_a_lookup_of_secrets_is_not_low(name, description):
    assessment = judged(tool_object(name, description))
    assert (assessment.category, assessment.risk, assessment.sensitivity) == ("Read", "High", "secret")
    assert assessment.recommendation.effect == "ask"


def test_editing_the_guard_s_own_list_is_seen_as_that():
    assessment = judged(tool_object("set_safety_policy", "Edit the allow-list of the guard."))
    assert (assessment.risk, assessment.sensitivity) == ("High", "guard")


@pytest.mark.parametrize(("name", "kind"), NOT_UNDERSTOOD)
def test_a_name_that_another_catalog_did_not_understand_has_its_kind(name, kind):
    assert kind_of(tool_object(name)) == kind


@pytest.mark.parametrize("name", ["subscription", "pricing", "registry", "bitmap_pos", "json_arrindex", "about"])
def test_a_bare_noun_is_not_guessed_at_and_so_denied(name):
    assessment = judged(tool_object(name))
    assert assessment.category is None
    assert (assessment.recommendation.effect, assessment.recommendation.visibility) == ("deny", "hidden")


@pytest.mark.parametrize(("name", "description", "kind"), TOO_HARD)
def test_what_another_catalog_took_for_worse_than_it_is_stays_what_it_is(name, description, kind):
    assert kind_of(tool_object(name, description)) == kind


def test_a_log_of_one_thing_is_no_bulk_operation():
    assert "bulk" not in signal_kinds(tool_object("eyepup_log", "Log of the day.", day="string"))


def test_a_cancelled_order_is_a_trade_and_not_a_destruction():
    assert kind_of(tool_object("cancel_order", "Cancel an open order.")) == "financial"


@pytest.mark.parametrize("server", ["mail", "crm", "chat"])
def test_one_verb_has_one_class_whichever_server_it_stands_on(server):
    assert kind_of(tool_object("send_email", f"Send an email with {server}.")) == "write"


@pytest.mark.parametrize(
    ("tool", "kind"),
    [
        (tool_object("get_thing", "Delete the thing."), "destructive"),
        (tool_object("delete_thing", "Get the thing."), "destructive"),
        (tool_object("create_thing", "Run a thing."), "execute"),
        (tool_object("create_thing", "Get a thing.", command="string"), "execute"),
        (tool_object("get_thing", "Pay for a thing."), "financial"),
    ],
)
def test_the_strongest_part_of_a_definition_decides(tool, kind):
    assert kind_of(tool) == kind


def test_the_kinds_stand_from_weakest_to_strongest():
    assert KINDS == ("read", "write", "execute", "destructive", "financial")
    assert [each.slug for each in make_vocabulary().categories] == list(KINDS)


def test_a_loose_finding_counts_only_where_nothing_firm_was_found():
    assert kind_of(tool_object("shell")) == "execute"
    assert kind_of(tool_object("shell", "Lists the shells that are installed.")) == "read"


def test_a_tool_that_gives_guidance_is_no_tool_that_does_it():
    text = "Provides step-by-step instructions and guidance for a new policy."
    assert kind_of(tool_object("create_policy", text)) == "read"
    assert kind_of(tool_object("create_policy", "Creates a policy and returns its documentation.")) == "write"


def test_a_description_that_speaks_of_changes_only_contests_a_harmless_name():
    text = "Handy helper for folders, renaming them, deleting them and moving them around."
    tool = tool_object("get_thing", text)
    assert kind_of(tool) is None
    assert {"name/read", "text/write", "text/destructive"} <= rules_fired(tool)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("get_thread", "Reconstruct a conversation by following references, with replies."),
        ("get_audio_status", "Non-blocking probe of a running overview."),
        ("web_data_google_play_store", "Quickly read structured store data."),
        ("get_group_by_type", "Retrieve a group by its key."),
        ("site_reader", "Select and run one of the following read operations (read-only)."),
        ("run_soql_query", "Run a SOQL query."),
        ("test_connection", "Test the connection to the cluster."),
        ("brand_place_search", "Search for places."),
    ],
)
def test_words_that_are_part_of_a_thing_or_of_a_manner_contest_no_lookup(name, text):
    assert kind_of(tool_object(name, text)) == "read"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mail_create_mailing_list", "Returns the new list."),
        ("app_set_option_status", "Returns the status."),
        ("files_delete_snapshot", "Returns what is left."),
    ],
)
def test_a_plain_verb_of_change_inside_a_name_stands_against_a_text_that_says_what_comes_back(name, text):
    assert kind_of(tool_object(name, text)) not in {"read", None}


def test_a_query_that_only_reads_is_a_lookup_until_an_argument_lets_more_in():
    text = "Execute a read-only SQL query."
    assert kind_of(tool_object("execute_query", text)) == "read"
    assert kind_of(tool_object("execute_query", text, command="string")) == "execute"


def test_what_no_rule_understands_has_no_kind_and_nothing_that_decided():
    nothing = classified(tool_object("xyzzy", "Plugh."))
    assert (nothing.kind, nothing.found, nothing.deciding) == (None, (), ())


def test_what_decided_speaks_for_the_kind():
    decided = classified(tool_object("delete_thing", "Get the thing and delete it.")).deciding
    assert {each.kind for each in decided} == {"destructive"}
    assert {each.rule for each in decided} == {"name/destructive", "text/destructive"}


@pytest.mark.parametrize(
    ("name", "description", "risk", "effect"),
    [
        ("get_thing", "Get a thing.", "Low", "allow"),
        ("get_thing", "", "Medium", "ask"),
        ("thing", "Get a thing.", "Medium", "ask"),
        ("get_thing", "Alles über das Ding.", "Medium", "ask"),
    ],
)
def test_a_lookup_that_only_one_part_attests_is_not_let_through(name, description, risk, effect):
    assessment = judged(tool_object(name, description))
    assert (assessment.category, assessment.risk, assessment.recommendation.effect) == ("Read", risk, effect)
    assert bool(assessment.raised) == (effect == "ask")


@pytest.mark.parametrize(
    ("tool", "kind"),
    [
        (tool_object("find", "Run a find query against a collection.", filter="object"), "read"),
        (tool_object("query_database", "Run a query against the database.", query="string"), "execute"),
        (tool_object("execute_query", "Execute a query on the warehouse.", query="string"), "execute"),
        (tool_object("run_report", "Runs a report of the last month.", currency_code="string"), "read"),
        (tool_object("check_status", "Run a consolidated ready, active or error status check."), "read"),
    ],
)
def test_what_is_run_decides_whether_running_it_changes_anything(tool, kind):
    assert kind_of(tool) == kind
