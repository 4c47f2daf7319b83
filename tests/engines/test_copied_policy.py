"""A policy copied from a page in a real browser, pasted into the real client, blocks the call."""

from __future__ import annotations

import json
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.parts import CLAUDE_CODE_POLICY
from tests.browser.published import build_site
from tests.browser.static_site import StaticSite
from tests.browser.visitor import Visitor, launched
from tests.engines import claude_code
from tests.engines.case import Setup
from tests.engines.exported import calls, definitions, plan_for
from tests.support.builders import ROOT
from tests.support.project import make_project

pytestmark = pytest.mark.engines
BLOCKED = (("memory", "delete_entities", "deny"), ("stripe", "create_refund", "ask"))
"""A tool of a server of the catalog, and what its page recommends."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The pages of those servers, as they are published."""
    folder = tmp_path_factory.mktemp("copied")
    catalog = folder / "catalog"
    (catalog / "servers").mkdir(parents=True)
    shutil.copy(ROOT / "catalog" / "vocabulary.yaml", catalog)
    for slug, *_ in BLOCKED:
        shutil.copy(ROOT / "catalog" / "servers" / f"{slug}.yaml", catalog / "servers")
    built = build_site(make_project(folder / "project"), catalog, folder / "site")
    with StaticSite(built).served() as site:
        yield site


@pytest.fixture(scope="module")
def copied(site):
    """Tool -> text on the clipboard after a press of its page's button."""
    texts = {}
    with launched() as browsing:
        visitor = Visitor(browsing, site)
        for slug, tool, _ in BLOCKED:
            page = visitor.open(f"tools/{slug}/{tool.replace('_', '-')}/")
            policy = page.locator(CLAUDE_CODE_POLICY)
            policy.get_by_role("button", name="Copy").click()
            expect(policy.get_by_role("button", name="Copied")).to_be_visible()
            texts[tool] = page.evaluate("navigator.clipboard.readText()")
        assert not visitor.leave()
    return texts


@pytest.mark.parametrize(("slug", "tool", "effect"), BLOCKED)
def test_a_policy_copied_from_a_page_and_pasted_into_claude_code_blocks_the_call(copied, slug, tool, effect):
    (server,) = plan_for([slug])["servers"]
    assert json.loads(copied[tool])["permissions"] == {effect: [f"mcp__{server['key']}__{tool}"]}
    asked = tuple(call for call in calls(server) if call[0] == tool)
    # A reader who had let the whole server through.
    words = ("--allowedTools", f"mcp__{server['key']}")
    setup = {"server_key": server["key"], "tools": definitions(server), "calls": asked, "words": words}

    assert claude_code.run(Setup(**setup)).reached == asked, "without the policy the call goes through"
    seen = claude_code.run(Setup(**setup, files={"~/.claude/settings.json": copied[tool]}))
    assert not seen.reached
    assert seen.names_refused() == {tool}
    assert (tool in seen.visible) == (effect == "ask")
