"""The browse page: what is chosen stands in the address, counts follow it, and what is found can be taken along."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from tests.browser.axe import violations
from tests.browser.hostile import HIDDEN, hostile_words, legal
from tests.browser.registries import BULK_COUNT, TOOL_PAGES, rich_attacks, rich_registry
from tests.browser.static_site import StaticSite
from tests.browser.visitor import Visitor, open_all, wait_until
from tests.support.builders import write_registry

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-browse")]

TOOLS = len(TOOL_PAGES) + 1 + BULK_COUNT
ROWS = ".window tbody tr"
TOTAL = ".results .total"
NAMES = """() => [...document.querySelectorAll('.window tbody tr')]
  .sort((one, other) => one.ariaRowIndex - other.ariaRowIndex).map((row) => row.querySelector('th a').textContent)"""


def browse(visitor: Visitor, query: str = "", **wishes: object) -> Page:
    page = visitor.open(f"browse/{query}", **wishes)
    expect(page.locator(TOTAL)).to_contain_text("server")
    return page


def box(page: Page, facet: str, value: str):
    return page.get_by_role("group", name=facet, exact=True).get_by_role("checkbox", name=value)


def count(page: Page, facet: str, value: str) -> int:
    label = box(page, facet, value).locator("xpath=..")
    return int(label.locator(".n").inner_text().replace(",", ""))


def total(page: Page) -> int:
    return int(page.locator(TOTAL).inner_text().split()[0].replace(",", ""))


def unfold(page: Page, facet: str) -> None:
    page.locator(".facet > summary", has_text=facet).first.click()


def test_all_tools_are_there_and_only_rows_near_the_screen_are_in_the_page(visitor: Visitor):
    page = browse(visitor)
    assert total(page) == TOOLS
    assert page.locator(ROWS).count() < 45
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", str(TOOLS + 1))
    seen = set(page.evaluate(NAMES))
    for _ in range(45):
        page.evaluate("() => { document.querySelector('.window').scrollTop += 400 }")
        page.wait_for_timeout(30)
        seen |= set(page.evaluate(NAMES))
    listed = {*seen}
    assert len(listed) >= TOOLS - 2, "get_item and add_item stand on two servers"


def test_counts_follow_the_other_facets_but_not_their_own(visitor: Visitor):
    page = browse(visitor)
    reads = count(page, "Category", "Read")
    box(page, "Category", "Read").check()
    assert total(page) == reads
    assert count(page, "Category", "Write") > 0, "its own choice leaves the counts of a facet alone"
    high = count(page, "Risk", "High")
    box(page, "Risk", "High").check()
    assert total(page) == high
    both = high + count(page, "Risk", "Medium")
    box(page, "Risk", "Medium").check()
    assert total(page) == both
    assert page.locator(ROWS).count() == both
    assert set(page.locator(f"{ROWS} .cat").all_inner_texts()) == {"Read"}


def test_the_address_says_what_is_chosen_and_back_undoes_it(visitor: Visitor):
    page = browse(visitor)
    box(page, "Category", "Write").check()
    box(page, "Risk", "Medium").check()
    page.get_by_role("button", name="Compact").click()
    page.get_by_role("columnheader", name="Tokens").get_by_role("button").click()
    address = page.url
    assert address.endswith("?category=Write&risk=Medium&sort=-tokens&view=compact")
    found = total(page)
    for query in ("?category=Write&risk=Medium&view=compact", "?category=Write&risk=Medium", "?category=Write", ""):
        page.go_back()
        assert page.url.endswith(f"browse/{query}")
    assert total(page) == TOOLS
    assert not box(page, "Category", "Write").is_checked()
    for _ in range(4):
        page.go_forward()
    assert page.url == address
    expect(page.locator(TOTAL)).to_contain_text(f"{found} tools")
    expect(page.get_by_role("columnheader", name="Tokens")).to_have_attribute("aria-sort", "descending")
    page.reload()
    expect(page.locator(TOTAL)).to_contain_text(f"{found} tools")
    assert box(page, "Risk", "Medium").is_checked()
    expect(page.get_by_role("button", name="Compact")).to_have_attribute("aria-pressed", "true")


def test_typing_replaces_the_address_and_words_have_to_occur_all(visitor: Visitor):
    page = browse(visitor, "?view=compact")
    before = page.evaluate("history.length")
    page.get_by_label("Names of tool and server").press_sequentially("item forge", delay=20)
    wait_until(page, "location.search === '?q=item%20forge&view=compact'")
    assert page.evaluate("history.length") == before
    assert set(page.evaluate(NAMES)) == {"add_item", "delete_item", "get_item", "touch_item", "watch_item"}


def test_tools_are_found_by_a_parameter_whose_uses_are_loaded_only_then(visitor: Visitor):
    page = browse(visitor)
    assert not [each for each in visitor.site.requests if "parameter-uses" in each.path]
    page.get_by_label("Takes a parameter named").fill("recipient")
    expect(page.locator(TOTAL)).to_contain_text("3 tools")
    assert page.url.endswith("?parameter=recipient")
    page.goto(f"{visitor.site.url}browse/?parameter=nothing_like_it")
    expect(page.get_by_text("No tool has all of that")).to_be_visible()


def test_an_unknown_value_is_named_and_left_out(visitor: Visitor):
    page = browse(visitor, "?category=Wrong,Write&sort=age&publisher=%3Cb%3Ex%3C/b%3E&utm_source=x&%E0%A4%A=1")
    expect(page.get_by_role("alert")).to_contain_text("Category: Wrong")
    expect(page.get_by_role("alert")).to_contain_text("<b>x</b>")
    assert set(page.locator(f"{ROWS} .cat").all_inner_texts()) == {"Write"}


def test_a_filter_is_taken_away_by_its_name_above_the_list(visitor: Visitor):
    page = browse(visitor, "?q=item&category=Write&server=forge")
    expect(page.locator(".chips li")).to_have_count(4)
    page.get_by_role("button", name="Remove the filter Category: Write").click()
    assert page.url.endswith("?q=item&server=forge")
    page.get_by_role("button", name="Clear all").click()
    assert page.url.endswith("browse/")
    assert total(page) == TOOLS


def test_hints_publishers_and_registries_can_be_chosen(visitor: Visitor):
    page = browse(visitor)
    for facet in ("Publisher", "Package registry", "Hint: read-only", "Verified"):
        unfold(page, facet)
    assert count(page, "Hint: read-only", "Yes") == 3
    box(page, "Hint: read-only", "Unknown").check()
    assert set(page.evaluate(NAMES)) == {"opaque", "get_item"}
    assert page.url.endswith("?readOnly=unknown")
    assert count(page, "Verified", "Only listed elsewhere") == 1
    assert count(page, "Publisher", "Example Works") == 2


def test_sorting_goes_by_what_the_heading_says(visitor: Visitor):
    page = browse(visitor, "?server=forge,post")
    page.get_by_role("button", name="Risk").click()
    risks = page.locator(ROWS).evaluate_all(
        "rows => rows.sort((a, b) => a.ariaRowIndex - b.ariaRowIndex).map(row => row.querySelector('.risk').textContent)"
    )
    order = ["Not reviewed", "Critical", "High", "Medium", "Low"]
    assert risks == sorted(risks, key=order.index)
    page.get_by_role("button", name="Parameters").click()
    assert page.evaluate(NAMES)[0] == "configure_all"
    assert page.evaluate(NAMES)[-1] == "opaque", "unknown comes last"
    page.get_by_role("button", name="Parameters").click()
    assert page.evaluate(NAMES)[-1] == "opaque"


def test_the_table_is_walked_with_keys_and_left_with_tab(visitor: Visitor):
    page = browse(visitor)
    page.locator(f"{ROWS} th a").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('tr').ariaRowIndex") == "3"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.type") == "checkbox"
    page.keyboard.press("Space")
    expect(page.get_by_role("region", name="Comparison")).to_contain_text("Compare (1)")
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.closest('tr').ariaRowIndex") == str(TOOLS + 1)
    page.keyboard.press("PageUp")
    expect(page.locator("tr:focus-within")).to_be_in_viewport()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.closest('td').className") == "server"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.window')") is None
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tools/**")
    page.go_back()
    expect(page.locator(TOTAL)).to_contain_text(str(TOOLS))


def test_the_place_in_the_list_is_kept_on_the_way_back(visitor: Visitor):
    page = browse(visitor, "?view=compact")
    page.evaluate("() => { document.querySelector('.window').scrollTop = 1000 }")
    wait_until(page, "history.state?.top === 1000")
    page.evaluate(f"() => document.querySelectorAll('{ROWS} th a')[12].click()")
    page.wait_for_url("**/tools/**")
    page.go_back()
    expect(page.locator(TOTAL)).to_contain_text("server")
    wait_until(page, "document.querySelector('.window').scrollTop === 1000")


def test_up_to_five_tools_are_picked_for_a_comparison(visitor: Visitor):
    page = browse(visitor, "?server=forge")
    boxes = page.locator(f"{ROWS} input")
    boxes.nth(0).check()
    bar = page.get_by_role("region", name="Comparison")
    expect(bar).to_contain_text("Pick one more")
    for place in range(1, 5):
        boxes.nth(place).check()
    boxes.nth(5).click()
    expect(bar).to_contain_text("Five at most")
    assert not boxes.nth(5).is_checked()
    page.reload()
    expect(bar).to_contain_text("Compare (5)")
    bar.get_by_role("link").click()
    expect(page.locator(".side-by-side thead th")).to_have_count(5)
    assert page.url.count("?tool=forge/") == 1
    assert page.url.count("&tool=forge/") == 4


def download(page: Page, tmp_path: Path, button: str) -> dict[str, str]:
    page.locator("details.save > summary").click()
    expect(page.get_by_label("Posture").locator("option")).to_have_count(3)
    return save(page, tmp_path, button)


def save(page: Page, tmp_path: Path, button: str) -> dict[str, str]:
    with page.expect_download() as caught:
        page.get_by_role("button", name=button, exact=True).click()
    path = tmp_path / caught.value.suggested_filename
    caught.value.save_as(path)
    return {path.name: path.read_bytes().decode()}


def save_policy(page: Page, tmp_path: Path) -> dict[str, str]:
    """All files of the policy by name: some formats are several, and their downloads arrive one after another."""
    arrived: list[Download] = []

    def arrives(download: Download) -> None:
        arrived.append(download)

    page.on("download", arrives)
    page.get_by_role("button", name="Policy file", exact=True).click()
    status = page.locator(".save [role=status]")
    expect(status).to_contain_text(": rules for")
    names = status.locator("p").first.inner_text().split(":")[0].split(", ")
    while len(arrived) < len(names):
        page.wait_for_event("download")
    page.remove_listener("download", arrives)
    for each in arrived:
        each.save_as(tmp_path / each.suggested_filename)
    assert sorted(each.suggested_filename for each in arrived) == sorted(names)
    return {name: (tmp_path / name).read_bytes().decode() for name in names}


def test_what_is_found_is_downloaded_as_csv_and_json(visitor: Visitor, tmp_path: Path):
    page = browse(visitor, "?server=forge&sort=name")
    table = list(csv.DictReader(io.StringIO(download(page, tmp_path, "CSV")["tools.csv"], newline="")))
    assert len(table) == total(page)
    assert [row["tool"] for row in table] == page.evaluate(NAMES)[: len(table)]
    by_name = {row["tool"]: row for row in table}
    assert by_name["opaque"]["parameters"] == "", "unknown is not 0"
    data = json.loads(save(page, tmp_path, "JSON")["tools.json"])
    assert [each["tool"] for each in data] == [row["tool"] for row in table]
    item = next(each for each in data if each["tool"] == "get_item")
    assert item["page"] == "tools/forge/get-item/"
    assert item["hints"] == {
        "readOnlyHint": "yes",
        "destructiveHint": "not stated",
        "idempotentHint": "not stated",
        "openWorldHint": "not stated",
    }


@pytest.fixture(scope="module")
def catalog(tmp_path_factory):
    """The registry of the rich site."""
    folder = tmp_path_factory.mktemp("browsed")
    return write_registry(folder / "catalog", *rich_registry(), attacks=rich_attacks())


@pytest.mark.parametrize(
    ("query", "target", "posture", "words"),
    [
        ("?server=forge", "claude-code", "balanced", ["-s", "forge"]),
        ("?server=post,forge", "codex", "strict", ["-s", "forge", "-s", "post"]),
        ("?q=item&server=forge&risk=Medium", "claude-code", "read-only", None),
        ("?category=Destructive,Financial,Execute", "cedar", "balanced", None),
    ],
)
def test_the_policy_of_what_is_found_is_what_the_command_prints(
    visitor: Visitor, policy_catalog, catalog, tmp_path: Path, query: str, target: str, posture: str, words: list[str]
):
    page = browse(visitor, query)
    page.locator("details.save > summary").click()
    page.get_by_label("Client or gateway").select_option(target)
    page.get_by_label("Posture").select_option(posture)
    files = save_policy(page, tmp_path)
    if words is None:
        data = json.loads(save(page, tmp_path, "JSON")["tools.json"])
        offered = [each for each in data if each["status"] == "verified"]
        words = [word for each in offered for word in ("--tool", f"{each['server']}/{each['tool']}")]
        expect(page.locator(".save [role=status]")).to_contain_text("nothing about the servers' other tools")
    for name, text in files.items():
        done = policy_catalog("export", "--catalog", catalog, "-t", target, "-p", posture, "--file", name, *words)
        assert done.returncode == 0, done.stderr
        assert done.stdout == text


def test_a_policy_of_tools_that_no_server_offers_is_refused_in_words(visitor: Visitor):
    page = browse(visitor, "?verified=withdrawn,listed-elsewhere")
    page.locator("details.save > summary").click()
    expect(page.get_by_label("Posture").locator("option")).to_have_count(3)
    page.get_by_role("button", name="Policy file").click()
    expect(page.locator(".save [role=status]")).to_contain_text("no tool to write a rule for")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_page_breaks_no_rule_with_filters_chosen_and_open(visitor: Visitor, scheme: str, width: int):
    page = browse(visitor, "?q=item&category=Write,Read&risk=bogus", width=width, color_scheme=scheme)
    if width < 900:
        page.get_by_role("button", name="Filters").click()
    open_all(page)
    page.locator(f"{ROWS} input").nth(0).check()
    page.locator(f"{ROWS} input").nth(1).check()
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_page_opened_from_a_disk_filters_too(visitor: Visitor):
    visitor.may_ask("file://")
    page = visitor.page()
    page.goto((visitor.site.folder / "browse" / "index.html").as_uri())
    box(page, "Category", "Write").check()
    page.locator(f"{ROWS} th a").first.click()
    page.wait_for_url("**/tools/**/index.html")


def test_without_script_every_list_is_reached_and_every_tool_on_them(visitor: Visitor):
    page = visitor.open("browse/", script=False)
    expect(page.get_by_role("heading", name="Lists")).to_be_visible()
    links = page.locator(".pc .names a").evaluate_all(
        "links => links.map(link => [link.href, link.parentElement.textContent])"
    )
    assert len(links) > 20
    for address, words in links:
        assert page.goto(address).status == 200
        rows = page.locator(".dense tbody tr").count()
        assert f" {rows} " in words or rows == 500, words


def test_with_script_the_lists_make_room(visitor: Visitor):
    page = browse(visitor)
    expect(page.get_by_role("heading", name="Lists")).to_be_hidden()


def test_without_its_index_the_page_says_so_and_keeps_the_lists(visitor: Visitor):
    visitor.expects("ERR_FAILED")
    page = visitor.page()
    page.route("**/data/facets.js", lambda route: route.abort())
    page.goto(f"{visitor.site.url}browse/")
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    expect(page.get_by_role("heading", name="Lists")).to_be_visible()


def test_hostile_names_stay_text(build, visitor_of):
    with StaticSite(build(*legal(hostile_words()))).served() as site:
        visitor = visitor_of(site)
        page = visitor.page()
        page.add_init_script("addEventListener('error', () => { window.__pwned = 'error' }, true)")
        page.goto(f"{site.url}browse/?q=%3Cimg%20src=x%20onerror=window.__pwned=1%3E&server=%22%3E%3Cscript%3E")
        expect(page.locator(TOTAL)).to_contain_text("tool")
        page.get_by_role("button", name="Clear all").or_(
            page.get_by_role("button", name="Remove the filter Name")
        ).first.click()
        open_all(page)
        page.wait_for_timeout(300)
        text = page.locator("#browse").evaluate("each => each.innerHTML + each.innerText")
        assert not [each for each in HIDDEN if each in text]
        assert page.locator("#browse :is(img, svg, script, iframe)").count() == 0
        assert page.evaluate("window.__pwned") is None
