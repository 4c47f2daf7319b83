"""A reader gets from the home page to a tool, takes the policy along, and finds every tool through the lists."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.parts import LISTED_TOOLS, NEXT_PAGE, POLICY, POLICY_NAME, POLICY_TEXT, SUGGESTIONS, WAYS_ON
from tests.browser.registries import (
    ATTACK,
    BULK_COUNT,
    DESTRUCTIVE,
    FINANCIAL,
    FORGE,
    FORGE_RISKS,
    NO_TOOLS_ATTACK,
    NOT_REVIEWED,
    PRIVATE,
    READ,
    SENDS,
    TOOL_PAGES,
)
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-journey")]

ALL_TOOLS = {*TOOL_PAGES, "tools/mirror/add-item/", *(f"tools/bulk/list-kind-{each:03}/" for each in range(BULK_COUNT))}


def test_from_home_over_server_and_tool_to_the_copied_policy_and_the_contact_form(visitor: Visitor):
    page = visitor.open()
    page.get_by_role("region", name="Servers").get_by_role("link", name="Forge").click()
    expect(page).to_have_url(visitor.site.url + FORGE)
    page.get_by_role("region", name="Low").get_by_role("link", name="get_item").click()
    expect(page).to_have_url(visitor.site.url + READ)

    policy = page.locator(POLICY).first
    policy.get_by_role("button", name="Copy").click()
    expect(policy.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(POLICY_TEXT).first.text_content()
    assert json.loads(copied)["permissions"] == {"allow": ["mcp__forge__get_item"]}

    page.get_by_text("Get in touch").click()
    expect(page.get_by_role("textbox", name="Message")).to_be_visible()
    expect(page.get_by_role("textbox", name="E-mail")).to_be_visible()
    expect(page.get_by_role("button", name="Send")).to_be_visible()


def test_every_policy_of_a_page_is_copied_and_downloaded_as_it_stands_there(visitor: Visitor, tmp_path: Path):
    page = visitor.open(DESTRUCTIVE)
    policies = page.locator(POLICY)
    assert policies.count()
    for number, policy in enumerate(policies.all()):
        shown = page.locator(POLICY_TEXT).nth(number).text_content() or ""
        policy.get_by_role("button", name="Copy").click()
        expect(policy.get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == shown
        with page.expect_download() as download:
            policy.get_by_role("button", name="Download").click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        assert file.name == page.locator(POLICY_NAME).nth(number).inner_text()
        assert file.read_text(encoding="utf-8") == shown
        if file.suffix == ".json":
            assert json.loads(shown)


def test_the_copy_button_of_the_heading_gives_the_exact_name(visitor: Visitor):
    page = visitor.open(DESTRUCTIVE)
    page.get_by_role("button", name="Copy delete_item", exact=True).click()
    expect(page.get_by_role("button", name="Copied").first).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "delete_item"


def test_without_access_to_the_clipboard_the_policy_stays_selected_for_the_keyboard(visitor: Visitor):
    page = visitor.open(READ)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }")
    copy = page.locator(POLICY).first.locator("button").first
    copy.click()
    expect(copy).to_have_text(re.compile(r"Copied|Press Ctrl\+C"))
    shown = page.locator(POLICY_TEXT).first.text_content() or ""
    assert page.evaluate("getSelection().toString().trim()") == shown.strip()


def test_the_breadcrumb_leads_back_to_the_server_and_home(visitor: Visitor):
    page = visitor.open(READ)
    trail = page.get_by_role("navigation", name="Breadcrumb")
    expect(trail.locator("[aria-current=page]")).to_have_text("get_item")
    trail.get_by_role("link", name="Forge").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Forge")
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Home").click()
    expect(page).to_have_url(visitor.site.url)


def test_every_link_of_the_breadcrumb_and_the_facts_leads_to_a_page(visitor: Visitor):
    page = visitor.open(NOT_REVIEWED)
    links = page.locator(".trail a, .facts a").evaluate_all("links => links.map(link => link.href)")
    assert links
    assert {page.goto(link).status for link in links} == {200}


def test_the_list_of_all_tools_reaches_every_tool(visitor: Visitor):
    assert sorted(listed(visitor, "tools/")) == sorted(ALL_TOOLS)


def test_every_tool_is_on_the_pages_of_one_risk_class(visitor: Visitor):
    names = {"Low": "low", "Medium": "medium", "High": "high", "Critical": "critical", "Not reviewed": "not-reviewed"}
    by_risk = {name: listed(visitor, f"risk/{slug}/") for name, slug in names.items()}
    assert sorted(tool for tools in by_risk.values() for tool in tools) == sorted(ALL_TOOLS)
    for path, risk in FORGE_RISKS.items():
        assert path in by_risk[risk]


def test_every_judged_tool_is_on_the_pages_of_one_category(visitor: Visitor):
    slugs = ("read", "write", "execute", "destructive", "financial")
    by_category = [tool for slug in slugs for tool in listed(visitor, f"categories/{slug}/")]
    assert sorted(by_category) == sorted(ALL_TOOLS - {NOT_REVIEWED})


def test_an_attack_lists_every_tool_it_concerns_and_each_of_them_names_it(visitor: Visitor):
    assert sorted(listed(visitor, ATTACK)) == sorted(ALL_TOOLS - {NOT_REVIEWED, DESTRUCTIVE, FINANCIAL})
    assert listed(visitor, "attacks/leak-in-two-steps/") == [SENDS]
    assert listed(visitor, NO_TOOLS_ATTACK) == []
    page = visitor.page()
    for path, concerned in ((SENDS, True), (PRIVATE, True), (FINANCIAL, False), (NOT_REVIEWED, False)):
        page.goto(visitor.site.url + path)
        links = page.locator(".pc a").evaluate_all("links => links.map(link => link.href)")
        assert (visitor.site.url + ATTACK in links) is concerned, path


def test_the_list_of_attacks_counts_the_tools_of_each(visitor: Visitor):
    page = visitor.open("attacks/")
    rows = {
        row.locator("th").inner_text(): row.locator("td").last.inner_text() for row in page.locator("tbody tr").all()
    }
    assert rows == {"Everything at once": str(len(ALL_TOOLS) - 3), "Leak in two steps": "1", "Nothing here": "0"}
    page.get_by_role("link", name="Nothing here").click()
    expect(page).to_have_url(visitor.site.url + NO_TOOLS_ATTACK)


def test_the_page_of_a_server_lists_every_tool_of_it(visitor: Visitor):
    assert sorted(listed(visitor, FORGE)) == sorted(FORGE_RISKS)


def test_an_unknown_address_says_so_and_suggests_near_names(visitor: Visitor):
    visitor.expects("404")
    page = visitor.open("tools/forg/get_itme/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    near = page.locator(f"{SUGGESTIONS} a")
    expect(near.first).to_be_visible()
    targets = near.evaluate_all("links => links.map(link => link.href)")
    assert {visitor.site.url + FORGE, visitor.site.url + READ} <= set(targets)
    assert {page.goto(target).status for target in targets} == {200}


def test_an_address_that_is_like_nothing_gets_no_suggestion_but_ways_on(visitor: Visitor):
    visitor.expects("404")
    page = visitor.open("zzzzzzzzzzzzzzzzzzzzzzzz/qqqqqqqqqqqqqqqqqq/")
    expect(page.locator(SUGGESTIONS)).to_be_empty()
    ways = page.locator(WAYS_ON).evaluate_all("links => links.map(link => link.href)")
    assert len(ways) > 1
    assert {page.goto(way).status for way in ways} == {200}


def test_all_that_pages_load_lies_below_the_address_of_the_site(visitor: Visitor):
    before = len(visitor.site.requests)
    visitor.open(DESTRUCTIVE)
    visitor.open("")
    asked = visitor.site.requests[before:]
    assert asked
    assert not [each for each in asked if each.status != 200 or not each.path.startswith("/sub/")]


def listed(visitor: Visitor, path: str) -> list[str]:
    """The tools that the list at the path names, over all its pages, as paths in the site."""
    page = visitor.open(path)
    tools = links_of(page, visitor)
    while (following := page.locator(NEXT_PAGE)).count():
        following.click()
        page.wait_for_load_state()
        tools += links_of(page, visitor)
    page.close()
    return tools


def links_of(page: Page, visitor: Visitor) -> list[str]:
    links = page.locator(LISTED_TOOLS).evaluate_all("links => links.map(link => link.href)")
    return [link.removeprefix(visitor.site.url) for link in links]
