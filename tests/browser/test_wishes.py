"""What readers set in their system or browser takes nothing away: zoom, less motion, forced colours, wider text."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.axe import violations
from tests.browser.registries import KINDS, PAGES
from tests.browser.test_looks import TOO_WIDE
from tests.browser.visitor import Visitor, open_all

ZOOMED = {"width": 640, "height": 400, "scale": 2}
"""A window of 1280 by 800 at 200 % zoom, WCAG 2.2, 1.4.4."""
WISHES: dict[str, dict[str, Any]] = {
    "200 % zoom": {**ZOOMED, "color_scheme": "light"},
    "200 % zoom, dark, less motion": {**ZOOMED, "color_scheme": "dark", "reduced_motion": "reduce"},
    "forced colours": {"forced_colors": "active", "color_scheme": "light"},
    "forced colours, dark, narrow": {"width": 320, "forced_colors": "active", "color_scheme": "dark"},
}
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
"""What a reader may set without losing anything, WCAG 2.2, 1.4.12."""
CUT_OFF = """() => [...document.querySelectorAll('body *:not(.md-header__title, .md-header__title *, .rows-of-tools .name, .rows-of-tools .name *)')].filter((each) => {
  const { overflowX, overflowY } = getComputedStyle(each);
  const cuts = (flow) => flow === 'hidden' || flow === 'clip';
  if (each.clientWidth < 2 || each.clientHeight < 2 || !each.checkVisibility()) return false;
  const box = each.getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(each);
  return [...range.getClientRects()].some((text) => text.width > 1 && text.height > 1
    && ((cuts(overflowX) && (text.right > box.right + 1 || text.left < box.left - 1))
      || (cuts(overflowY) && text.bottom > box.bottom + 1)));
}).map((each) => `${each.tagName} ${each.className}: ${each.textContent.trim().slice(0, 60)}`)"""
"""Texts that reach out of a box which cuts them off; but for the theme's header, which only repeats the heading,
and Browse's names with their summaries: each row is one line, and the tool's page has both whole."""

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-wishes")]


@pytest.mark.parametrize("wish", WISHES)
def test_no_kind_of_page_breaks_a_rule_of_axe_core_or_scrolls_sideways(visitor: Visitor, wish: str):
    visitor.expects("404")
    page = visitor.page(**WISHES[wish])
    forced = "forced_colors" in WISHES[wish]  # axe-core reads the colours before they are forced
    found = {}
    for kind in KINDS:
        page.goto(visitor.site.url + PAGES[kind])
        open_all(page)
        wide = "\n".join(page.evaluate(TOO_WIDE))
        found[kind] = violations(page, without="color-contrast" if forced else None) + wide
    assert not any(found.values()), "\n".join(f"{kind}:\n{what}" for kind, what in found.items() if what)


@pytest.mark.parametrize("width", [1280, 320])
def test_text_with_wider_spaces_is_not_cut_off(visitor: Visitor, width: int):
    visitor.expects("404")
    page = visitor.page(width=width)
    found = {}
    for kind in KINDS:
        page.goto(visitor.site.url + PAGES[kind])
        open_all(page)
        before = page.evaluate(CUT_OFF)
        page.add_style_tag(content=SPACING)
        after = [each for each in page.evaluate(CUT_OFF) if each not in before]
        found[kind] = "\n".join(after + page.evaluate(TOO_WIDE))
    assert not any(found.values()), "\n".join(f"{kind}:\n{what}" for kind, what in found.items() if what)
