"""The compare page: side by side, what differs is marked, and the address can be passed on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.hostile import HIDDEN, hostile_words, legal
from tests.browser.static_site import StaticSite
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-compare")]

HEADS = ".side-by-side thead th"
TWO = "?tool=forge/get-item&tool=forge/add-item"


def compare(visitor: Visitor, query: str = "", **wishes: object) -> Page:
    page = visitor.open(f"compare/{query}", **wishes)
    expect(page.locator(".compare form")).to_be_visible()
    return page


def cells(page: Page, label: str) -> list[str]:
    """The texts of the row of that label."""
    return page.evaluate(
        """label => [...document.querySelectorAll('.side-by-side tbody tr')]
          .filter((row) => row.querySelector('td') && row.querySelector('th').textContent.replace('\u2260', '') === label)
          .flatMap((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))""",
        label,
    )


def test_tools_stand_side_by_side_with_their_parameters(visitor: Visitor):
    page = compare(visitor, f"{TWO}&tool=forge/opaque&tool=forge/pay-invoice")
    expect(page.locator(HEADS)).to_have_count(4)
    assert cells(page, "Category") == ["Read", "Write", "Write", "Financial"]
    assert cells(page, "Read-only") == ["yes", "no", "unknown", "no"]
    assert cells(page, "Parameters")[2] == "unknown"
    assert cells(page, "amount") == ["–", "–", "unknown", "number"]
    assert cells(page, "path")[1] == "string, required"
    expect(page.get_by_role("rowheader", name="Differs: Category")).to_be_visible()
    expect(page.locator("#compare [role=status]")).to_contain_text("rows differ")


def test_only_differences_is_part_of_the_address(visitor: Visitor):
    page = compare(visitor, TWO)
    expect(page.locator(HEADS)).to_have_count(2)
    before = page.locator(".side-by-side tbody tr").count()
    page.get_by_label("Only differences").check()
    assert page.url.endswith(f"{TWO}&only=differences")
    assert page.locator(".side-by-side tbody tr").count() < before
    assert page.locator(".side-by-side td").count() > 4
    page.reload()
    expect(page.get_by_label("Only differences")).to_be_checked()
    page.go_back()
    expect(page.get_by_label("Only differences")).not_to_be_checked()


def test_servers_stand_side_by_side(visitor: Visitor):
    page = compare(visitor, "?server=forge&server=post&server=mirror")
    expect(page.locator(HEADS)).to_have_count(3)
    assert cells(page, "Tools") == ["14", "2", "2"]
    assert cells(page, "All three, enough to steal data") == ["yes", "yes", "no"]
    assert cells(page, "Package")[0] == "pypi: examples.forges-mcp-server"


def test_tools_are_added_and_taken_away(visitor: Visitor):
    page = compare(visitor)
    expect(page.get_by_text("Nothing is compared yet")).to_be_visible()
    field = page.locator(".compare input[type=search]")
    field.fill("pay invoice")
    field.press("Enter")
    expect(page.locator(HEADS)).to_have_text(["pay_invoice ×"])
    field.fill("item")
    field.press("Enter")
    expect(page.locator("#compare [role=status]")).to_contain_text("Several")
    field.fill("forge/delete-item")
    page.get_by_role("button", name="Add").click()
    expect(page.locator(HEADS)).to_have_count(2)
    assert page.url.endswith("?tool=forge/pay-invoice&tool=forge/delete-item")
    page.get_by_role("button", name="Remove pay_invoice").click()
    expect(page.locator(HEADS)).to_have_count(1)
    page.go_back()
    expect(page.locator(HEADS)).to_have_count(2)
    page.locator(HEADS).first.get_by_role("link").click()
    page.wait_for_url("**/tools/forge/pay-invoice/")


def test_what_cannot_be_compared_is_named(visitor: Visitor):
    page = compare(visitor, f"{TWO}&tool=no/such&server=forge&tool=%3Cb%3E")
    expect(page.get_by_role("alert")).to_contain_text("no/such: not in this catalog")
    expect(page.get_by_role("alert")).to_contain_text("<b>: not in this catalog")
    expect(page.locator(HEADS)).to_have_count(2)


def test_a_plan_that_cannot_be_loaded_leaves_the_rest(visitor: Visitor):
    visitor.expects("ERR_FAILED")
    page = visitor.page()
    page.route("**/forge/policies/plan.js", lambda route: route.abort())
    page.goto(f"{visitor.site.url}compare/{TWO}")
    assert page.locator(HEADS).count() or page.wait_for_selector(HEADS)
    assert cells(page, "Category") == ["Read", "Write"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_breaks_no_rule(visitor: Visitor, scheme: str, width: int):
    page = compare(visitor, f"{TWO}&tool=x/y", width=width, color_scheme=scheme)
    expect(page.locator(HEADS)).to_have_count(2)
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{visitor.site.url}compare/?server=forge&server=post")
    expect(page.locator(HEADS)).to_have_count(2)
    assert not violations(page)


def test_without_script_the_page_says_where_the_facts_stand(visitor: Visitor):
    page = visitor.open("compare/", script=False)
    expect(page.get_by_text("needs script")).to_be_visible()


def test_a_page_opened_from_a_disk_compares_too(visitor: Visitor):
    visitor.may_ask("file://")
    page = visitor.page()
    page.goto((visitor.site.folder / "compare" / "index.html").as_uri() + TWO)
    expect(page.locator(HEADS)).to_have_count(2)


def test_hostile_names_stay_text(build, visitor_of):
    with StaticSite(build(*legal(hostile_words()))).served() as site:
        page = visitor_of(site).page()
        page.add_init_script("addEventListener('error', () => { window.__pwned = 'error' }, true)")
        page.goto(f"{site.url}compare/?tool=hostile/everything&tool=hostile/gone")
        expect(page.locator(HEADS)).to_have_count(2)
        tools = page.locator("#compare").evaluate("each => each.innerHTML + each.innerText")
        page.goto(f"{site.url}compare/?server=hostile&server=named-03&server=named-10")
        expect(page.locator(HEADS)).to_have_count(3)
        text = tools + page.locator("#compare").evaluate("each => each.innerHTML + each.innerText")
        assert not [each for each in HIDDEN if each in text]
        assert page.locator("#compare :is(img, svg, script, iframe)").count() == 0
        assert page.evaluate("window.__pwned") is None
