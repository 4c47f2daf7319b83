"""The planner: servers picked or read from a configuration, what they expose together, choices, and the files of the command line."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from generator.faces.cli import cli
from tests.browser.axe import violations
from tests.browser.parts import POLICY, POLICY_NAME, POLICY_TEXT
from tests.browser.registries import FORGE, rich_attacks, rich_registry
from tests.browser.visitor import Visitor, wait_until
from tests.support.builders import write_registry

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-planner")]

PLAN = "plan/"
CHOSEN = "#plan .chosen li"
STACK = f"{PLAN}?server=forge&server=post:mail"
SECRET = "sk-live-0123456789"
HOSTILE = "</script><img src=x onerror=alert(1)>"
CONFIG = json.dumps(
    {
        "mcpServers": {
            "my-forge": {"command": "uvx", "args": ["examples.forges-mcp-server==1.2.3"], "env": {"TOKEN": SECRET}},
            "post": {"command": "node", "args": ["post.js", SECRET], "headers": {"Authorization": SECRET}},
            HOSTILE: {"command": "npx", "args": ["-y", "nobody-knows-it", "--token", SECRET]},
        }
    }
)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory):
    """The registry of the rich site."""
    return write_registry(tmp_path_factory.mktemp("planned") / "catalog", *rich_registry(), attacks=rich_attacks())


@pytest.fixture
def written(catalog, tmp_path):
    """What the command that the page shows writes, by file name."""

    def written(page: Page) -> dict[str, str]:
        program, *words = shlex.split(page.locator("#plan .call code").text_content() or "")
        assert program == "policy-catalog"
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        before = Path.cwd()
        os.chdir(folder)
        try:
            done = CliRunner().invoke(cli, [*words, "--catalog", str(catalog)])
        finally:
            os.chdir(before)
        assert done.exit_code == 0, done.output
        output = folder / words[words.index("-o") + 1]
        root = output if output.is_dir() else folder
        return {str(path.relative_to(root)): path.read_text() for path in root.rglob("*") if path.is_file()}

    return written


def opened(visitor: Visitor, path: str = PLAN, **wishes) -> Page:
    page = visitor.open(path, **wishes)
    expect(page.get_by_role("searchbox", name="Add a server")).to_be_visible()
    if "server=" in path:
        expect(page.locator(f"#plan {POLICY}").first).to_be_visible()
    return page


def shown(page: Page) -> dict[str, str]:
    expect(page.locator(f"#plan {POLICY}").first).to_be_visible()
    names, texts = page.locator(POLICY_NAME).all_text_contents(), page.locator(POLICY_TEXT).all_text_contents()
    return dict(zip(names, texts, strict=True))


def effect(page: Page, tool: str):
    return page.get_by_role("combobox", name=f"Effect of {tool} on", exact=False).first


def test_a_server_is_picked_named_and_removed(visitor: Visitor, written):
    page = opened(visitor)
    page.get_by_role("searchbox", name="Add a server").fill("post")
    page.get_by_role("button", name="Add Post").click()
    expect(page.locator(CHOSEN)).to_have_count(1)
    expect(page.get_by_role("heading", name="What they expose together")).to_be_visible()
    page.get_by_role("textbox", name="Name of Post in your configuration").fill("mail")
    expect(page.locator(POLICY_TEXT).first).to_contain_text("mcp__mail__read_messages")
    expect(page).to_have_url(f"{visitor.site.url}plan/?server=post:mail")
    assert shown(page) == written(page)
    page.get_by_role("textbox", name="Name of Post in your configuration").fill("a*b")
    expect(page.get_by_text("A name has 1 to 128 characters")).to_be_visible()
    page.get_by_role("button", name="Remove Post").click()
    expect(page.locator(CHOSEN)).to_have_count(0)
    expect(page.get_by_role("heading", name="Policy files")).to_be_hidden()
    expect(page.get_by_role("searchbox", name="Add a server")).to_be_focused()
    expect(page).to_have_url(f"{visitor.site.url}plan/")


def test_what_servers_expose_together_is_counted_and_named(visitor: Visitor):
    page = opened(visitor, STACK)
    expect(page.locator("#plan .figures")).to_contain_text("servers2tools15")
    expect(page.locator("#exposure ~ .notice")).to_contain_text("these servers together have all three parts")
    legs = page.locator("#plan section .rows").first
    expect(legs).to_contain_text("Private data in")
    expect(legs.get_by_role("link", name="read_messages").first).to_be_visible()


@pytest.mark.parametrize("how", ["file", "drop", "text"])
def test_a_configuration_is_read_without_a_request_and_nothing_of_it_is_kept(visitor: Visitor, tmp_path, how: str):
    page = opened(visitor)
    page.get_by_text("Or read your client").click()
    wait_until(page, "document.readyState === 'complete'")
    before = len(visitor.site.requests)
    if how == "file":
        (tmp_path / ".mcp.json").write_text(CONFIG)
        page.locator("#plan input[type=file]").set_input_files(tmp_path / ".mcp.json")
    elif how == "text":
        page.get_by_role("textbox", name="Or paste its text").fill(CONFIG)
        page.get_by_role("button", name="Read the text").click()
    else:
        page.evaluate(
            """(text) => {
              const data = new DataTransfer();
              data.items.add(new File([text], 'config.json'));
              document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            }""",
            CONFIG,
        )
    result = page.locator("#plan .drop [role=status]")
    expect(result).to_contain_text("my-forge is Forge, by its package.")
    expect(result).to_contain_text("post is Post, by its name alone")
    expect(result).to_contain_text(f"nothing can be said of {HOSTILE}.")
    expect(result).to_contain_text("Nothing of the file left this browser")
    assert visitor.site.requests[before:] == []
    assert SECRET not in page.content()
    page.get_by_role("button", name="Add 2 servers").click()
    expect(page.locator(CHOSEN)).to_have_count(2)
    expect(page).to_have_url(f"{visitor.site.url}plan/?server=forge:my-forge&server=post:post")
    shown(page)
    asked = {each.path for each in visitor.site.requests[before:] if "favicon" not in each.path}
    assert {path.rsplit("/", 1)[1] for path in asked} == {"plan.js"} and len(asked) == 2
    assert SECRET not in page.content() + json.dumps(page.evaluate("({...localStorage, ...sessionStorage})"))


@pytest.mark.parametrize("text", ["", "{", "[mcp_servers.x]\ncommand = 1"])
def test_what_cannot_be_read_is_said(visitor: Visitor, text: str):
    page = opened(visitor)
    page.get_by_text("Or read your client").click()
    page.get_by_role("textbox", name="Or paste its text").fill(text)
    page.get_by_role("button", name="Read the text").click()
    expect(page.locator("#plan .drop .lost").first).to_contain_text("ound ")


@pytest.mark.parametrize("target", ["claude-code", "codex", "hook", "cedar"])
def test_the_files_are_those_of_the_command_shown_after_every_choice(visitor: Visitor, written, target: str):
    page = opened(visitor, f"{STACK}&target={target}")
    assert shown(page) == written(page)
    page.get_by_role("radio", name="Strict").check()
    effect(page, "delete_item").select_option("allow")
    effect(page, "get_item").select_option("hide")
    page.get_by_role("combobox", name="All tools of Post").select_option("ask")
    expect(page.get_by_text("2 tools set milder than recommended")).to_be_visible()
    assert shown(page) == written(page)
    expect(page).to_have_url(
        f"{visitor.site.url}{STACK}&posture=strict{'' if target == 'claude-code' else f'&target={target}'}"
        "&set=forge/delete_item:allow&set=forge/get_item:hide&set=post/*:ask"
    )
    page.get_by_role("button", name="Reset all").click()
    assert shown(page) == written(page)
    expect(page.get_by_role("button", name="Reset all")).to_be_hidden()


def test_what_is_copied_and_downloaded_is_what_the_command_writes(visitor: Visitor, written):
    page = opened(visitor, f"{STACK}&target=codex&set=forge/add_item:deny")
    (text,) = written(page).values()
    page.get_by_role("button", name="Copy config.toml").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == text
    with page.expect_download() as download:
        page.get_by_role("button", name="Download config.toml").click()
    assert download.value.suggested_filename == "config.toml"
    assert Path(download.value.path()).read_text() == text


def test_the_address_holds_the_choices_and_back_undoes_the_last(visitor: Visitor):
    page = opened(visitor, f"{STACK}&posture=strict&target=codex&set=forge/get_item:deny")
    expect(page.get_by_role("radio", name="Strict")).to_be_checked()
    expect(effect(page, "get_item")).to_have_value("deny")
    expect(page.get_by_role("tab", selected=True)).to_have_text("OpenAI Codex")
    effect(page, "get_item").select_option("ask")
    page.get_by_role("button", name="Remove Post").click()
    expect(page.locator(CHOSEN)).to_have_count(1)
    page.go_back()
    expect(page.locator(CHOSEN)).to_have_count(2)
    expect(page.get_by_role("textbox", name="Name of Post in your configuration")).to_have_value("mail")
    expect(effect(page, "get_item")).to_have_value("ask")
    page.go_back()
    expect(effect(page, "get_item")).to_have_value("deny")
    page.go_forward()
    expect(effect(page, "get_item")).to_have_value("ask")


def test_a_choice_taken_back_leaves_nothing_in_the_address(visitor: Visitor):
    page = opened(visitor, f"{PLAN}?server=forge")
    before = effect(page, "add_item").input_value()
    effect(page, "add_item").select_option("hide")
    expect(page).to_have_url(f"{visitor.site.url}plan/?server=forge&set=forge/add_item:hide")
    effect(page, "add_item").select_option(before)
    expect(page).to_have_url(f"{visitor.site.url}plan/?server=forge")
    page.get_by_role("combobox", name="All tools of Forge").select_option("deny")
    effect(page, "add_item").select_option("ask")
    expect(page).to_have_url(f"{visitor.site.url}plan/?server=forge&set=forge/*:deny&set=forge/add_item:ask")
    effect(page, "add_item").select_option("deny")
    expect(page).to_have_url(f"{visitor.site.url}plan/?server=forge&set=forge/*:deny")


def test_what_an_address_says_wrongly_is_said_as_text_and_ignored(visitor: Visitor):
    page = opened(visitor, f"{STACK}&server=%3Cimg%20src=x%3E&posture=wild&set=forge/old_tool:deny&set=x")
    notice = page.locator("#plan > .notice")
    for part in (
        "found server <img src=x>",
        "found posture wild",
        "found set for old_tool, which Forge does not have",
        "found set x",
    ):
        expect(notice).to_contain_text(part)
    expect(page.locator("#plan img")).to_have_count(0)
    expect(page.locator(CHOSEN)).to_have_count(2)


def test_two_servers_of_one_name_are_refused(visitor: Visitor):
    page = opened(visitor, STACK)
    page.get_by_role("textbox", name="Name of Forge in your configuration").fill("mail")
    expect(page.get_by_text("Two servers have the name mail")).to_be_visible()
    expect(page.locator(f"#plan {POLICY}")).to_have_count(1)
    expect(page.locator(f"#plan {POLICY}")).to_be_hidden()


def test_tools_are_filtered_by_name_and_risk(visitor: Visitor):
    page = opened(visitor, STACK)
    page.get_by_role("searchbox", name="Filter the tools").fill("critical")
    expect(page.locator("#plan .plan tbody tr:visible")).to_have_count(2)
    expect(page.locator("#plan summary", has_text="Post:")).to_be_hidden()


def test_everything_is_done_with_the_keyboard(visitor: Visitor):
    page = opened(visitor)
    page.get_by_role("searchbox", name="Add a server").focus()
    page.keyboard.type("forge")
    page.keyboard.press("Enter")
    expect(page.locator(CHOSEN)).to_have_count(1)
    expect(page.get_by_role("searchbox", name="Add a server")).to_be_focused()
    page.get_by_role("radio", name="Balanced").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Strict")).to_be_checked()
    select = effect(page, "add_item")
    select.focus()
    page.keyboard.type("hide")
    expect(select).to_have_value("hide")
    expect(select).to_be_focused()
    page.get_by_role("tab", selected=True).focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", selected=True)).to_be_focused()
    expect(page).to_have_url(
        f"{visitor.site.url}plan/?server=forge&posture=strict&target=claude-code-managed&set=forge/add_item:hide"
    )


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)])
def test_no_rule_of_axe_core_is_broken_and_nothing_scrolls_sideways(visitor: Visitor, scheme: str, width: int):
    page = opened(visitor, f"{STACK}&server=bulk&set=forge/delete_item:allow", color_scheme=scheme, width=width)
    page.evaluate("document.querySelectorAll('#plan details').forEach((each) => { each.open = true; })")
    page.get_by_role("textbox", name="Or paste its text").fill(CONFIG)
    page.get_by_role("button", name="Read the text").click()
    page.get_by_role("textbox", name="Name of Forge in your configuration").fill("x" * 128)
    expect(page.locator("#plan .drop ul")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not violations(page)


def test_a_page_opened_from_a_disk_plans_too(visitor: Visitor, written):
    visitor.may_ask("file://")
    page = visitor.page()
    page.goto((visitor.site.folder / PLAN / "index.html").as_uri() + "?server=forge&target=codex")
    expect(page.locator(f"#plan {POLICY}").first).to_be_visible()
    effect(page, "delete_item").select_option("ask")
    page.get_by_role("searchbox", name="Add a server").fill("post")
    page.get_by_role("button", name="Add Post").click()
    expect(page.locator(CHOSEN)).to_have_count(2)
    expect(page.locator(POLICY_TEXT).first).to_contain_text("[mcp_servers.post")
    assert shown(page) == written(page)


def test_without_script_the_page_leads_to_what_does_the_same(visitor: Visitor):
    page = visitor.open(PLAN, script=False)
    expect(page.get_by_text("This page needs script")).to_be_visible()
    page.get_by_role("link", name="server's page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("All servers")


def test_where_the_data_cannot_be_loaded_that_is_said(visitor: Visitor):
    visitor.expects("facets.js")
    visitor.expects("ERR_FAILED")
    page = visitor.page()
    page.route("**/facets.js", lambda route: route.abort())
    page.goto(visitor.site.url + PLAN)
    expect(page.get_by_role("alert")).to_contain_text("The catalog's index could not be loaded")
    expect(page.get_by_text("This page needs script")).to_be_visible()


def test_the_page_of_a_server_leads_to_its_plan(visitor: Visitor):
    page = visitor.open(FORGE)
    page.get_by_role("link", name="Plan with this server").click()
    expect(page.locator(CHOSEN)).to_have_count(1)
    expect(page).to_have_url(f"{visitor.site.url}plan/?server=forge")
