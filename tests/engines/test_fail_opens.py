"""What looks right in a policy and does not protect, in the pinned version of each client.

A test that fails here is good news of a new version, or bad news: the pages and the audit then have to change with it.
Numbers are those of the list that the audit knows. Qwen Code of number 8 is not among the clients run here.
"""

from __future__ import annotations

import json

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
from tests.engines.by_hand import CHARGE, DOTTED, EFFECTS, ERASE, HARD_KEY, LONG, READ, TOOLS, make_setup, tool

pytestmark = pytest.mark.engines
ALL = EFFECTS.keys()
MISSING = "@HOME@/no-such-hook"
"""A hook command that cannot be found."""
GUARD = "{ echo 'the policy hook failed' >&2; exit 2; }"
"""Behind `||` of a hook's command: refuses in every client."""


def claude_files(path="~/.claude/settings.json", hook=None, **permissions):
    settings = {"permissions": permissions}
    if hook:
        settings["hooks"] = {"PreToolUse": [{"matcher": "mcp__.*", "hooks": [{"type": "command", "command": hook}]}]}
    return {path: json.dumps(settings)}


def codex_files(*lines, hook=None):
    text = '[mcp_servers.valkey]\ncommand = "uvx"\ndefault_tools_approval_mode = "approve"\n' + "\n".join(lines) + "\n"
    if hook:
        text += '[[hooks.PreToolUse]]\nmatcher = "mcp__.*"\n[[hooks.PreToolUse.hooks]]\n'
        text += f'type = "command"\ncommand = {json.dumps(hook)}\n'
    return {codex.CONFIG: text}


def copilot_hook(command):
    hook = {"type": "command", "bash": command}
    return {".github/hooks/policy.json": json.dumps({"version": 1, "hooks": {"preToolUse": [hook]}})}


def gemini_files(*denied, server_key="valkey", hook=None):
    rule = '[[rule]]\nmcpName = "{}"\ntoolName = "{}"\ndecision = "{}"\npriority = {}\n'
    text = rule.format(server_key, "*", "allow", 10)
    text += "".join(rule.format(server_key, name, "deny", 300) for name in denied)
    files = {"~/.gemini/policies/policy.toml": text}
    if hook:
        hooks = {"BeforeTool": [{"matcher": "mcp_.*", "hooks": [{"type": "command", "command": hook}]}]}
        files[gemini_cli.SETTINGS] = json.dumps({"hooks": hooks})
    return files


def opencode_files(*rules):
    """In this order: JSON keeps it, and opencode reads it."""
    return {opencode.CONFIG: json.dumps({"permission": dict(rules)})}


def test_1_claude_code_skips_a_rule_about_an_argument_in_its_settings():
    files = claude_files(allow=["mcp__valkey"], deny=["mcp__valkey__create_charge(currency:eur)"])
    calls = ((CHARGE, {"currency": "eur"}), (CHARGE, {"currency": "usd"}))
    assert claude_code.run(make_setup(files=files, calls=calls)).reached == calls
    words = ("--disallowedTools", "mcp__valkey__create_charge(currency:eur)")
    seen = claude_code.run(make_setup(files=claude_files(allow=["mcp__valkey"]), calls=calls, words=words))
    assert seen.reached == calls[1:], "the same rule on the command line holds"


def test_1_claude_code_skips_a_star_for_all_servers_in_allow_but_not_in_deny():
    seen = claude_code.run(make_setup(files=claude_files(allow=["mcp__*"])))
    assert not seen.reached
    assert seen.visible == ALL
    seen = claude_code.run(make_setup(files=claude_files(allow=["mcp__valkey"], deny=["mcp__*"])))
    assert not seen.reached
    assert not seen.visible


def test_1_claude_code_matches_no_rule_that_keeps_the_dots_of_a_server_key_or_a_tool():
    denied = ["mcp__awslabs.valkey-mcp-server__delete_job", f"mcp__awslabs_valkey-mcp-server__{DOTTED}"]
    files = claude_files(allow=["mcp__awslabs_valkey-mcp-server"], deny=denied)
    assert claude_code.run(make_setup(HARD_KEY, files=files)).names_reached() == ALL


