"""A tool's page says one thing about each fact, marks what it cannot vouch for, and stays closed where nobody judged."""

import pytest

from generator.model.tool import Hints, Listing
from generator.views.tool import tool_pages
from tests.support.builders import (
    make_context,
    make_judged,
    make_parameter,
    make_site,
    make_tool,
    make_unreviewed_tool,
    page_at,
)
from tests.support.pages import body_of, links_of, questions_of, structured_data_of, text_of


def pages(*tools, others=(), site=None, **server):
    judged = make_judged(*tools, **server)
    return list(tool_pages(judged, make_context(judged, *others, site=site)))


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


def test_a_tool_nobody_judged_is_denied_and_has_no_low_badge():
    shown = page(make_unreviewed_tool())
    body = body_of(shown)
    assert shown.view.advice == "Deny every call of `create_issue`, and hide it from the agent."
    assert shown.view.facts.risk.style == "not-reviewed"
    assert "risk-low" not in body
    assert "risk/not-reviewed/" in body
    assert shown.view.notice.title == "Not reviewed"


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
    assert shown.view.risk_reason == (
        "Set to High by hand (a Write tool is Medium unless a reason is given): It starts a deployment."
    )
    assert page(make_tool()).view.risk_reason is None


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


def test_every_link_of_the_site_starts_at_its_root():
    body = body_of(page(make_tool(), make_tool("b"), site=make_site(source_url=None)))
    assert [link for link in links_of(body) if not link.startswith("../../../")] == []


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
