"""What a page looks like keeps its promises: nothing overflows, one severity, a complete print, no unwanted motion."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.parts import ANSWERS, CONTACT, FOLDED_VALUES, POLICY, POLICY_TEXT, QUESTIONS
from tests.browser.registries import (
    DESTRUCTIVE,
    EXECUTE,
    FORGE_RISKS,
    HAND_SET,
    LONG,
    NESTED,
    NOT_REVIEWED,
    PAGES,
    READ,
    WRITE,
)
from tests.browser.visitor import Visitor, open_all

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-looks")]

WIDTHS = (1280, 640, 390, 320)
"""A laptop's window, the same at 200 % zoom, a phone, the laptop's window at 400 % zoom (WCAG 2.2, 1.4.10)."""
TOO_WIDE = """() => {
  const scrolls = (each) => getComputedStyle(each).overflowX !== 'visible';
  const kept = (each) => each && each !== document.body && (scrolls(each) || kept(each.parentElement));
  const wide = [...document.querySelectorAll('.md-content *')]
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && !kept(each.parentElement))
    .map((each) => `${each.tagName} ${each.className}: ${(each.textContent || '').slice(0, 60)}`);
  const sideways = document.documentElement.scrollWidth - innerWidth;
  return sideways > 0 ? [`the page scrolls sideways by ${sideways} px`, ...wide] : wide;
}"""
OVERLAPPING = """() => [...document.querySelectorAll('.pc :is(tr, dl > div, li, figcaption)')].flatMap((row) => {
  const parts = [...row.children].map((part) => {
    const range = document.createRange();
    range.selectNodeContents(part);
    return [part, [...range.getClientRects()]];
  });
  const meet = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 3
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3;
  return parts.flatMap(([part, boxes], index) => parts.slice(index + 1)
    .filter(([, others]) => boxes.some((box) => others.some((other) => meet(box, other))))
    .map(([other]) => `${part.textContent.trim().slice(0, 40)} / ${other.textContent.trim().slice(0, 40)}`));
})"""
"""Parts of a row, a list item or a caption that are painted over one another."""
OWN_BADGES = """(risks) => {
  const [start, end] = ['related', 'questions'].map((id) => document.getElementById(id));
  const follows = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  const ofOthers = (each) => start && follows(start, each) && follows(each, end);
  return [...document.querySelectorAll('.pc .tag')].filter((each) => !ofOthers(each))
    .map((each) => each.textContent.trim()).filter((word) => risks.includes(word));
}"""
"""The badges of risk classes outside the section on other tools."""
CUT_OFF = """(selector) => [...document.querySelectorAll(selector)]
  .filter((each) => !each.getClientRects().length || each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.textContent.trim().slice(0, 80))"""
MOVING = """() => [...document.querySelectorAll('html, .pc, .pc *')].filter((each) => {
  const style = getComputedStyle(each);
  const lasts = (times) => times.split(',').some((time) => parseFloat(time) > 0.001);
  return style.scrollBehavior === 'smooth' || lasts(style.animationDuration) || lasts(style.transitionDuration);
}).map((each) => `${each.tagName} ${each.className}`)"""


def test_nothing_overflows_or_overlaps_whatever_the_width_of_the_window(visitor: Visitor):
    visitor.expects("404")
    page = visitor.page()
    wrong: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for name, path in PAGES.items():
            page.goto(visitor.site.url + path)
            wrong += [f"{name}, {width} px: {each}" for each in page.evaluate(TOO_WIDE)[:4]]
            wrong += [f"{name}, {width} px, overlap: {each}" for each in page.evaluate(OVERLAPPING)[:4]]
    assert not wrong, "\n".join(wrong)


def test_a_tool_has_one_severity_on_its_whole_page(visitor: Visitor):
    page = visitor.page()
    for path, risk in FORGE_RISKS.items():
        page.goto(visitor.site.url + path)
        badges = page.evaluate(OWN_BADGES, sorted(set(FORGE_RISKS.values())))
        if path == NOT_REVIEWED:
            assert set(badges) == {"Not reviewed"}, path
            assert "Not reviewed" in page.title()
            continue
        assert badges == [risk], path
        said = [page.title(), page.locator("meta[name=description]").get_attribute("content") or ""]
        said.append(answer(page, "What risk level is"))
        for each in said:
            assert re.findall(r"\b(Low|Medium|High|Critical)(?: risk\b|…)", each)[:1] == [risk], f"{path}: {each}"


def test_a_tool_has_the_same_severity_in_every_list(visitor: Visitor):
    page = visitor.page()
    for listing in ("tools/", "tools/page/bulk_2/", "tools/page/forge/"):
        page.goto(visitor.site.url + listing)
        for row in page.locator("table.list tbody tr").all():
            path = (row.locator("th a").get_attribute("href") or "").replace("../", "")
            if path in FORGE_RISKS:
                assert row.locator("td").nth(2).inner_text() == FORGE_RISKS[path]


def test_a_printed_tool_shows_its_policy_whole(visitor: Visitor):
    page = visitor.page(width=720, height=1000)
    for path in (EXECUTE, LONG):
        page.goto(visitor.site.url + path)
        print_to_paper(page)
        expect(page.locator(POLICY_TEXT).first).to_be_visible()
        assert not page.evaluate(CUT_OFF, f"{POLICY} pre, {POLICY_TEXT}"), path


@pytest.mark.parametrize("script", [True, False])
def test_a_printed_tool_shows_all_answers_and_folded_values(visitor: Visitor, script: bool):
    page = visitor.open(DESTRUCTIVE, width=720, script=script)
    print_to_paper(page)
    assert page.locator(ANSWERS).count() > 5
    for each in page.locator(ANSWERS).all():
        expect(each).to_be_visible()
    page.goto(visitor.site.url + WRITE)
    print_to_paper(page)
    expect(page.locator(f"{FOLDED_VALUES} code").last).to_be_visible()


def test_a_printed_page_shows_no_button_and_no_form(visitor: Visitor):
    page = visitor.open(READ, width=720)
    print_to_paper(page)
    for each in page.locator(f".pc :is(button, form, input), {CONTACT}").all():
        expect(each).to_be_hidden()


def test_a_printed_table_of_parameters_is_whole(visitor: Visitor):
    page = visitor.open(NESTED, width=720)
    print_to_paper(page)
    assert not page.evaluate(CUT_OFF, ".pc .scroll")


def test_who_asks_for_less_motion_gets_none(visitor: Visitor):
    page = visitor.open(HAND_SET, reduced_motion="reduce")
    open_all(page)
    assert page.evaluate(MOVING) == []


def answer(page: Page, question: str) -> str:
    return page.locator(QUESTIONS, has_text=question).locator(":not(summary)").first.text_content() or ""


def print_to_paper(page: Page) -> None:
    """Lay the page out as for a printer, and tell its scripts as a browser's print command does."""
    page.emulate_media(media="print")
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')) }")
