"""With JavaScript switched off nothing is lost: text, policy, answers, links, form, scheme of the system."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.parts import (
    FOLDED_VALUES,
    NEXT_PAGE,
    PARAMETER_ROWS,
    POLICY_TEXT,
    PUBLISHED_FILES,
    QUESTIONS,
    SCRIPTED_BUTTONS,
    WAYS_ON,
)
from tests.browser.registries import (
    ATTACK,
    DESTRUCTIVE,
    FORGE,
    LISTED_ELSEWHERE,
    MANY_PARAMETERS,
    PARAMETER_COUNT,
    POST,
    READ,
    SENDS,
    WRITE,
)
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-no-script")]


def open_without_script(visitor: Visitor, path: str, width: int = 1280) -> Page:
    return visitor.open(path, width=width, script=False)


@pytest.mark.parametrize("width", [1280, 390])
def test_every_section_of_a_tool_can_be_read(visitor: Visitor, width: int):
    page = open_without_script(visitor, DESTRUCTIVE, width)
    headings = ["What delete_item does on Forge", "Parameters", "Why delete_item needs a policy", "Recommended policy"]
    headings += ["Related tools", "Questions about delete_item", "Provenance"]
    for heading in headings:
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    for text in page.locator(".pc :is(p, dd, dt, th, td, code):not(details *):not(:empty)").all():
        expect(text).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_how_a_tool_was_judged_and_which_attacks_concern_it_can_be_read(visitor: Visitor, width: int):
    page = open_without_script(visitor, SENDS, width)
    expect(page.get_by_role("heading", name="Attacks that use this kind of access")).to_be_visible()
    for text in ("By the rules it is", "A person chose Write", "carries data to somebody outside", "also demand"):
        expect(page.get_by_text(text).first).to_be_visible()
    page.get_by_role("link", name="Leak in two steps").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Leak in two steps")
    row = page.get_by_role("row", name="send_message")
    expect(row).to_contain_text("send_message carries text out (“send”), and Post also reads what is private.")
    row.get_by_role("link", name="send_message").click()
    expect(page).to_have_url(visitor.site.url + SENDS)


def test_every_section_of_an_attack_and_its_long_list_can_be_read(visitor: Visitor):
    page = open_without_script(visitor, ATTACK)
    for heading in ("How it works", "What happened", "How it shows", "What helps", "Sources", "Tools it concerns"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.locator(NEXT_PAGE).click()
    expect(page).to_have_url(f"{visitor.site.url}{ATTACK}page/low_bulk/")
    expect(page.get_by_role("heading", name="How it works")).to_have_count(0)


def test_the_policy_is_in_the_page_and_can_be_selected(visitor: Visitor):
    page = open_without_script(visitor, READ)
    policy = page.locator(POLICY_TEXT).first
    expect(policy).to_be_visible()
    assert json.loads(policy.text_content() or "")["permissions"] == {"allow": ["mcp__forge__get_item"]}


def test_the_complete_policies_are_reached_from_a_tool_and_from_its_server(visitor: Visitor):
    page = open_without_script(visitor, READ)
    links = page.locator(".policies .files li a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == 6
    assert {page.request.get(link).status for link in links} == {200}
    page.get_by_role("link", name="all formats").click()
    expect(page).to_have_url(f"{visitor.site.url}{FORGE}#policy-files")
    expect(page.locator(PUBLISHED_FILES).first).to_be_visible()
    expect(page.locator(PUBLISHED_FILES).last).to_be_visible()


def test_buttons_that_need_script_are_not_there(visitor: Visitor):
    page = open_without_script(visitor, READ)
    expect(page.locator(SCRIPTED_BUTTONS)).to_have_count(0)


def test_every_question_opens_and_shows_its_answer(visitor: Visitor):
    page = open_without_script(visitor, DESTRUCTIVE)
    questions = page.locator(QUESTIONS).all()
    assert len(questions) == 8
    for question in questions:
        answer = question.locator(":not(summary)").first
        expect(answer).to_be_hidden()
        question.locator("summary").click()
        expect(answer).to_be_visible()


def test_folded_values_open(visitor: Visitor):
    page = open_without_script(visitor, WRITE)
    fold = page.locator(FOLDED_VALUES)
    fold.locator("summary").click()
    assert fold.locator("code").count() == 28
    expect(fold.locator("code").last).to_be_visible()


def test_all_parameters_are_in_the_page(visitor: Visitor):
    page = open_without_script(visitor, MANY_PARAMETERS)
    rows = page.locator(PARAMETER_ROWS)
    expect(rows).to_have_count(PARAMETER_COUNT)
    expect(rows.last).to_be_visible()


def test_links_lead_from_home_to_a_tool_and_on(visitor: Visitor):
    page = open_without_script(visitor, "")
    page.get_by_role("region", name="Servers").get_by_role("link", name="Forge").click()
    expect(page).to_have_url(visitor.site.url + FORGE)
    page.get_by_role("link", name="delete_item").first.click()
    expect(page).to_have_url(visitor.site.url + DESTRUCTIVE)
    page.get_by_role("link", name="Critical").first.click()
    expect(page).to_have_url(visitor.site.url + "risk/critical/")


def test_the_notice_of_a_tool_listed_elsewhere_leads_to_the_one_that_exists(visitor: Visitor):
    page = open_without_script(visitor, LISTED_ELSEWHERE)
    notice = page.locator(".notice")
    expect(notice).to_be_visible()
    notice.get_by_role("link", name="Forge").click()
    expect(page).to_have_url(visitor.site.url + READ)


def test_an_unknown_address_still_offers_ways_on(visitor: Visitor):
    visitor.expects("404")
    page = open_without_script(visitor, "tools/nothing/here/")
    page.locator(WAYS_ON).first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("path", ["", "tools/", FORGE, MANY_PARAMETERS, "attacks/", ATTACK, POST, SENDS])
def test_no_page_has_to_be_scrolled_sideways(visitor: Visitor, path: str):
    page = open_without_script(visitor, path, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
