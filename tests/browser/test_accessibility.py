"""axe-core finds nothing to object to, on any kind of page, in either scheme, wide or narrow, folded or open."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.parts import STATUS
from tests.browser.registries import EXECUTE, FORGE, KINDS, PAGES, TOOL_PAGES
from tests.browser.visitor import Visitor, open_all

WIDE, NARROW = 1280, 320
"""320 pixels are what is left of 1280 at 400 % zoom, WCAG 2.2, 1.4.10."""
VARIANTS = frozenset(
    {"all tools", "handbook", *(kind for kind, path in PAGES.items() if path in TOOL_PAGES and path != EXECUTE)}
)
"""Pages made of the same parts as others: looked at wide in the light scheme and narrow in the dark one only."""
SCHEMES = {"light": "default", "dark": "slate"}
"""What a reader's system asks for, and the theme's scheme for it."""

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-accessibility")]
each_scheme = pytest.mark.parametrize("scheme", SCHEMES)
FAINT = """() => {
  const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (each) => {
    const [r, g, b, alpha = 1] = each ? rgb(getComputedStyle(each).backgroundColor) : [0, 0, 0];
    return alpha ? [r, g, b] : behind(each.parentElement);
  };
  const hasText = (each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return [...document.querySelectorAll('.md-content *')].filter((each) => hasText(each) && each.checkVisibility())
    .filter((each) => {
      const [one, other] = [light(rgb(getComputedStyle(each).color)), light(behind(each))].sort((a, b) => b - a);
      return (one + 0.05) / (other + 0.05) < 4.5;
    }).map((each) => `${each.tagName} ${each.className}: ${each.textContent.trim().slice(0, 40)}`);
}"""
"""Texts with too little contrast as the browser paints them. Not axe-core: it reads the colours before they are forced."""


@each_scheme
def test_no_page_breaks_a_rule_of_axe_core_wide_or_narrow_with_everything_open(visitor: Visitor, scheme: str):
    visitor.expects("404")
    page = visitor.page(color_scheme=scheme)
    found = {}
    for kind, path in PAGES.items():
        page.goto(visitor.site.url + path)
        assert page.locator("body").get_attribute("data-md-color-scheme") == SCHEMES[scheme]
        open_all(page)
        only = {"light": WIDE, "dark": NARROW}[scheme] if kind in VARIANTS else None
        for width in (WIDE, NARROW):
            if only in {None, width}:
                page.set_viewport_size({"width": width, "height": 800})
                found[f"{kind}, {width} px"] = violations(page)
    assert not any(found.values()), report(found)


@each_scheme
def test_no_page_breaks_a_rule_of_axe_core_as_it_is_first_seen(visitor: Visitor, scheme: str):
    page = visitor.page(color_scheme=scheme)
    found = {}
    for kind in (
        "home",
        "server",
        "attack",
        "catalog in pictures",
        "execute tool",
        "tool not reviewed",
        "tool with attacks and limits on arguments",
    ):
        page.goto(visitor.site.url + PAGES[kind])
        found[kind] = violations(page)
    assert not any(found.values()), report(found)


@each_scheme
def test_the_states_of_the_contact_form_break_no_rule(visitor: Visitor, receiver, scheme: str):
    visitor.may_ask(receiver.origin)
    visitor.expects("500")
    page = visitor.open(EXECUTE, color_scheme=scheme)
    page.get_by_text("Get in touch").click()
    page.get_by_role("textbox", name="Message").fill("Hello")
    page.get_by_role("textbox", name="E-mail").fill("reader@example.org")
    for status, words in ((500, "Not sent"), (200, "Message sent")):
        receiver.status = status
        page.get_by_role("button", name="Send").click()
        expect(page.locator(STATUS)).to_contain_text(words)
        assert not violations(page)


def test_with_forced_colours_what_can_be_pressed_has_an_edge(visitor: Visitor):
    page = visitor.open(EXECUTE, forced_colors="active")
    open_all(page)
    for pressed in page.locator(".pc :is(button, input:not([type=hidden]), textarea)").all():
        assert pressed.evaluate("each => parseFloat(getComputedStyle(each).borderTopWidth)") > 0, pressed.inner_text()


def test_the_switch_changes_the_scheme_and_the_next_page_remembers_it(visitor: Visitor):
    page = visitor.open(color_scheme="light")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_title("Switch to the dark scheme").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    page.goto(visitor.site.url + FORGE)
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    assert not violations(page, "color-contrast")
    page.get_by_title("Switch to the light scheme").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    assert not violations(page, "color-contrast")


@each_scheme
def test_the_colours_that_a_reader_forces_leave_every_text_visible(visitor: Visitor, scheme: str):
    visitor.expects("404")
    page = visitor.page(forced_colors="active", color_scheme=scheme)
    found = {}
    for kind in (*KINDS, "server whose tools can steal data together", "execute tool", "tool not reviewed"):
        page.goto(visitor.site.url + PAGES[kind])
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        open_all(page)
        found[kind] = "\n".join(page.evaluate(FAINT))
    assert not any(found.values()), report(found)


def test_with_forced_colours_the_bars_of_a_chart_still_differ(visitor: Visitor):
    page = visitor.open(forced_colors="active")
    for chart in page.locator(".chart").all():
        colours = chart.locator("rect").evaluate_all("bars => bars.map(bar => getComputedStyle(bar).fill)")
        words = chart.locator("tbody th").all_inner_texts()
        assert len(words) == len(colours) > 1
        keys = chart.locator(".key").evaluate_all(
            "keys => keys.map(key => getComputedStyle(key, '::before').backgroundColor)"
        )
        assert keys == colours


def report(found: dict[str, str]) -> str:
    return "\n".join(f"{where}:\n{what}" for where, what in found.items() if what)
