"""Each answer is true for its tool, and every policy it quotes is one that PolicyLayer JSON knows."""

import json
import re

import pytest

from generator.model.tool import Hints, Listing, Question
from generator.views.badges import Badges
from generator.views.faq import questions
from generator.views.subject import subjects
from generator.views.words import Markdown
from tests.support.builders import (
    make_context,
    make_draft_tool,
    make_judged,
    make_policy,
    make_tool,
    make_unreviewed_tool,
    make_vocabulary,
)

NAMES = ("does the", "enforce", "risk level", "rate-limit", "block", "What MCP server", "parameters")


def answers(*tools, others=(), policies=(), **server):
    judged = make_judged(*tools, **server)
    context = make_context(judged, *others, policies=policies)
    subject = next(subjects(judged, context, Badges(make_vocabulary())))
    return {each.question: each.answer for each in questions(subject)}


def answer(word, *tools, **options):
    return next(text for question, text in answers(*tools, **options).items() if word in question)


def test_the_six_questions_of_the_seed_come_first_and_in_its_order():
    asked = list(answers(make_tool("get_x", category="Read")))
    assert asked[:6] == [
        "What does the get_x tool do?",
        "How do I enforce a policy on get_x?",
        "What risk level is get_x?",
        "Can I rate-limit get_x?",
        "How do I block get_x completely?",
        "What MCP server provides get_x?",
    ]


def test_parameters_are_asked_about_only_when_known():
    assert "What parameters does create_issue accept?" in answers(make_tool())
    assert "What parameters does create_issue accept?" not in answers(make_tool(parameters="unknown"))


def test_the_entrys_own_questions_come_last_as_markdown():
    own = Question(question="Why?", answer="**Because**.")
    asked = answers(make_tool(faq=(own,)))
    assert list(asked)[-1] == "Why?"
    assert isinstance(asked["Why?"], Markdown)


def test_no_rate_limit_is_offered_for_a_tool_we_say_to_deny():
    text = answer("rate-limit", make_tool("delete_x", category="Destructive"))
    assert text.startswith("There is nothing left to limit")
    assert "limits" not in text


def test_a_recommended_limit_is_the_one_named():
    text = answer("rate-limit", make_tool("create_x", category="Write"))
    assert "at most 30 calls a minute is recommended beside asking" in text
    assert "Formats that can do both: Hook for any agent." in text


def test_a_tool_that_is_allowed_can_still_be_limited():
    assert answer("rate-limit", make_tool("get_x", category="Read")).startswith(
        "Yes, although no limit is recommended. Formats that can count calls: Hook for any agent, PolicyLayer JSON and "
    )


def test_blocking_hides_the_tool_and_says_when_that_is_already_recommended():
    assert '"hide": ["create_issue"]' in answer("block", make_tool())
    assert answer("block", make_tool(category="Destructive")).startswith("The recommendation already does so.")


@pytest.mark.parametrize("category", ["Read", "Write", "Execute", "Destructive", "Financial", None])
def test_every_quoted_policy_is_valid_policylayer_json(category):
    tool = make_tool(category=category) if category else make_unreviewed_tool()
    everything = " ".join(answers(tool).values())
    for fossil in ("rate_limit", "action:", '"action"', "reason:", '"reason"'):
        assert fossil not in everything
    for code in re.findall(r"`(\{.*?\})`", everything):
        entry = json.loads(code)
        assert set(entry) == {"counter", "window", "max", "scope"}
        assert entry["window"] in {"minute", "hour", "day"}


def test_a_category_has_the_right_article():
    assert "an Execute tool of the GitHub MCP server" in answer("does the", make_tool(category="Execute"))


def test_a_tool_judged_by_the_rules_alone_is_answered_for_with_their_class_and_never_allowed():
    tool = make_draft_tool("get_widget", hints=Hints(readOnlyHint=True))
    assert answer("does the", tool).startswith("No summary has been written yet. It is categorised as a Read tool")
    assert answer("risk level", tool) == (
        "get_widget is a Read tool with Medium risk. Only one part of its definition says that it looks something up, and no "
        "person has confirmed it. The recommendation: ask a person before each call of get_widget."
    )


def test_a_tool_that_no_rule_understands_gets_no_category_and_no_risk():
    tool = make_unreviewed_tool()
    assert answer("does the", tool) == "No summary has been written yet. Nobody has categorised it yet."
    assert answer("risk level", tool).startswith("None has been assigned")


def test_a_risk_set_by_hand_comes_with_its_reason():
    text = answer("risk level", make_tool(risk="High", risk_reason="It starts a deployment"))
    assert text.startswith("create_issue is a Write tool with High risk. It starts a deployment.")


def test_a_risk_lifted_by_what_a_call_touches_comes_with_the_reason():
    text = answer("risk level", make_tool("get_password", category="Read", hints=Hints()))
    assert text.startswith("get_password is a Read tool with High risk. It gives out secrets, and whoever holds them")
    text = answer("risk level", make_tool("get_password", category="Read", risk="Medium", risk_reason="A made-up one"))
    assert text.startswith("get_password is a Read tool with Medium risk. A made-up one. The recommendation")


def test_the_provider_counts_only_what_the_release_offers():
    elsewhere = make_tool("get_job", status="listed-elsewhere", listed=Listing(where="A list", note="Not there."))
    text = answer("What MCP server", make_tool(), make_tool("b"), elsewhere)
    assert "one of the 2 tools of the GitHub MCP server" in text
    assert "the only tool" in answer("What MCP server", make_tool())


def test_a_tool_listed_elsewhere_is_not_said_to_be_provided():
    tool = make_tool("get_job", status="listed-elsewhere", listed=Listing(where="A list", note="Not there."))
    other = make_judged(make_tool("get_job"), slug="postgres", name="Postgres")
    text = answer("What MCP server", tool, others=(other,))
    assert "A list lists it" in text
    assert "does not offer it" in text
    assert "A tool of the same name is listed for Postgres." in text


def test_a_withdrawn_tool_names_the_last_version():
    text = answer("What MCP server", make_tool(status="withdrawn", last_seen="1.0.5"))
    assert "up to version 1.0.5" in text


def test_enforcing_names_where_the_first_document_goes_and_the_formats_there_are_files_for():
    text = answer("enforce", make_tool(), policies=(make_policy(),))
    assert "Paste it as raw JSON" in text
    assert "prints it for Claude Code, OpenAI Codex, GitHub Copilot CLI and 13 more formats." in text


def test_a_format_in_which_two_tools_would_have_one_name_is_not_named():
    text = answer("enforce", make_tool("a.b", slug="one"), make_tool("a_b", slug="two"))
    assert "Claude Code, " not in text
    assert re.search(r"prints it for OpenAI Codex, .* more formats\.", text)


def test_a_server_name_with_a_backtick_does_not_open_code():
    assert "`" not in answer("does the", make_tool(), name="Bad`Name")


def test_a_common_name_is_counted_in_full():
    others = tuple(make_judged(make_tool("search"), slug=f"s{number:03}", name=f"S{number}") for number in range(100))
    assert "listed for S0, S1, S2, S3 and 96 other servers." in answer(
        "What MCP server", make_tool("search"), others=others
    )