def test_1_claude_code_drops_a_whole_file_with_a_list_of_the_wrong_type():
    seen = claude_code.run(make_setup(files=claude_files(allow=["mcp__valkey"], deny="mcp__valkey__delete_job")))
    assert not seen.reached
    assert ERASE in seen.visible


@pytest.mark.parametrize("trusted", [False, True])
def test_2_claude_code_ignores_allow_of_an_untrusted_folder_and_heeds_deny(trusted):
    files = claude_files(".claude/settings.json", allow=["mcp__valkey"], deny=["mcp__valkey__delete_job"])
    seen = claude_code.run(make_setup(files=files, trusted=trusted))
    assert seen.names_reached() == (ALL - {ERASE} if trusted else set())
    assert ERASE not in seen.visible


def test_3_gemini_lets_a_denied_tool_through_when_its_whole_name_is_longer_than_63_characters():
    seen = gemini_cli.run(make_setup(files=gemini_files(LONG, ERASE)))
    assert seen.names_reached() == ALL - {ERASE}
    assert "..." in seen.addressed[LONG]
    for length, is_open in ((63, False), (64, True)):
        name = "x" * (length - len("mcp_valkey_"))
        files = gemini_files(name)
        seen = gemini_core.run(make_setup(tools=(tool(name),), files=files))
        assert (seen.names_reached() == {name}) == is_open, length


def test_3_gemini_matches_no_rule_with_the_true_names_when_the_server_key_begins_with_its_own_prefix():
    seen = gemini_core.run(make_setup("mcp_valkey", files=gemini_files(ERASE, server_key="mcp_valkey")))
    assert not seen.reached
    assert dict(seen.refusals)[ERASE] == "ask_user", "neither denied nor, as the other rule says, allowed"
    files = {"policy.toml": '[[rule]]\ntoolName = "mcp_valkey_delete_job"\ndecision = "deny"\npriority = 300\n'}
    seen = gemini_core.run(make_setup("mcp_valkey", files=files))
    assert dict(seen.refusals)[ERASE] == "deny"


def test_4_copilot_lets_a_denied_tool_through_when_its_id_is_longer_than_64_characters():
    words = ("--allow-all-tools", f"--deny-tool=valkey({LONG})", f"--deny-tool=valkey({ERASE})")
    seen = copilot_cli.run(make_setup(words=words))
    assert seen.names_reached() == ALL - {ERASE}
    assert len(seen.addressed[LONG]) == 64


def test_4_copilot_lets_a_denied_tool_through_when_the_rule_keeps_the_dot_of_its_name():
    words = ("--allow-all-tools", f"--deny-tool=valkey({DOTTED})")
    assert copilot_cli.run(make_setup(words=words)).names_reached() == ALL
    words = ("--allow-all-tools", "--deny-tool=valkey(list-all-jobs)")
    assert copilot_cli.run(make_setup(words=words)).names_reached() == ALL - {DOTTED}


def test_5_litellm_hides_but_serves_a_tool_that_is_both_allowed_and_disallowed():
    server = {"allowed_tools": [READ, ERASE], "disallowed_tools": [ERASE]}
    files = {litellm_proxy.CONFIG: json.dumps({"mcp_servers": {"valkey": server}})}
    seen = litellm_proxy.run(make_setup(files=files))
    assert seen.visible == {READ}
    assert seen.names_reached() == {READ, ERASE}


def test_6_opencode_heeds_the_last_rule_that_matches():
    narrow, wide = ("valkey_get_job_status", "allow"), ("valkey_*", "deny")
    assert not opencode.run(make_setup(files=opencode_files(narrow, wide))).reached
    assert opencode.run(make_setup(files=opencode_files(wide, narrow))).names_reached() == {READ}


def test_6_opencode_matches_no_rule_in_another_clients_form_or_with_a_dot():
    rules = (("mcp__valkey__delete_job", "deny"), ("valkey_list-all.jobs", "deny"))
    assert opencode.run(make_setup(files=opencode_files(*rules))).names_reached() == ALL


