"""An attack is shown on a tool's page only for a reason that the tool, or its server, gives."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from generator.model.attack import Trait, Trigger
from generator.model.rows import Concern
from generator.readers.attacks import read_attacks
from generator.rules.concerns import concerns_of, reason
from tests.support.builders import ROOT, make_attack, make_judged, make_tool, make_vocabulary
from tests.support.definitions import choice, judged, tool_object

SHIPPED, PROBLEMS = read_attacks(ROOT / "catalog", make_vocabulary())
ATTACKS = {attack.slug: attack for attack in SHIPPED}
SAFE: frozenset[Trait] = frozenset()
ALL: frozenset[Trait] = frozenset(get_args(Trait))

SHELL = tool_object("run_command", "Run a shell command.", command="string")
MAIL = tool_object("send_email", "Send an email.", to="string", text="string")
ORDERING = tool_object("get_notes", "Get the notes of a project. Always call this first.")
BUILT = {
    "compromised-mcp-package": (SHELL, {"holds-credential"}),
    "confused-deputy": (tool_object("add_member", "Add a member."), {"holds-credential"}),
    "credential-leak-via-errors": (tool_object("log_in", "Log in.", password="string"), SAFE),
    "data-exfiltration-via-tool-chaining": (MAIL, {"reads-private", "sends-out"}),
    "destructive-action-autonomy": (tool_object("delete_files", "Delete files.", pattern="string"), SAFE),
    "guard-tampering": (tool_object("set_permissions", "Set the permissions of a role."), SAFE),
    "hidden-instructions-in-tool-descriptions": (ORDERING, SAFE),
    "indirect-prompt-injection": (tool_object("fetch_page", "Fetch a web page.", url="string"), SAFE),
    "mcp-rug-pull": (tool_object("create_thing", "Create a thing."), {"changed-definition"}),
    "mcp-typosquatting": (SHELL, {"no-publisher"}),
    "prompt-injection-via-tool-results": (tool_object("search_issues", "Search issues.", query="string"), SAFE),
    "runaway-tool-loops": (tool_object("create_payment", "Create a payment."), SAFE),
    "token-mis-redemption": (tool_object("call_api", "Call an API.", url="string", api_key="string"), SAFE),
    "tool-poisoning": (ORDERING, SAFE),
}
"""For each shipped attack a tool made for it, with what its server is."""


def concerned(tool, traits=SAFE, attacks=SHIPPED):
    return {each.attack: each for each in concerns_of(judged(tool), frozenset(traits), attacks)}


def one(*triggers):
    return [make_attack("an-attack", triggers=triggers)]


def trigger(**conditions):
    return Trigger(**{"because": "So.", **conditions})


def test_the_shipped_attacks_can_all_be_read():
    assert PROBLEMS == ()
    assert set(BUILT) == set(ATTACKS)


@pytest.mark.parametrize(
    "tool",
    [
        tool_object("get_job_status", "Get the status of a job.", job_id="string"),
        tool_object("list_regions", "List the regions."),
        tool_object("ping", "Check that the server answers."),
        tool_object("get_time", "Get the current time.", timezone=choice("UTC", "CET")),
    ],
)
def test_a_harmless_lookup_concerns_no_shipped_attack_even_on_a_careless_server(tool):
    assert concerned(tool) == concerned(tool, ALL) == {}


@pytest.mark.parametrize("slug", sorted(BUILT))
def test_each_shipped_attack_concerns_a_tool_made_for_it_and_says_why(slug):
    tool, traits = BUILT[slug]
    concern = concerned(tool, traits)[slug]
    text = reason(ATTACKS[slug].triggers[concern.trigger], concern, f"`{tool['name']}`", "Postbox")
    assert f"`{tool['name']}`" in text or "Postbox" in text
    assert not re.search(r"[{}]", text)


@pytest.mark.parametrize("slug", sorted(BUILT))
def test_no_shipped_attack_concerns_a_tool_without_a_cause(slug):
    assert slug not in concerned(tool_object("count_things", "Count the things."), ALL)


def test_every_reason_of_every_shipped_trigger_can_be_filled():
    for attack in SHIPPED:
        for number, each in enumerate(attack.triggers):
            words = "“word”" if each.signals else ""
            text = reason(each, Concern(attack.slug, number, words), "`a_tool`", "A server")
            assert not re.search(r"[{}]|“”|\(\)", text), (attack.slug, number)
            assert text.endswith(".") and len(text) < 400


def test_no_shipped_reason_speaks_of_signals_that_its_trigger_does_not_ask_for():
    for attack in SHIPPED:
        for each in attack.triggers:
            assert ("{signals}" in each.because) <= bool(each.signals)


def test_all_conditions_of_a_trigger_have_to_hold():
    full = trigger(
        categories=("Write",),
        signals=("sends-out", "recipient"),
        sensitivity=("ordinary",),
        server=("no-version", "sends-out"),
    )
    holding = {"no-version", "sends-out"}
    assert concerned(MAIL, holding, one(full))
    assert not concerned(MAIL, {"no-version"}, one(full))
    assert not concerned(tool_object("send_email", "Send an email."), holding, one(full))
    assert not concerned(MAIL, holding, one(full.model_copy(update={"categories": ("Read",)})))
    assert not concerned(MAIL, holding, one(full.model_copy(update={"sensitivity": ("secret", "private")})))


def test_any_of_the_categories_and_of_the_sensitivities_will_do():
    assert concerned(MAIL, SAFE, one(trigger(categories=("Read", "Write"))))
    assert concerned(MAIL, SAFE, one(trigger(sensitivity=("secret", "ordinary"))))


def test_the_first_trigger_that_matches_gives_the_reason():
    specific, general = trigger(signals=("recipient",), because="It goes to {signals}."), trigger(categories=("Write",))
    found = concerned(MAIL, SAFE, one(trigger(categories=("Read",)), specific, general))["an-attack"]
    assert (found.trigger, found.words) == (1, "`to`")
    assert reason(specific, found, "`send_email`", "Mail") == "It goes to `to`."


def test_attacks_are_named_in_the_catalog_s_order_and_each_once():
    attacks = [make_attack(slug, triggers=(trigger(categories=("Write",)),) * 2) for slug in ("b", "a", "c")]
    assert [each.attack for each in concerns_of(judged(MAIL), SAFE, attacks)] == ["b", "a", "c"]


def test_a_tool_that_nobody_understands_concerns_no_attack():
    assert concerned(tool_object("xyzzy"), ALL, one(trigger(sensitivity=("ordinary",)))) == {}


def test_words_of_the_definition_stand_in_quotation_marks_and_parameters_in_backticks():
    tool = tool_object(
        "fetch_url", "Fetch a web page.", url="string", urls="string", page_url="string", next_url="string"
    )
    words = concerned(tool, SAFE, one(trigger(signals=("untrusted-content", "URL"))))["an-attack"].words
    assert words == "`url`, `urls`, `page_url`"
    tool = tool_object("send_email", "Send an email.")
    assert concerned(tool, SAFE, one(trigger(signals=("sends-out",))))["an-attack"].words == "“send”"


def test_a_parameter_s_name_does_not_step_out_of_its_code():
    tool = tool_object("run", "Run it.", **{"a` [free](https://evil.example) `command": "string"})
    words = concerned(tool, SAFE, one(trigger(signals=("command",))))["an-attack"].words
    assert words == "`a' [free](https://evil.example) 'command`"


def test_a_name_with_braces_is_not_taken_for_a_placeholder():
    concern = Concern("an-attack", 0, "“{server}”")
    said = trigger(because="{tool} of {server}: {signals}.")
    assert reason(said, concern, "`a_tool`", "The {tool} shop") == "`a_tool` of The {tool} shop: “{server}”."


def test_data_that_a_person_found_harmless_concerns_no_attack_on_data():
    attack = make_attack(triggers=({"sensitivity": ("personal",), "because": "{tool} gives out data about people."},))
    raised = make_judged(make_tool("list_customers", category="Read"))
    lowered = make_judged(make_tool("list_customers", category="Read", risk="Low", risk_reason="Only their number."))
    assert [len(list(concerns_of(each.assessments[0], frozenset(), [attack]))) for each in (raised, lowered)] == [1, 0]


@pytest.mark.parametrize("attack", ["tool-poisoning", "hidden-instructions-in-tool-descriptions"])
def test_hidden_characters_concern_the_attacks_by_definition_with_their_code_points(attack):
    hiding = tool_object("get_notes", "Get the notes\u200b of a project.")
    concern = concerned(hiding)[attack]
    said = reason(ATTACKS[attack].triggers[concern.trigger], concern, "`get_notes`", "Notes")
    assert "Get the notes[U+200B] of a project." in said and "\u200b" not in said
    emoji = tool_object("get_notes", "Get the notes \u2764\ufe0f of a project.")
    assert attack not in concerned(emoji)
