"""What a page prints is what `policy-catalog export` prints, whatever the reader chooses or types."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from generator.exporters import TARGETS
from tests.browser.axe import violations
from tests.browser.parts import (
    CHOSEN_TAB,
    POLICY,
    POLICY_NAME,
    POLICY_TEXT,
    PUBLISHED_FILES,
    REMARKS,
    SERVER_NAME,
    TABS,
)
from tests.browser.registries import (
    FORGE,
    LISTED_ELSEWHERE,
    LONG,
    POST,
    READ,
    SENDS,
    WITHDRAWN,
    WRITE,
    rich_attacks,
    rich_registry,
)
from tests.browser.visitor import Visitor
from tests.support.builders import write_registry

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-policies")]

Exported = Callable[..., dict[str, str]]
HOSTILE = (
    '"',
    "a'b`$(x)",
    "</script><img src=x onerror=alert(1)>",
    "😀 ключ",
    "{tool.name}",
    "__proto__",
    "a b",
    "x" * 128,
)
NOT_A_NAME = ("   ", "x" * 300, "a\u202eb", "a\u00a0b", "*", "a?b")


@pytest.fixture(scope="module")
def catalog(tmp_path_factory):
    """The registry of the rich site."""
    folder = tmp_path_factory.mktemp("exported")
    return write_registry(folder / "catalog", *rich_registry(), attacks=rich_attacks())


@pytest.fixture
def exported(policy_catalog, catalog, tmp_path) -> Exported:
    """The files that the command writes."""

    def exported(target: str, server: str, *words: str) -> dict[str, str]:
        folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        done = policy_catalog("export", "--catalog", catalog, "-t", target, "-s", server, "-o", folder, *words)
        assert done.returncode == 0, done.stderr
        return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}

    return exported


def choose(page: Page, target: str | None = None, key: str | None = None, posture: str | None = None) -> None:
    if target:
        page.locator(f"#in-{target}").click()
    if posture:
        page.get_by_label("Posture").select_option(posture)
    if key is not None:
        page.locator(SERVER_NAME).fill(key)


def expect_documents(page: Page, files: dict[str, str]) -> None:
    """The page shows these files and no others, to the byte."""
    expect(page.locator(POLICY)).to_have_count(len(files))
    expect(page.locator(POLICY_TEXT).first).to_have_text(next(iter(shown(page).values())))
    page.wait_for_function(
        "([selector, text]) => [...document.querySelectorAll(selector)].some((each) => each.textContent === text)",
        arg=[POLICY_TEXT, next(iter(files.values()))],
    )
    assert shown(page) == files


def shown(page: Page) -> dict[str, str]:
    """Name and text of each document."""
    names = page.locator(POLICY_NAME).all_text_contents()
    return dict(zip(names, page.locator(POLICY_TEXT).all_text_contents(), strict=True))


@pytest.mark.parametrize("target", TARGETS)
def test_the_page_of_a_server_prints_what_the_command_prints(visitor: Visitor, exported: Exported, target: str):
    page = visitor.open(POST)
    choose(page, target, key="my.post", posture="strict")
    expect_documents(page, exported(target, "post", "-k", "post=my.post", "-p", "strict"))


@pytest.mark.parametrize("posture", ["balanced", "strict", "read-only"])
def test_a_server_with_every_kind_of_tool_is_printed_as_by_the_command(
    visitor: Visitor, exported: Exported, posture: str
):
    page = visitor.open(FORGE)
    for target in ("claude-code", "codex", "gemini", "cedar", "hook", "copilot-cli"):
        choose(page, target, key="Our forge", posture=posture)
        expect_documents(page, exported(target, "forge", "-k", "forge=Our forge", "-p", posture))


@pytest.mark.parametrize("path", [READ, WRITE, SENDS, WITHDRAWN, LISTED_ELSEWHERE, LONG])
def test_the_page_of_a_tool_prints_what_the_command_prints_for_it_alone(
    visitor: Visitor, exported: Exported, path: str
):
    page = visitor.open(path)
    server = path.split("/")[1]
    tool = page.locator("h1").inner_text()
    for target, key, posture in (
        ("claude-code", server, "balanced"),
        ("codex", "a.b", "balanced"),
        ("cedar", "a.b", "read-only"),
        ("gemini", "a.b", "strict"),
    ):
        choose(page, target, key, posture)
        files = exported(target, server, "-k", f"{server}={key}", "-p", posture, "--tool", f"{server}/{tool}")
        expect_documents(page, files)


def test_the_document_in_the_page_is_the_one_that_the_script_would_print(visitor: Visitor, exported: Exported):
    page = visitor.open(READ, script=False)
    assert shown(page) == exported("claude-code", "forge", "--tool", "forge/get_item")


def test_the_published_files_are_what_the_command_prints(visitor: Visitor, exported: Exported):
    page = visitor.open(POST, script=False)
    links = page.locator(PUBLISHED_FILES)
    hrefs = links.evaluate_all("links => links.map((link) => link.href)")
    assert len(hrefs) > len(TARGETS)
    found: dict[str, dict[str, str]] = {}
    for name, href in zip(links.all_text_contents(), hrefs, strict=True):
        answer = page.request.get(href)
        assert answer.ok, href
        target = "hook" if "/assets/" in href else href.rpartition("/")[2].partition(".")[0]
        found.setdefault(target, {})[name] = answer.text()
    assert set(found) == set(TARGETS)
    for target in ("claude-code", "hook", "rego"):
        assert found[target] == exported(target, "post")


@pytest.mark.parametrize("key", HOSTILE)
def test_a_hostile_name_breaks_neither_a_document_nor_the_page(visitor: Visitor, exported: Exported, key: str):
    page = visitor.open(READ)
    before = page.locator("*").count()
    for target in ("codex", "gemini", "cedar"):
        choose(page, target, key)
        expect_documents(page, exported(target, "forge", "-k", f"forge={key}", "--tool", "forge/get_item"))
    choose(page, "claude-code", "forge")
    expect(page.locator(".pc img")).to_have_count(0)
    assert abs(page.locator("*").count() - before) < 10


@pytest.mark.parametrize("key", NOT_A_NAME)
def test_what_the_command_refuses_as_a_name_prints_nothing_and_is_explained(visitor: Visitor, key: str):
    page = visitor.open(READ)
    choose(page, "codex")
    expect(page.locator(POLICY)).to_have_count(1)
    choose(page, key=key)
    expect(page.locator(".policies [role=status]")).to_contain_text("1 to 128 characters")
    expect(page.locator(POLICY)).to_have_count(0)
    expect(page.locator(SERVER_NAME)).to_have_attribute("aria-invalid", "true")
    choose(page, key="")
    expect(page.locator(POLICY_TEXT)).to_contain_text("[mcp_servers.forge")


def test_a_name_with_which_a_tool_would_be_left_out_is_warned_about_at_once(visitor: Visitor):
    page = visitor.open(READ)
    choose(page, "claude-code")
    would_fit = page.locator(REMARKS, has_text="characters would fit.")
    expect(would_fit).to_have_count(0)
    choose(page, key="k" * 125)
    expect(would_fit).to_be_visible()
    choose(page, key="")
    expect(would_fit).to_have_count(0)


def test_the_client_is_remembered_for_the_site_and_the_name_for_the_server(visitor: Visitor):
    page = visitor.open(READ)
    choose(page, "codex", key="gh")
    expect(page.locator(POLICY_TEXT)).to_contain_text("[mcp_servers.gh")
    page.goto(visitor.site.url + WRITE)
    expect(page.locator(CHOSEN_TAB)).to_have_text("OpenAI Codex")
    expect(page.locator(SERVER_NAME)).to_have_value("gh")
    expect(page.locator(POLICY_TEXT)).to_contain_text("[mcp_servers.gh")
    page.goto(visitor.site.url + SENDS)
    expect(page.locator(CHOSEN_TAB)).to_have_text("OpenAI Codex")
    expect(page.locator(SERVER_NAME)).to_have_value("post")
    page.goto(visitor.site.url + FORGE)
    page.locator(TABS).first.scroll_into_view_if_needed()
    expect(page.locator(POLICY_TEXT)).to_contain_text("[mcp_servers.gh")


def test_another_window_follows_the_chosen_client(visitor: Visitor):
    first, second = visitor.open(READ), visitor.open(WRITE)
    choose(first, "cursor")
    expect(second.locator(CHOSEN_TAB)).to_have_text("Cursor")
    expect(second.locator(POLICY_NAME).first).to_have_text("permissions.json")


def test_nothing_is_loaded_until_another_document_is_wanted(visitor: Visitor):
    before = len(visitor.site.requests)
    page = visitor.open(READ)
    expect(page.locator(TABS)).to_have_count(len(TARGETS))
    asked = [each.path.rsplit("/", 1)[1] for each in visitor.site.requests[before:]]
    assert "formats.js" in asked
    assert not {"targets.js", "plan.js"} & set(asked)
    choose(page, "codex")
    expect(page.locator(POLICY_NAME)).to_have_text("config.toml")
    asked = [each.path.rsplit("/", 1)[1] for each in visitor.site.requests[before:]]
    assert {"targets.js", "plan.js"} <= set(asked)


def test_where_the_plan_cannot_be_loaded_the_published_files_are_offered(visitor: Visitor):
    visitor.expects("plan.js")
    visitor.expects("ERR_FAILED")
    page = visitor.page()
    page.route("**/plan.js", lambda route: route.abort())
    page.goto(visitor.site.url + READ)
    choose(page, "codex")
    expect(page.locator(REMARKS)).to_contain_text("It could not be printed here.")
    page.locator(REMARKS).get_by_role("link").click()
    expect(page).to_have_url(f"{visitor.site.url}{FORGE}#policy-files")


def test_a_policy_that_allows_the_sites_own_scripts_alone_lets_the_page_print(visitor: Visitor, exported: Exported):
    visitor.expects("Content Security Policy|__md_get")  # the theme's own scripts inside the page
    page = visitor.page()

    def with_policy(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": "script-src 'self'"})

    page.route("**/get-item/", with_policy)
    page.goto(visitor.site.url + READ)
    choose(page, "codex", key="strict")
    expect_documents(page, exported("codex", "forge", "-k", "forge=strict", "--tool", "forge/get_item"))


def test_a_page_opened_from_a_disk_prints_too(visitor: Visitor, exported: Exported):
    visitor.may_ask("file://")
    page = visitor.page()
    page.goto((visitor.site.folder / READ / "index.html").as_uri())
    choose(page, "codex", key="disk")
    expect_documents(page, exported("codex", "forge", "-k", "forge=disk", "--tool", "forge/get_item"))


def test_the_tabs_are_walked_with_the_arrow_keys(visitor: Visitor):
    page = visitor.open(READ)
    page.locator(CHOSEN_TAB).focus()
    for key, label in (
        ("ArrowRight", "Claude Code, managed"),
        ("ArrowRight", "OpenAI Codex"),
        ("End", "Rego (Open Policy Agent)"),
        ("ArrowRight", "Claude Code"),
        ("ArrowLeft", "Rego (Open Policy Agent)"),
        ("Home", "Claude Code"),
    ):
        page.keyboard.press(key)
        expect(page.locator(CHOSEN_TAB)).to_have_text(label)
        expect(page.locator(CHOSEN_TAB)).to_be_focused()
        expect(page.locator(f"{POLICY} b").first).to_have_text(label)
    page.keyboard.press("Tab")
    expect(page.locator(f"{POLICY} button").first).to_be_focused()


def test_on_a_phone_a_list_takes_the_place_of_the_tabs(visitor: Visitor):
    page = visitor.open(READ, width=390)
    expect(page.locator("[role=tablist]")).to_be_hidden()
    page.get_by_role("combobox", name="Client or gateway").select_option("cursor")
    expect(page.locator(POLICY_NAME).first).to_have_text("permissions.json")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_no_document_breaks_a_rule_of_axe_core(visitor: Visitor, scheme: str, width: int):
    page = visitor.open(FORGE, color_scheme=scheme)
    for target in ("gemini", "hook", "cedar"):
        page.set_viewport_size({"width": 1280, "height": 800})
        choose(page, target, posture="strict")
        expect(page.locator(POLICY).first).to_be_visible()
        page.set_viewport_size({"width": width, "height": 800})
        assert not violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1280, "height": 800})
    choose(page, key="x" * 300)
    assert not violations(page)


def test_a_document_of_a_server_names_what_it_cannot_say_and_for_which_tools(visitor: Visitor):
    page = visitor.open(FORGE)
    choose(page, "cursor")
    expect(page.locator(REMARKS).first).to_have_text(re.compile(r"\(\d+ tools?: \w+"))
