"""A site on a host that sends its `_headers`: both policies at once, and everything works, with either engine's theme."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from generator.model.site import ENGINES
from tests.browser.hosted import HostedSite, rules_of
from tests.browser.parts import CHOSEN_TAB, POLICY_TEXT, QUESTIONS, TABS
from tests.browser.published import build_site
from tests.browser.registries import EXECUTE, PAGES, TOOL_PAGES, rich_attacks, rich_registry
from tests.browser.visitor import Visitor, open_all
from tests.support.builders import write_registry

CODE = "handbook/contributing/"
"""A handbook page with code that the theme lets readers copy."""
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
LONGEST_LINE = 2_000
"""Source: Cloudflare Pages, "Headers": characters of one line."""

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-hosting")]


@pytest.fixture(scope="module", params=ENGINES)
def hosted(request, browser_project, tmp_path_factory) -> Iterator[HostedSite]:
    folder = tmp_path_factory.mktemp("hosted")
    catalog = write_registry(folder / "catalog", *rich_registry(), attacks=rich_attacks())
    site = build_site(browser_project, catalog, folder / "site", engine=request.param)
    with HostedSite(site).served() as hosted:
        yield hosted


@pytest.fixture
def reader(hosted, visitor_of) -> Visitor:
    """Whose test fails at any violation, as browsers report them as errors."""
    return visitor_of(hosted)


def test_the_header_allows_what_any_page_does_and_forbids_frames(hosted: HostedSite):
    text = (hosted.folder / "_headers").read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) < LONGEST_LINE
    (address, headers), *others = rules_of(text)
    assert address == "/*"
    sent = clauses(dict(headers)["Content-Security-Policy"])
    assert sent.pop("frame-ancestors") == ["'none'"]
    allowed = sent.pop("script-src")
    pages = list(hosted.folder.rglob("*.html"))
    found = set()
    for page in pages:
        own = clauses(META.search(page.read_text(encoding="utf-8"))[1])
        found |= set(own.pop("script-src"))
        assert own == sent, page
    assert found == set(allowed)
    assert "'unsafe-inline'" not in allowed
    assert all((hosted.folder / path.removeprefix("/")).is_file() for path, _ in others)


def test_no_kind_of_page_is_kept_from_anything(reader: Visitor):
    reader.expects("404")
    page = reader.page()
    for name, path in PAGES.items():
        if path not in TOOL_PAGES or path == EXECUTE:
            answer = page.goto(reader.site.url + path)
            assert "frame-ancestors 'none'" in answer.header_value("content-security-policy"), name
            open_all(page)


def test_the_scheme_the_tabs_and_the_questions_change_at_a_click(reader: Visitor):
    page = reader.open(EXECUTE, color_scheme="light")
    page.get_by_title("Switch to the dark scheme").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(TABS).nth(2).click()
    expect(page.locator(CHOSEN_TAB)).to_have_count(1)
    expect(page.locator(TABS).nth(2)).to_have_attribute("aria-selected", "true")
    assert page.locator(POLICY_TEXT).first.inner_text().strip()
    question = page.locator(QUESTIONS).last
    question.locator("summary").click()
    expect(question).to_have_attribute("open", "")


def test_code_of_the_handbook_is_copied(reader: Visitor):
    page = reader.open(CODE)
    page.evaluate("() => navigator.clipboard.writeText('')")
    code = page.locator(".md-content pre").first
    words = code.locator("code").inner_text().strip()
    code.hover()
    code.locator(".md-code__button").click()
    expect(page.locator("body")).to_contain_text("Copied to clipboard")
    assert page.evaluate("() => navigator.clipboard.readText()").strip() == words


def test_the_drawer_of_a_phone_opens_and_leads_on(reader: Visitor):
    page = reader.open("handbook/", width=390)
    link = drawer_link(page, "Attacks")
    page.locator("label.md-header__button[for=__drawer]").click()
    back_to_the_top_level(page)
    expect(link).to_be_in_viewport()
    link.click()
    expect(page).to_have_url(reader.site.url + "attacks/")


def test_a_script_that_came_into_a_page_does_not_run(reader: Visitor):
    reader.expects("Content Security Policy")
    page = reader.open(EXECUTE)
    page.evaluate("""() => {
      const script = document.createElement('script');
      script.textContent = 'window.__ran = true';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.__ran = true">');
    }""")
    page.wait_for_timeout(100)
    assert page.evaluate("() => window.__ran") is None


def drawer_link(page: Page, words: str):
    return page.locator(".md-sidebar--primary a.md-nav__link", has_text=words).first


def back_to_the_top_level(page: Page) -> None:
    """The drawer opens at the section of the page; its title leads up."""
    title = page.locator(".md-nav--primary .md-nav__item--active > nav > label.md-nav__title").first
    if title.is_visible():
        title.click()


def clauses(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (each.split() for each in policy.split("; "))}
