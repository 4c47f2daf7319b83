"""A tool's page says one thing about each fact, marks what it cannot vouch for, and stays closed where nobody judged."""

import re

import pytest

from generator.model.attack import Trigger
from generator.model.tool import Hints, Listing
from generator.views.tool import tool_pages
from tests.support.builders import (
    make_attack,
    make_context,
    make_draft_tool,
    make_judged,
    make_parameter,
    make_site,
    make_tool,
    make_unreviewed_tool,
    page_at,
)
from tests.support.pages import body_of, links_of, questions_of, structured_data_of, text_of


def pages(*tools, others=(), site=None, attacks=(), **server):
    judged = make_judged(*tools, **server)
    return list(tool_pages(judged, make_context(judged, *others, site=site, attacks=attacks)))


def page(*tools, **options):
    return pages(*tools, **options)[0]


def test_the_address_is_server_and_slug():
    assert page(make_tool("Get_Job.Status")).path == "tools/github/get-job.status/"


def test_the_facts_are_separate_labelled_values():
    facts = page(make_tool()).view.facts
    assert (facts.server, facts.package) == ("GitHub", "@modelcontextprotocol/server-github")
    assert (facts.category.text, facts.risk.text, facts.count, facts.required) == ("Write", "Medium", "2", "1")
    assert facts.verified == "2026-11-20, version 2025.4.8"


@pytest.mark.parametrize(
    ("hints", "expected"),
    [
        ("unknown", ["unknown"] * 4),
        (Hints(), ["not stated"] * 4),
        (Hints(readOnlyHint=True, destructiveHint=False), ["yes", "no", "not stated", "not stated"]),
    ],
)
def test_a_hint_is_yes_no_not_stated_or_unknown(hints, expected):
    assert [hint.value for hint in page(make_tool(hints=hints)).view.facts.hints] == expected


def test_a_hint_that_contradicts_the_category_is_flagged():
    body = body_of(page(make_tool(hints=Hints(readOnlyHint=True))))
    assert "The server says this tool is read-only; the catalog classes it as Write." in text_of(body)


def test_a_tool_that_nobody_judged_and_no_rule_understood_is_denied_and_has_no_low_badge():
    shown = page(make_unreviewed_tool())
    body = body_of(shown)
    assert shown.view.advice == "Deny every call of `frobnicate`, and hide it from the agent."
    assert shown.view.facts.risk.style == "not-reviewed"
    assert "risk-low" not in body
    assert "risk/not-reviewed/" in body
    assert shown.view.notice.title == "Not reviewed"
    assert shown.view.judgement.verdict == "No rule understood the definition."


def test_a_tool_judged_by_the_rules_alone_says_so_first_and_is_asked_about():
    shown = page(make_draft_tool("get_widget", hints=Hints(readOnlyHint=True)))
    assert shown.view.notice.title == "Judged by the rules alone"
    assert shown.view.facts.category.text == "Read"
    assert shown.view.advice == "Ask a person before each call of `get_widget`."
    assert "deny" not in shown.view.notice.text.lower()
    text = text_of(body_of(shown))
    assert text.index("No person has looked at this tool yet") < text.index("What get_widget does")
    assert page(make_tool("get_widget", category="Read")).view.notice is None


def test_a_tool_listed_elsewhere_says_so_first_and_names_who_offers_it():
    listed = Listing(where="policylayer.com", url="https://policylayer.com/x", note="None of three releases offers it.")
    other = make_judged(make_tool("get_job_status"), slug="postgres", name="Postgres")
    shown = page(make_tool("get_job_status", status="listed-elsewhere", listed=listed), others=(other,))
    assert shown.view.notice.title == "Listed elsewhere, not offered by the released server"
    assert [link.text for link in shown.view.notice.offered_by] == ["Postgres"]
    assert shown.view.facts.verified == "no: not in version 2025.4.8, looked at on 2026-11-20"
    text = text_of(body_of(shown))
    assert text.index("None of three releases offers it.") < text.index("What get_job_status does")


def test_a_risk_set_by_hand_stands_beside_what_the_category_gives():
    shown = page(make_tool(risk="High", risk_reason="It starts a deployment."))
    said = "Set to High by hand (a Write tool is Medium unless a reason is given): It starts a deployment."
    assert shown.view.judgement.by_hand == (said,)
    assert said in text_of(body_of(shown))
    assert page(make_tool()).view.judgement.by_hand == ()


def test_a_risk_set_below_the_one_of_the_rules_says_what_they_gave():
    shown = page(make_tool("get_password", category="Read", risk="Low", risk_reason="A made-up one.", hints=Hints()))
    assert shown.view.judgement.by_hand == ("Set to Low by hand (the rules say High): A made-up one.",)
    assert shown.view.judgement.raised == ()
    assert shown.view.facts.risk.text == "Low"


def test_a_category_against_the_rules_stands_with_its_reason_and_with_what_they_read():
    shown = page(
        make_tool("list_widgets", category="Write", category_reason="It keeps the list as a file", hints=Hints())
    )
    assert shown.view.judgement.verdict == "By the rules it is a Read tool."
    assert next((mark.name, mark.quote) for mark in shown.view.judgement.rules) == ("name/read", "list")
    assert "A person chose Write instead of Read: It keeps the list as a file." in shown.view.judgement.by_hand
    assert page(make_tool("list_widgets", category="Read", hints=Hints())).view.judgement.by_hand == ()


