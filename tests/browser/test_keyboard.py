"""Without a mouse: everything is reached with Tab, in the order of the page, and the focus is always seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.parts import ANSWERS, CONTACT, POLICY, POLICY_TEXT, QUESTIONS, STATUS
from tests.browser.receiver import Receiver
from tests.browser.registries import ATTACK, EXECUTE, FORGE, NO_TOOLS_ATTACK, READ
from tests.browser.visitor import Visitor, open_all, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-keyboard")]

BROWSED = ["browse/?category=Write&view=compact", "compare/?server=forge&server=post"]
MOST_STOPS = 250
SOON_MILLISECONDS = 2000
WATCH = """() => {
  const looks = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'borderColor', 'backgroundColor', 'color',
    'textDecorationLine', 'opacity', 'filter'];
  const look = (each) => looks.map((name) => getComputedStyle(each)[name]).join('|');
  const parts = (each) => [each, ...(each.type === 'radio' ? [each.nextElementSibling] : each.labels || []),
    ...(each.name === 'query' ? [each.form] : [])];
  const seen = (each) => parts(each).map(look).join('||');
  const before = new Map([...document.querySelectorAll('a, button, input, textarea, summary, label, [tabindex]')]
    .map((each) => [each, seen(each)]));
  window.isFocusSeen = () => seen(document.activeElement) !== before.get(document.activeElement);
  window.focusStop = () => {
    const here = document.activeElement;
    if (!here || here === document.body || here === document.documentElement) return null;
    const box = parts(here).map((each) => each.getBoundingClientRect())
      .find((each) => each.width > 1 && each.height > 1) || here.getBoundingClientRect();
    const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
    const y = Math.min(box.bottom - 2, innerHeight - 2);
    const top = document.elementFromPoint(x, y);
    const order = window.lastStop ? window.lastStop.compareDocumentPosition(here) : Node.DOCUMENT_POSITION_FOLLOWING;
    window.lastStop = here;
    return {
      name: `${here.tagName} ${here.className} ${(here.textContent || here.name || here.id).trim().slice(0, 50)}`,
      isSeen: isFocusSeen(),
      isFollowing: Boolean(order & Node.DOCUMENT_POSITION_FOLLOWING),
      isOnScreen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
      isUncovered: Boolean(top) && !(top.closest('.md-header, .md-tabs') && !here.closest('.md-header, .md-tabs, .md-skip')),
    };
  };
}"""


def test_from_the_start_of_a_page_to_the_copied_policy_an_answer_and_a_sent_message(
    visitor: Visitor, receiver: Receiver
):
    visitor.may_ask(receiver.origin)
    page = visitor.open(READ)
    tab_to(page, f"{POLICY} button")
    page.keyboard.press("Enter")
    expect(page.locator(f"{POLICY} button").first).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(POLICY_TEXT).first.text_content()

    tab_to(page, f"{QUESTIONS} summary")
    page.keyboard.press("Enter")
    expect(page.locator(ANSWERS).first).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator(ANSWERS).first).to_be_hidden()

    tab_to(page, f"{CONTACT} summary")
    page.keyboard.press("Space")
    tab_to(page, f"{CONTACT} textarea")
    page.keyboard.type("Hello from the keyboard")
    tab_to(page, f"{CONTACT} [type=email]")
    page.keyboard.type("reader@example.org")
    tab_to(page, f"{CONTACT} form button")
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_contain_text("Message sent")
    assert [each["message"] for each in receiver.messages] == ["Hello from the keyboard"]
    assert page.evaluate(f"document.activeElement.matches('{CONTACT} form button')")


def test_the_breadcrumb_is_reached_and_followed(visitor: Visitor):
    page = visitor.open(READ)
    tab_to(page, ".trail li:nth-child(2) a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(visitor.site.url + FORGE)


@pytest.mark.parametrize("width", [1280, 640])
def test_the_navigation_of_the_site_is_reached_and_followed(visitor: Visitor, width: int):
    page = visitor.open(READ, width=width, reduced_motion="reduce")
    tab_to(page, "nav a[href$='../categories/']")
    expect(page.locator("a:focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(visitor.site.url + "categories/")


@pytest.mark.parametrize(("path", "width"), [("tools/", 760), (ATTACK, 640)])
def test_a_wide_table_takes_the_focus_so_that_keys_can_scroll_it(visitor: Visitor, path: str, width: int):
    page = visitor.open(path, width=width)
    tab_to(page, ".pc .scroll")
    assert page.evaluate("document.activeElement.scrollWidth > document.activeElement.clientWidth")
    page.keyboard.press("ArrowRight")
    wait_until(page, "document.activeElement.scrollLeft > 0")


def test_the_scheme_is_switched_without_a_mouse(visitor: Visitor):
    page = visitor.open(color_scheme="light")
    tab_to(page, "[name=__palette]")
    page.keyboard.press("ArrowDown")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["", FORGE, EXECUTE, "attacks/", NO_TOOLS_ATTACK, "handbook/method/", *BROWSED])
def test_the_focus_goes_through_the_page_in_its_order_and_is_always_seen(visitor: Visitor, path: str, width: int):
    page = watched(visitor, path, width)
    stops = walk(page, "Tab")
    assert len(stops) > 5
    assert not [stop["name"] for stop in stops[1:] if not stop["isFollowing"]], "not in the order of the document"
    assert not [stop["name"] for stop in stops if not stop["isOnScreen"]], "outside the window"
    assert not [stop["name"] for stop in stops if not stop["isSeen"]], "looks the same with the focus"
    assert not [stop["name"] for stop in stops if not stop["isUncovered"]], "hidden below the header"


def test_going_back_the_focus_is_not_hidden_below_the_header(visitor: Visitor):
    page = watched(visitor, EXECUTE, 1280)
    stops = walk(page, "Shift+Tab")
    assert not [stop["name"] for stop in stops if not stop["isUncovered"]]


def watched(visitor: Visitor, path: str, width: int) -> Page:
    """The page with its questions open and `focusStop()` in it, which tells about the element that has the focus."""
    page = visitor.open(path, width=width, reduced_motion="reduce")
    open_all(page)
    page.add_style_tag(content="* { transition: none !important; animation: none !important }")
    page.evaluate(WATCH)
    return page


def walk(page: Page, key: str) -> list[dict[str, bool]]:
    """What is told of each stop until the focus leaves the page."""
    stops: list[dict[str, bool]] = []
    while len(stops) < MOST_STOPS:
        page.keyboard.press(key)
        stop = page.evaluate("focusStop()")
        if stop is None:
            break
        stops.append({**stop, "isSeen": stop["isSeen"] or is_seen_soon(page)})
    return stops


def is_seen_soon(page: Page) -> bool:
    """Whether the focus shows as soon as the theme's script has had its turn."""
    try:
        wait_until(page, "isFocusSeen()", milliseconds=SOON_MILLISECONDS)
    except AssertionError:
        return False
    return True


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element of that selector has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached within {MOST_STOPS} stops")