def test_7_codex_ignores_a_key_it_does_not_know_unless_it_is_strict():
    files = codex_files(f'enabled_toolz = ["{READ}"]')
    assert codex.run(make_setup(files=files)).names_reached() == ALL
    seen = codex.run(make_setup(files=files, words=codex.STRICT))
    assert seen.exit_code == 1
    assert "unknown configuration field `mcp_servers.valkey.enabled_toolz`" in seen.log


def test_7_codex_does_not_run_a_hook_that_nobody_trusted():
    files = codex_files(hook=GUARD)
    assert codex.run(make_setup(files=files)).names_reached() == ALL
    assert not codex.run(make_setup(files=files, words=codex.HOOKS_TRUSTED)).reached


def test_7_codex_matches_no_star_in_a_list_of_disabled_tools():
    assert codex.run(make_setup(files=codex_files('disabled_tools = ["delete_*"]'))).names_reached() == ALL


HOOKED = {
    claude_code: lambda command: {"files": claude_files(hook=command, allow=["mcp__valkey"])},
    codex: lambda command: {"files": codex_files(hook=command), "words": codex.HOOKS_TRUSTED},
    copilot_cli: lambda command: {"files": copilot_hook(command), "words": ("--allow-all-tools",)},
    gemini_cli: lambda command: {"files": gemini_files(hook=command)},
}
"""Client -> a setup that allows every call, with that hook before each."""
OPEN_WHEN = {
    MISSING: {claude_code, codex},
    "exit 1": {claude_code, codex, gemini_cli},
    "exit 2": {codex, gemini_cli},
    "echo nonsense": {claude_code, codex, copilot_cli, gemini_cli},
    f"{MISSING} || exit 2": set(),
    f"(exit 1) || {GUARD}": set(),
    f"{MISSING} 2>/dev/null || {GUARD}": set(),
}
"""Hook command -> clients that let calls through all the same. Codex and Gemini want a word on stderr with exit code 2."""


@pytest.mark.parametrize("command", OPEN_WHEN)
@pytest.mark.parametrize("client", HOOKED, ids=lambda client: client.NAME)
def test_8_a_hook_that_fails_protects_only_if_it_ends_with_2_and_says_why(client, command):
    seen = client.run(make_setup(**HOOKED[client](command)))
    assert seen.names_reached() == (ALL if client in OPEN_WHEN[command] else set())


@pytest.mark.parametrize("trusted", [False, True])
def test_9_copilot_does_not_run_hooks_of_an_untrusted_folder(trusted):
    seen = copilot_cli.run(make_setup(files=copilot_hook(GUARD), words=("--allow-all-tools",), trusted=trusted))
    assert seen.names_reached() == (set() if trusted else ALL)


def test_9_copilot_runs_hooks_of_the_user_in_an_untrusted_folder():
    files = {"~/.copilot/hooks/policy.json": copilot_hook(GUARD)[".github/hooks/policy.json"]}
    assert not copilot_cli.run(make_setup(files=files, words=("--allow-all-tools",), trusted=False)).reached


def test_10_gemini_rejects_a_file_with_a_rule_that_names_only_the_server():
    files = {"policy.toml": '[[rule]]\nmcpName = "valkey"\ndecision = "deny"\npriority = 10\n'}
    seen = gemini_core.run(make_setup(files=files))
    assert seen.exit_code == 1
    assert "rule.0.toolName" in seen.log
    assert seen.visible == ALL


def test_11_the_agents_sdk_calls_a_tool_that_its_filter_hides():
    files = {openai_agents.FILTER: json.dumps({"blocked_tool_names": [ERASE]})}
    seen = openai_agents.run(make_setup(files=files))
    assert ERASE not in seen.visible
    assert ERASE in seen.names_reached()


def test_the_list_is_of_six_tools_as_the_numbers_above_assume():
    assert [each["name"] for each in TOOLS] == list(by_hand.EFFECTS)