def test_what_lifted_the_risk_class_stands_with_the_words_that_did():
    shown = page(make_tool("get_password", category="Read", hints=Hints()))
    assert shown.view.facts.risk.text == "High"
    assert shown.view.judgement.data == "It touches passwords, keys, tokens or other secrets."
    assert len(shown.view.judgement.raised) == 1
    assert [(mark.name, mark.quote) for mark in shown.view.judgement.signals] == [("secret-out", "password")]
    ordinary = page(make_tool("get_widget", category="Read")).view.judgement
    assert (ordinary.data, ordinary.raised, ordinary.signals) == (None, (), ())


def test_limits_on_arguments_stand_beside_the_advice():
    pay = make_tool("pay_supplier", category="Financial", parameters=(make_parameter("amount", type="number"),))
    shown = page(pay)
    assert shown.view.constraints == ("`amount` at most 100",)
    assert "also demand: amount at most 100. The values are examples" in text_of(body_of(shown))
    assert "also demand" not in text_of(body_of(page(make_tool("pay_supplier", category="Financial"))))


def test_an_attack_stands_on_the_page_of_a_tool_it_concerns_with_the_reason():
    attacks = (
        make_attack("guard-tampering", triggers=(Trigger(signals=("guards",), because="{tool}: {signals}."),)),
        make_attack("runaway", triggers=(Trigger(categories=("Write",), because="{tool} of {server} writes."),)),
    )
    shown = page(make_tool("set_permissions"), attacks=attacks)
    assert [(each.name, each.reason) for each in shown.view.attacks] == [
        ("Guard tampering", "`set_permissions`: “permissions”."),
        ("Runaway", "`set_permissions` of GitHub writes."),
    ]
    body = body_of(shown)
    assert {"../../../attacks/guard-tampering/", "../../../attacks/runaway/"} <= set(links_of(body))
    assert "<code>set_permissions</code> of GitHub writes." in body
    assert page(make_tool("get_widget", category="Read"), attacks=attacks).view.attacks == ()
    assert page(make_unreviewed_tool(), attacks=attacks).view.attacks == ()


def test_an_unknown_schema_shows_no_zero():
    text = text_of(body_of(page(make_tool(parameters="unknown"))))
    assert "Parameters not published Required not published" in text


def test_the_structured_data_equals_the_visible_text():
    body = body_of(page(make_tool(category="Execute")))
    told = structured_data_of(body)["FAQPage"]["mainEntity"]
    assert [(each["name"], each["acceptedAnswer"]["text"]) for each in told] == questions_of(body)
    crumbs = structured_data_of(body)["BreadcrumbList"]["itemListElement"]
    assert [each["name"] for each in crumbs] == ["Home", "GitHub", "create_issue"]
    assert crumbs[-1]["item"] == "https://catalog.example/tools/github/create-issue/"


def test_the_description_fits_its_place():
    long = make_tool("x" * 128, summary="word " * 70)
    assert len(page(long, name="N" * 128).description) <= 160


def test_provenance_repeats_the_capture_and_leads_to_the_line():
    shown = page(make_tool()).view.provenance
    assert shown.repeat == (
        "policy-catalog import github --env GITHUB_PERSONAL_ACCESS_TOKEN=\u2026 -- "
        "npx -y @modelcontextprotocol/server-github@2025.4.8"
    )
    assert shown.edit == "https://code.example/catalog/blob/main/catalog/servers/github.yaml#L20"
    assert shown.size == "640 bytes, about 160 tokens (bytes/4)"


def test_without_a_source_the_file_and_line_are_words():
    body = body_of(page(make_tool(), site=make_site(source_url=None)))
    assert "servers/github.yaml, line 20" in text_of(body)
    assert not [link for link in links_of(body) if "github.yaml" in link]


def test_every_link_starts_at_the_root_of_the_site_or_stays_on_the_server():
    body = body_of(page(make_tool(), make_tool("b"), site=make_site(source_url=None)))
    near = [link for link in links_of(body) if not link.startswith("../../../")]
    assert near[0] == "../"
    assert "../b/" in near
    assert all(re.fullmatch(r"\.\./([a-z]*/|#policy-files|policies/[a-z-]+\.[a-z.-]+)?", link) for link in near)


def test_the_tools_of_a_server_have_one_page_each():
    found = pages(make_tool("a"), make_tool("b"), make_tool("A"))
    assert len({each.path for each in found}) == 3
    assert page_at(found, "tools/github/a/").view.name == "a"


def test_a_server_without_tools_has_no_tool_pages():
    empty = make_judged(tools=())
    assert list(tool_pages(empty, make_context(empty))) == []


def test_three_hundred_parameters_all_stand_on_the_page():
    parameters = tuple(make_parameter(f"p{number}") for number in range(300))
    body = body_of(page(make_tool(parameters=parameters)))
    assert all(f"<code>p{number}</code>" in body for number in range(300))
