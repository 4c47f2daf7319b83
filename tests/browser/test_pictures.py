"""Pictures can be read: by the eye in any scheme and width, by the keyboard, and by whoever hears them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.registries import FORGE, PAGES
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-looks")]

OVERVIEW = PAGES["catalog in pictures"]
FAINT = """() => {
  const rgb = (colour) => {
    const parts = colour.match(/-?[\\d.]+/g).map(Number);
    return colour.startsWith('color(srgb') ? parts.slice(0, 3) : parts.slice(0, 3).map((part) => part / 255);
  };
  const light = (colour) => rgb(colour)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const fill = (each) => getComputedStyle(each).fill;
  const page = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll('.pc svg text')].filter((text) => text.checkVisibility()).map((text) => {
    const [x, y] = ((box) => [box.left + box.width / 2, box.top + box.height / 2])(text.getBoundingClientRect());
    const under = [...text.closest('svg').querySelectorAll('rect')].filter((rect) => {
      const box = rect.getBoundingClientRect();
      return fill(rect) !== 'none' && box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
    }).at(-1);
    const [one, other] = [light(fill(text)), light(under ? fill(under) : page)].sort((a, b) => b - a);
    return [text.textContent.trim(), (one + 0.05) / (other + 0.05)];
  });
}"""
"""Every text of a picture with its contrast to what it is painted on; axe-core looks at no fill."""
STRAY = """() => [...document.querySelectorAll('.pc svg:not(svg svg)')].flatMap((picture) => {
  const texts = [...picture.querySelectorAll('text:not(.name)')].filter((text) => text.checkVisibility())
    .map((text) => [text.textContent.trim(), text.getBoundingClientRect()]);
  const whole = picture.getBoundingClientRect();
  const outside = texts.filter(([, box]) => box.left < whole.left - 1 || box.right > whole.right + 1
    || box.top < whole.top - 1 || box.bottom > whole.bottom + 1).map(([text]) => `${text} is outside`);
  const over = texts.flatMap(([text, box], index) => texts.slice(index + 1).filter(([, other]) =>
    Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1
    && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 4).map(([other]) => `${text} over ${other}`));
  return [...outside, ...over];
})"""
"""Texts painted outside their picture or over one another; names are cut at their column."""
BUBBLES_OVER_NUMBERS = """() => [...document.querySelectorAll('.bubbles circle')].filter((circle) =>
  circle.getBoundingClientRect().bottom > circle.nextElementSibling.getBoundingClientRect().bottom - 4
).map((circle) => circle.nextElementSibling.textContent)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["none", "active"])
def test_every_number_stands_out_from_its_cell(visitor: Visitor, scheme: str, forced: str):
    page = visitor.page(color_scheme=scheme, forced_colors=forced)
    for path in (OVERVIEW, "", FORGE):
        page.goto(visitor.site.url + path)
        found = page.evaluate(FAINT)
        assert found
        assert not [(text, ratio) for text, ratio in found if ratio < 4.5], path


@pytest.mark.parametrize("width", [1280, 640, 390, 320])
def test_nothing_in_a_picture_is_painted_over_something_else(visitor: Visitor, width: int):
    page = visitor.page(width=width)
    for path in (OVERVIEW, "", FORGE):
        page.goto(visitor.site.url + path)
        page.evaluate("document.fonts.ready")
        assert page.evaluate(STRAY) == [], path
        assert page.evaluate(BUBBLES_OVER_NUMBERS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_row_is_one_link_that_says_its_numbers(visitor: Visitor):
    page = visitor.open(OVERVIEW)
    row = page.get_by_role("link", name="Forge, 14 tools: ")
    assert "1 Not reviewed" in (row.get_attribute("aria-label") or "")
    row.focus()
    assert row.evaluate("row => getComputedStyle(row.querySelector('.row')).fill") != "none"
    page.keyboard.press("Enter")
    expect(page).to_have_url(visitor.site.url + FORGE)


def test_behind_a_picture_its_table_opens_without_script(visitor: Visitor):
    page = visitor.open(OVERVIEW, script=False)
    behind = page.get_by_text("The numbers as a table")
    expect(behind).to_have_count(3)
    for each in behind.all():
        each.click()
    expect(page.locator(".numbers")).to_have_count(3)
    for table in page.locator(".numbers").all():
        expect(table).to_be_visible()


def test_at_twice_the_letters_a_row_still_holds_them(visitor: Visitor):
    page = visitor.open(OVERVIEW)
    page.add_style_tag(content="html { font-size: 250% !important }")
    assert page.evaluate(STRAY) == []
    assert not violations(page)
