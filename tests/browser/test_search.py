"""One search box on every page: it loads what it needs when it is used, and is complete by keyboard and for a screen reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from generator.outputs.data_script import data_script
from tests.browser.axe import violations
from tests.browser.hostile import ATTACKS as HOSTILE_WORDS
from tests.browser.registries import ATTACK, BULK_COUNT, FORGE, LONG, LONG_NAME, MANY_PARAMETERS, PAGES, READ
from tests.browser.visitor import Visitor, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-search")]

FIELD = ".find input"
OPTIONS = "#find-list > [role=option]"
CHOSEN = "#find-list > [aria-selected=true]"
TOLD = ".find [role=status]"
NOTE = ".hits .note"
SEARCH_FILES = ("names.js", "pages.js", "parameters.js")


def searched(visitor: Visitor, text: str, path: str = "", **wishes) -> Page:
    """A page in whose search the text was typed, with its results."""
    page = visitor.open(path, **wishes)
    page.locator(FIELD).click()
    page.keyboard.type(text)
    expect(page.locator(OPTIONS).first).to_be_visible()
    wait_until(page, f"performance.getEntriesByName('catalog-search')[0]?.detail === {json.dumps(text)}")
    return page


def asked_for(visitor: Visitor) -> list[str]:
    """Files of the search that were asked for."""
    return [each.path for each in visitor.site.requests if each.path.endswith(SEARCH_FILES)]


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_a_key_leads_into_the_field(visitor: Visitor, key: str):
    page = visitor.open(READ)
    page.keyboard.press(key)
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("")


def test_a_key_that_is_typed_elsewhere_is_typed_there(visitor: Visitor):
    page = visitor.open(READ)
    page.locator(".contact summary").click()
    text = page.locator(".contact textarea")
    text.focus()
    page.keyboard.type("a/b")
    expect(text).to_have_value("a/b")
    expect(text).to_be_focused()


def test_nothing_of_the_search_is_loaded_before_it_is_used(visitor: Visitor):
    visitor.site.requests.clear()
    page = visitor.open(READ)
    page.wait_for_load_state("networkidle")
    assert not asked_for(visitor)
    page.keyboard.press("/")
    page.keyboard.type("x")
    wait_until(page, "performance.getEntriesByName('catalog-search').length")
    assert sorted(path.rsplit("/", 1)[1] for path in asked_for(visitor)) == sorted(SEARCH_FILES)


def test_what_is_typed_before_the_search_is_there_is_answered(visitor: Visitor):
    page = visitor.page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/names.js", hold)
    page.goto(visitor.site.url + READ)
    page.keyboard.press("/")
    page.keyboard.type("delete_it")
    expect(page.locator(NOTE)).to_have_text("Loading…")
    expect(page.locator(TOLD)).to_have_text("Loading…")
    wait_until(page, "document.querySelector('script[src$=\"names.js\"]')")
    held[0].continue_()
    expect(page.locator(OPTIONS).first).to_contain_text("delete_item")
    expect(page.locator(NOTE)).to_be_empty()
    page.keyboard.type("em")
    expect(page.locator(FIELD)).to_have_value("delete_item")


def test_the_keys_of_a_combobox(visitor: Visitor):
    page = searched(visitor, "item", READ)
    field, count = page.locator(FIELD), page.locator(OPTIONS).count()
    assert count > 3
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-controls", "find-list")
    expect(page.locator(TOLD)).to_contain_text("results")

    def chosen() -> int:
        expect(page.locator(CHOSEN)).to_have_count(1)
        name = field.get_attribute("aria-activedescendant")
        assert page.locator(CHOSEN).get_attribute("id") == name
        return int((name or "").removeprefix("find-"))

    assert chosen() == 0
    for key, place in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("ArrowUp", 0), ("ArrowUp", count - 1)):
        page.keyboard.press(key)
        assert chosen() == place, key
    page.keyboard.press("ArrowDown")
    assert chosen() == 0
    page.keyboard.press("Home")
    page.keyboard.type("x")
    expect(field).to_have_value("xitem")
    page.keyboard.press("Escape")
    expect(page.locator("#find-list")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.get_attribute("aria-activedescendant") is None
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#find-list")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()


def test_tab_leaves_and_closes(visitor: Visitor):
    page = searched(visitor, "item", READ)
    page.keyboard.press("Tab")
    expect(page.locator(FIELD)).not_to_be_focused()
    expect(page.locator("#find-list")).to_be_hidden()
    assert page.evaluate("!document.activeElement.closest('.find')")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#find-list")).to_be_visible()


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("get_item", READ),
        ("deleteItem", f"{FORGE}delete-item/"),
        ("iten delete", f"{FORGE}delete-item/"),
        ("forge", FORGE),
        ("examples.forges-mcp-server", FORGE),
        ("everything at", ATTACK),
        ("setting_007", f"{MANY_PARAMETERS}#parameters"),
        ("how to read", "handbook/how-to-read/"),
        ("critical", "risk/critical/"),
    ],
)
def test_enter_opens_what_comes_first(visitor: Visitor, text: str, path: str):
    page = searched(visitor, text, PAGES["attack"])
    page.keyboard.press("Enter")
    expect(page).to_have_url(visitor.site.url + path)


def test_a_place_on_the_same_page_is_gone_to_and_the_list_closes(visitor: Visitor):
    page = searched(visitor, "setting_007", MANY_PARAMETERS)
    page.keyboard.press("Control+k")
    assert page.evaluate("getSelection().toString()") == "setting_007"
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visitor.site.url}{MANY_PARAMETERS}#parameters")
    expect(page.locator("#find-list")).to_be_hidden()
    expect(page.locator(FIELD)).not_to_be_focused()


def test_a_section_of_the_handbook_is_found(visitor: Visitor):
    page = searched(visitor, "columns bundled scripts", READ)
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_in_viewport()


def test_results_are_links_that_open_in_another_tab_too(visitor: Visitor):
    page = searched(visitor, "get_item", READ)
    expect(page.locator(OPTIONS).nth(1)).to_contain_text("Mirror")
    with page.context.expect_page() as opened:
        page.locator(OPTIONS).nth(1).click(modifiers=["Control"])
    assert opened.value.url.endswith("tools/mirror/get-item/")
    opened.value.close()
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")
    assert opened.value.url.endswith(READ)
    opened.value.close()
    page.locator(OPTIONS).nth(1).click()
    expect(page).to_have_url(visitor.site.url + "tools/mirror/get-item/")


def test_a_result_says_what_it_is_and_which_letters_were_found(visitor: Visitor):
    page = searched(visitor, "job run")
    option = page.locator(OPTIONS).first
    expect(option.locator("code")).to_have_text("run_job")
    assert option.locator("mark").all_text_contents() == ["run", "job"]
    expect(option.locator("small")).to_have_text("Tool · Forge")
    expect(option.locator(".tag")).to_have_text("High")


def test_what_does_not_fit_in_the_list_is_in_browse(visitor: Visitor):
    page = searched(visitor, "list kind", READ)
    last = page.locator(OPTIONS).last
    expect(last).to_have_text("Look for it in Browse")
    assert last.get_attribute("href") == f"{visitor.site.url}browse/?q=list%20kind"
    expect(page.locator(TOLD)).to_have_text(f"{BULK_COUNT} results, 12 of them listed")
    page.keyboard.press("ArrowUp")
    expect(page.locator(CHOSEN)).to_have_text("Look for it in Browse")
    expect(last).to_be_in_viewport()


def test_nothing_found_is_said_with_a_way_on(visitor: Visitor):
    page = visitor.open(READ)
    page.keyboard.press("/")
    page.keyboard.type("zzqqxx")
    expect(page.locator(NOTE)).to_contain_text("Nothing is called “zzqqxx”.")
    expect(page.locator(TOLD)).to_contain_text("Nothing is called “zzqqxx”.")
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Tab")
    expect(page.locator(f"{NOTE} a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visitor.site.url}browse/")


@pytest.mark.parametrize("file", ["app.js", "names.js"])
def test_a_search_that_cannot_be_loaded_says_so_and_is_tried_again(visitor: Visitor, file: str):
    visitor.expects("ERR_FAILED")
    page = visitor.page()
    page.route(f"**/{file}", lambda route: route.abort())
    page.goto(visitor.site.url + READ)
    page.keyboard.press("/")
    page.keyboard.type("get")
    expect(page.locator(NOTE)).to_contain_text("The search could not be loaded. Browse instead")
    expect(page.locator(f"{NOTE} a")).to_have_attribute("href", f"{visitor.site.url}browse/")
    page.unroute(f"**/{file}")
    page.keyboard.type("_item")
    expect(page.locator(OPTIONS).first).to_contain_text("get_item")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_open_list_breaks_no_rule_of_axe_core(visitor: Visitor, scheme: str, width: int):
    page = searched(visitor, "item", READ, color_scheme=scheme, width=width)
    page.keyboard.press("ArrowDown")
    assert not violations(page)
    page.locator(FIELD).fill("zzqqxx")
    expect(page.locator(NOTE)).to_be_visible()
    assert not violations(page)
    page.keyboard.press("Escape")
    assert not violations(page)


@pytest.mark.parametrize("width", [1280, 640, 320])
def test_the_list_fits_and_nothing_moves(visitor: Visitor, width: int):
    page = visitor.open(LONG, width=width, height=500)
    before = page.evaluate(
        "[...document.querySelectorAll('.md-header, h1')].map((each) => each.getBoundingClientRect().y)"
    )
    page.locator(FIELD).click()
    page.keyboard.type(LONG_NAME[:40])
    expect(page.locator(OPTIONS).first).to_contain_text(LONG_NAME)
    after = page.evaluate(
        "[...document.querySelectorAll('.md-header, h1')].map((each) => each.getBoundingClientRect().y)"
    )
    assert before == after
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for part in (FIELD, ".hits"):
        box = page.locator(part).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= 500
    assert page.evaluate(
        "(({scrollWidth, clientWidth}) => scrollWidth <= clientWidth)(document.querySelector('.hits'))"
    )


@pytest.mark.parametrize("width", [1280, 320])
def test_the_field_stands_where_the_link_stood(visitor: Visitor, width: int):
    boxes = []
    for script in (True, False):
        page = visitor.open(READ, width=width, script=script)
        boxes.append(page.locator(".find > :is(a, input)").bounding_box())
    assert boxes[0] == boxes[1]


@pytest.mark.parametrize("width", [1280, 320])
def test_without_script_there_is_a_link_to_browse(visitor: Visitor, width: int):
    page = visitor.open(READ, script=False, width=width)
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    expect(page).to_have_url(f"{visitor.site.url}browse/")


def test_every_page_has_one_search_box(visitor: Visitor):
    visitor.expects("404")
    page = visitor.page()
    for kind, path in PAGES.items():
        page.goto(visitor.site.url + path)
        assert page.get_by_role("combobox", name="Search").count() == 1, kind
        assert (
            page.locator("header input[type=search], .md-search, [data-md-component=search], [for=__search]").count()
            == 1
        ), kind


def test_the_page_of_an_unknown_address_searches_too(visitor: Visitor):
    visitor.expects("404")
    page = searched(visitor, "get_item", "tools/a/b/c/d/")
    page.keyboard.press("Enter")
    expect(page).to_have_url(visitor.site.url + READ)


def test_a_page_opened_from_a_disk_searches(visitor: Visitor):
    visitor.may_ask("file://")
    page = visitor.page()
    page.goto((visitor.site.folder / READ / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("setting_007")
    expect(page.locator(OPTIONS).first).to_contain_text("setting_007")
    page.keyboard.press("Enter")
    expect(page).to_have_url((visitor.site.folder / MANY_PARAMETERS / "index.html").as_uri() + "#parameters")


def test_hostile_names_are_text(visitor: Visitor):
    names = json.loads(Path(visitor.site.folder / "assets/data/names.js").read_text().partition(",")[2].rstrip(");\n"))
    names["servers"] = [[slug, word, word] for (slug, *_), word in zip(names["servers"], HOSTILE_WORDS, strict=False)]
    content = data_script("data/names", names)
    page = visitor.page()
    page.route("**/names.js", lambda route: route.fulfill(body=content, content_type="text/javascript"))
    page.goto(visitor.site.url + READ)
    for (_, word, _), query in zip(names["servers"], ("script", "img", "svg", "mouseover"), strict=False):
        page.locator(FIELD).fill(query)
        expect(page.locator("#find-list b").filter(has_text=word).first).to_be_visible()
        assert page.locator("#find-list :is(img, script, svg, iframe)").count() == 0
    page.locator(FIELD).fill("<img src=x onerror=alert(1)>zzqq")
    expect(page.locator(FIELD)).to_have_value("<img src=x onerror=alert(1)>zzqq")
    assert page.evaluate("window.__pwned") is None


def test_a_chosen_result_is_seen_without_colours(visitor: Visitor):
    page = searched(visitor, "item", READ, forced_colors="active")
    assert page.locator(CHOSEN).evaluate("(each) => getComputedStyle(each).outlineStyle") == "solid"


def test_hidden_characters_of_a_name_are_spelt_out(visitor: Visitor):
    names = json.loads(Path(visitor.site.folder / "assets/data/names.js").read_text().partition(",")[2].rstrip(");\n"))
    names["servers"] = [[slug, f"For\u200bge\u202e {slug}", ""] for slug, *_ in names["servers"]]
    content = data_script("data/names", names)
    page = visitor.page()
    page.route("**/names.js", lambda route: route.fulfill(body=content, content_type="text/javascript"))
    for path, place in ((READ, "#find-list"), ("plan/", "#plan .found")):
        page.goto(visitor.site.url + path)
        page.locator(FIELD).fill("forge")
        expect(page.locator(place)).to_contain_text("For[U+200B]ge[U+202E] forge")
        assert not {"\u200b", "\u202e"} & set(page.locator(place).inner_text())
