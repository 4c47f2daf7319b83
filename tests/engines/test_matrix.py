"""Every client does what a policy written by hand means: allowed calls reach the server, no other call does."""

from __future__ import annotations

import re

import pytest

from tests.engines import (
    by_hand,
    claude_code,
    codex,
    copilot_cli,
    gemini_cli,
    gemini_core,
    litellm_proxy,
    openai_agents,
    opencode,
)
from tests.engines.by_hand import DOTTED, EFFECTS, ERASE, HARD_KEY, KEYS, LONG, READ, make_setup, tool
from tests.engines.test_fail_opens import claude_files, codex_files, opencode_files
from tests.engines.verdict import mismatches

pytestmark = pytest.mark.engines
POLICIES = {
    claude_code: by_hand.claude_settings,
    codex: by_hand.codex_config,
    copilot_cli: by_hand.copilot_lists,
    gemini_cli: by_hand.gemini_rules,
    gemini_core: by_hand.gemini_rules,
    opencode: by_hand.opencode_permission,
}


def name_of_client(client) -> str:
    return client.NAME.replace(" ", "-") if hasattr(client, "NAME") else client


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("client", POLICIES, ids=name_of_client)
def test_only_allowed_calls_reach_the_server_and_denied_tools_are_hidden(client, key):
    seen = client.run(make_setup(key, **POLICIES[client](key)))
    assert not mismatches(seen, EFFECTS), seen.log
    if hasattr(client, "name_of"):
        shown = {tool: ".".join(filter(None, client.name_of(key, tool))) for tool in seen.visible}
        assert {tool: seen.addressed[tool] for tool in seen.visible} == shown


@pytest.mark.parametrize("key", ["valkey", "awslabs.valkey_mcp_server"])
def test_litellm_serves_only_allowed_tools(key):
    seen = litellm_proxy.run(make_setup(key, **by_hand.litellm_config(key)))
    effects = {tool: "allow" if effect == "allow" else "deny" for tool, effect in EFFECTS.items()}
    assert not mismatches(seen, effects), seen.log
    assert seen.addressed[DOTTED] == f"{key}-{DOTTED}"


def test_litellm_does_not_start_with_a_hyphen_in_a_server_key():
    seen = litellm_proxy.run(make_setup(HARD_KEY, **by_hand.litellm_config(HARD_KEY)))
    assert not seen.reached
    assert "Server name cannot contain '-'" in seen.log


def test_copilot_refuses_a_denied_tool_but_shows_it():
    words = ("--allow-all-tools", *(f"--deny-tool={by_hand.copilot_pattern(HARD_KEY, each)}" for each in (ERASE, LONG)))
    seen = copilot_cli.run(make_setup(HARD_KEY, words=words))
    assert seen.names_reached() == EFFECTS.keys() - {ERASE, LONG}
    assert seen.visible == EFFECTS.keys()
    assert "denied due to the following rules" in dict(seen.refusals)[ERASE]


def test_claude_code_obeys_a_managed_file_and_ignores_wider_rules_of_the_user():
    managed = (
        '{"permissions": {"allow": ["mcp__valkey__get_job_status"], "deny": ["mcp__valkey__delete_job"]},'
        ' "allowManagedPermissionRulesOnly": true}'
    )
    files = {
        "~/.claude/settings.json": '{"permissions": {"allow": ["mcp__valkey"]}}',
        "/etc/claude-code/managed-settings.json": managed,
    }
    seen = claude_code.run(make_setup(files=files))
    assert seen.names_reached() == {READ}
    assert seen.visible == EFFECTS.keys() - {ERASE}


def test_gemini_leaves_out_excluded_tools_by_their_true_names():
    policy = by_hand.gemini_rules("valkey")["files"]["~/.gemini/policies/policy.toml"].replace('"deny"', '"allow"')
    settings = f'{{"mcpServers": {{"valkey": {{"excludeTools": ["{ERASE}", "{LONG}"]}}}}}}'
    seen = gemini_cli.run(make_setup(files={"~/.gemini/policies/policy.toml": policy, gemini_cli.SETTINGS: settings}))
    assert not mismatches(seen, EFFECTS), seen.log


def test_the_agents_sdk_lists_only_allowed_tools():
    seen = openai_agents.run(make_setup(files={openai_agents.FILTER: f'{{"allowed_tool_names": ["{READ}"]}}'}))
    assert seen.visible == {READ}


@pytest.mark.parametrize(
    ("client", "runs", "shows"),
    [
        (claude_code, set(), set(EFFECTS)),
        (codex, {READ}, set(EFFECTS)),
        (copilot_cli, {READ}, set(EFFECTS)),
        (gemini_cli, set(), set()),
        (opencode, set(EFFECTS), set(EFFECTS)),
    ],
    ids=lambda value: getattr(value, "NAME", ""),
)
def test_without_a_policy_some_clients_run_what_the_server_calls_read_only_and_opencode_runs_all(client, runs, shows):
    seen = client.run(make_setup())
    assert seen.names_reached() == runs
    assert seen.visible == shows


@pytest.mark.parametrize(
    ("client", "length", "policy"),
    [
        (claude_code, 115, lambda denied: claude_files(allow=["mcp__valkey"], deny=[f"mcp__valkey__{denied}"])),
        (codex, 120, lambda denied: codex_files(f'disabled_tools = ["{denied}"]')),
        (opencode, 120, lambda denied: opencode_files((f"valkey_{denied}", "deny"))),
    ],
    ids=lambda value: getattr(value, "NAME", ""),
)
def test_a_very_long_name_can_be_denied_as_it_is(client, length, policy):
    denied, allowed = "d" * length, "a" * length
    seen = client.run(make_setup(tools=(tool(denied), tool(allowed)), files=policy(denied)))
    assert seen.names_reached() == seen.visible == {allowed}
    if client is codex:
        assert re.fullmatch(r"mcp__valkey\.a+_[0-9a-f]{12}", seen.addressed[allowed])
    else:
        assert seen.addressed[allowed].endswith(allowed)


def test_claude_code_leaves_out_tools_whose_whole_name_is_longer_than_128_characters():
    names = ["x" * (length - len("mcp__valkey__")) for length in (128, 129)]
    seen = claude_code.run(make_setup(tools=tuple(map(tool, names)), files=claude_files(allow=["mcp__valkey"])))
    assert seen.visible == seen.names_reached() == {names[0]}
