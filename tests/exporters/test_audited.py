"""An exported policy gives the audit nothing to say but what its target states as lost; one that somebody altered does."""

from __future__ import annotations

import re
from functools import cache, partial

import pytest

from generator.exporters import TARGETS
from generator.faces import audit_run
from generator.readers.catalog_index import catalog_heads
from tests.support.auditing import write_files
from tests.support.builders import ROOT, make_vocabulary
from tests.support.plans import SLUGS, catalog_plan, exported, judged_of

UNREADABLE = {"anthropic-toolset", "cedar", "intercept-yaml", "openai-responses", "policylayer-json", "rego"}
"""Targets that are no configuration of a client: gateways, policy languages and requests to an API."""
READABLE = sorted(set(TARGETS) - UNREADABLE)
PLACES = {
    "claude-code": {"settings.json": "home/.claude/settings.json"},
    "codex": {"config.toml": "home/.codex/config.toml"},
    "copilot-cli": {"mcp-config.json": "home/.copilot/mcp-config.json"},
    "cursor": {"permissions.json": ".cursor/permissions.json", "cli.json": ".cursor/cli.json"},
    "gemini": {
        "mcp-policy.toml": "home/.gemini/policies/mcp-policy.toml",
        "settings.json": "home/.gemini/settings.json",
    },
    "hook": {
        "claude-code.settings.json": "home/.claude/settings.json",
        "codex.config.toml": "home/.codex/config.toml",
        "qwen-code.settings.json": "home/.qwen/settings.json",
        "gemini-cli.settings.json": "home/.gemini/settings.json",
        "copilot-cli.hooks.json": ".github/hooks/mcp-policy.json",
        "policy_hook.py": None,
        "policy.json": None,
    },
}
"""Target -> where its files go, as far as the name in the export is not enough; None: no file that a client reads."""
NOTED = {
    "hook": {
        "fail-open/codex-untrusted-hooks",
        "fail-open/copilot-repo-hooks",
        "fail-open/hook-timeout",
    }
}
"""Target -> what the audit says of any such file: its `where` says that hooks want trust, and a guard cannot say more than one shell line."""
LOST = {"policy/milder": "deny", "policy/no-rule": "deny", "config/unread": "key"}
"""Check -> the loss or warning of a target that explains it, for the tools that this names."""
STARTED = {"server/unknown", "server/matched-by-name", "server/unpinned", "server/other-version"}
"""Checks of how a server is started, of which an export says nothing."""
ALLOWLISTS = {"copilot-cli", "copilot-cloud-agent", "litellm"}
"""Targets that refuse what they do not name."""


def placed(target, files):
    """Name and text of each file as a person would save it."""
    names = PLACES.get(target, {})
    return {names.get(each.name, each.name): each.text for each in files if names.get(each.name, each.name)}


@pytest.fixture
def said(tmp_path, monkeypatch):
    """What an audit says of the files of an export, where every server is known to be the one of the catalog."""
    monkeypatch.setattr(audit_run, "_judged", lambda catalog, slug, vocabulary: judged_of(slug))
    monkeypatch.setattr(audit_run, "catalog_heads", heads)

    def ask(target, plan, altered=lambda text: text):
        made = exported(target, plan)
        files = {name: altered(text) for name, text in placed(target, made.files).items()}
        write_files(tmp_path, files)
        keys = {key: each["slug"] for each in plan["servers"] for key in (each["key"], each["key"].replace("-", "_"))}
        paths = [tmp_path / name for name in files]
        found = audit_run.audit(paths, ROOT / "catalog", make_vocabulary(), told=keys, home=tmp_path / "home")
        assert found.unreadable == ()
        return made, [each for each in found.findings if each.check not in STARTED]

    return ask


heads = cache(catalog_heads)


def is_declared(target, made, finding):
    """Whether the target itself says so of all these tools."""
    if finding.check in NOTED.get(target, ()):
        return True
    what = LOST.get(finding.check)
    remarks = [each for each in (*made.lost, *made.warnings) if each.what == what]
    return bool(remarks) and {*finding.tools} <= {tool for each in remarks for tool in each.tools}


@pytest.mark.parametrize("target", READABLE)
def test_the_audit_finds_nothing_in_an_export_but_what_the_target_declares_as_lost(target, said):
    for slug in SLUGS:
        made, findings = said(target, catalog_plan(slug))
        assert [each for each in findings if not is_declared(target, made, each)] == [], slug


def changed(plan, tool, **fields):
    """The plan with one tool planned otherwise, or without it."""
    (server,) = plan["servers"]
    tools = [{**each, **fields} if each["name"] == tool else each for each in server["tools"]]
    kept = [each for each in tools if fields or each["name"] != tool]
    return {**plan, "servers": [{**server, "tools": kept}]}


def first(plan, effect):
    return next(each["name"] for each in plan["servers"][0]["tools"] if each["effect"] == effect)


def alterable():
    """Plans with tools of both effects: three are enough."""
    both = [
        plan
        for plan in map(catalog_plan, SLUGS)
        if {"allow", "deny"} <= {each["effect"] for each in plan["servers"][0]["tools"]}
    ]
    return both[:3]


def is_new(said, target, plan, altered_plan, **how):
    """Whether the audit says more of the altered policy than of the one that was exported."""
    _, before = said(target, plan)
    _, after = said(target, altered_plan, **how)
    return bool({(each.check, each.message) for each in after} - {(each.check, each.message) for each in before})


@pytest.mark.parametrize("target", [each for each in READABLE if each != "hook"])
def test_the_audit_finds_it_when_one_denied_tool_is_let_go(target, said):
    for plan in alterable():
        denied = first(plan, "deny")
        open_ = {"effect": "allow", "reason": ""} if target in ALLOWLISTS else {}
        assert is_new(said, target, plan, changed(plan, denied, **open_)), plan["servers"][0]["slug"]


@pytest.mark.parametrize("target", [each for each in READABLE if each != "hook"])
def test_the_audit_finds_it_when_one_name_is_mistyped(target, said):
    for plan in alterable():
        name = first(plan, "allow" if target in ALLOWLISTS else "deny")
        mistyped = changed(plan, name, name=f"{name[:-1]}qq")
        _, after = said(target, mistyped)
        assert "policy/no-such-tool" in {each.check for each in after}, plan["servers"][0]["slug"]


WIDENED = {
    "claude-code": (r'"mcp__(\w+?)__NAME"', r'"mcp__\1__*"'),
    "claude-code-managed": (r'"mcp__(\w+?)__NAME"', r'"mcp__\1__*"'),
    "codex": (r'"prompt"', r'"approve"'),
    "copilot-cli": (r"(allow-tool=\S+?)\(NAME\)", r"\1"),
    "copilot-cloud-agent": (r'"NAME"', r'"*"'),
    "cursor": (r'([":(]\S+?):NAME', r"\1:*"),
    "gemini": (r'(toolName = )"NAME"(?s:(.*?priority = )300)', r'\1"*"\g<2>900'),
    "litellm": (r"- NAME\b", '- "*"'),
    "opencode": (r'_NAME":(?s:(.*)$)', r'_zz":\1'),
}
"""Target -> the name of an allowed tool in its files, and what lets more through; two take no `*`, and one reads the last match."""


@pytest.mark.parametrize("target", WIDENED)
def test_the_audit_finds_it_when_one_allowed_tool_becomes_a_pattern(target, said):
    for plan in alterable():
        pattern, wide = WIDENED[target]
        wider = partial(re.sub, pattern.replace("NAME", re.escape(first(plan, "allow"))), wide)
        assert is_new(said, target, plan, plan, altered=wider), plan["servers"][0]["slug"]
