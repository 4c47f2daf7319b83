"""Two models of each client, written apart from each other, decide alike: the audit's, and the one that exports are tested with."""

from __future__ import annotations

import json
import random

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.model.client_config import ConfiguredServer, Place
from generator.readers.config_files import read_configs
from generator.rules.clients import CLIENTS as AUDITED
from generator.rules.clients import claude_code, copilot_cli, gemini_cli
from generator.rules.clients import opencode as opencode_client
from generator.rules.clients.policy import ClientPolicy
from tests.engines import claude_code as claude_code_run
from tests.engines import copilot_cli as copilot_cli_run
from tests.engines import gemini_cli as gemini_cli_run
from tests.engines import opencode as opencode_run
from tests.exporters.clients import CLIENTS
from tests.support.builders import make_tool

KEY = "acme_notes"
TOOLS = ("get_note", "list-notes", "delete_note", "post_note", "delete_every_note_of_all", "post")
EFFECTS = ("allow", "ask", "deny")
ROUNDS = 60


def some(chance, of=TOOLS):
    return [each for each in of if chance.random() < 0.4]


def claude(chance):
    lists = {effect: [f"mcp__{KEY}__{tool}" for tool in some(chance)] for effect in EFFECTS}
    return {"settings.json": json.dumps({"permissions": lists})}


def claude_managed(chance):
    rules = json.loads(claude(chance)["settings.json"])
    return {"managed-settings.json": json.dumps({**rules, "allowManagedPermissionRulesOnly": True})}


def codex(chance):
    lines = [f"[mcp_servers.{KEY}]", 'command = "x"', f'default_tools_approval_mode = "{mode(chance)}"']
    lines += [f"{name} = {some(chance)}" for name in ("enabled_tools", "disabled_tools") if chance.random() < 0.5]
    for tool in some(chance):
        lines += [f'[mcp_servers.{KEY}.tools."{tool}"]', f'approval_mode = "{mode(chance)}"']
    return {"config.toml": "\n".join(lines)}


def mode(chance):
    return chance.choice(["approve", "prompt"])


def copilot(chance):
    listed = some(chance)
    flags = [f"--{flag}-tool='{KEY}({tool})'" for flag in ("allow", "deny") for tool in some(chance)]
    return {
        "mcp-config.json": json.dumps({"mcpServers": {KEY: {"command": "x", "tools": listed}}}),
        "copilot-mcp.sh": f'exec copilot {" ".join(flags)} "$@"\n',
    }


def gemini(chance):
    text = f'[[rule]]\nmcpName = "{KEY}"\ntoolName = "*"\ndecision = "{decision(chance)}"\npriority = 0\n'
    for priority in chance.sample(range(1, 999), 8):
        tool = chance.choice([*TOOLS, "*"])
        text += f'[[rule]]\nmcpName = "{KEY}"\ntoolName = "{tool}"\ndecision = "{decision(chance)}"\npriority = {priority}\n'
    return {"mcp-policy.toml": text}


def decision(chance):
    return chance.choice(["allow", "ask_user", "deny"])


def litellm(chance):
    tools = some(chance) or ["no_tool_is_allowed"]
    return {"config.yaml": yaml.safe_dump({"mcp_servers": {KEY: {"allowed_tools": tools}}})}


def opencode(chance):
    patterns = [f"{KEY}_*", "*", f"{KEY}_delete_*", "*_note", *(f"{KEY}_{tool}" for tool in TOOLS)]
    chosen = chance.sample(patterns, 5)
    return {"opencode.json": json.dumps({"permission": {each: chance.choice(EFFECTS) for each in chosen}})}


def cursor(chance):
    allowed = some(chance)
    denied = [each for each in some(chance) if each not in allowed]
    rules = {name: [f"Mcp({KEY}:{tool})" for tool in tools] for name, tools in (("allow", allowed), ("deny", denied))}
    return {
        "permissions.json": json.dumps({"mcpAllowlist": [f"{KEY}:{tool}" for tool in allowed]}),
        "cli.json": json.dumps({"permissions": rules}),
    }


MADE = {
    "claude-code": ("claude-code", claude),
    "claude-code-managed": ("claude-code", claude_managed),
    "codex": ("codex", codex),
    "copilot-cli": ("copilot-cli", copilot),
    "gemini": ("gemini-cli", gemini),
    "litellm": ("litellm", litellm),
    "opencode": ("opencode", opencode),
    "cursor": ("cursor", cursor),
}
"""Target -> client of the audit, and files with rules by chance."""


def audited(folder, client, files):
    """What the audit's model makes of each tool."""
    for name, text in files.items():
        (folder / name).write_text(text)
    read = read_configs([folder / name for name in files], home=folder)
    assert read.unreadable == ()
    assert [odd for file in read.files for odd in file.odd] == []
    (module,) = [each for each in AUDITED if client == each.CLIENT]
    policy = ClientPolicy(
        rules=tuple(rule for file in read.files for rule in file.rules if rule.client == client),
        settings=tuple(setting for file in read.files if file.client == client for setting in file.settings),
    )
    place = Place(file="x", line=1, column=1)
    nowhere = ConfiguredServer(key=KEY, client=client, place=place, is_configured=False)
    server = next((each for file in read.files for each in file.servers), nowhere)
    return {tool: module.decide(policy, server, make_tool(tool)).effect for tool in TOOLS}


@pytest.mark.parametrize("target", MADE)
def test_both_models_of_a_client_make_the_same_of_any_rules(target, tmp_path):
    client, make = MADE[target]
    chance = random.Random(target)
    for number in range(ROUNDS):
        files = make(chance)
        effect = CLIENTS[target](files, KEY)
        folder = tmp_path / str(number)
        folder.mkdir()
        assert audited(folder, client, files) == {tool: effect(tool) for tool in TOOLS}, files


@pytest.mark.parametrize("target", MADE)
def test_rules_by_chance_bring_about_every_effect_that_the_client_has(target):
    _, make = MADE[target]
    chance = random.Random(target)
    found = {CLIENTS[target](files, KEY)(tool) for files in (make(chance) for _ in range(ROUNDS)) for tool in TOOLS}
    assert found == {"litellm": {"allow", "deny"}, "cursor": {"allow", "ask"}}.get(target, set(EFFECTS))


NAMES = st.text("abc_-./ :é", min_size=1, max_size=45)


@given(NAMES, NAMES)
def test_a_tool_is_called_as_the_runs_of_the_real_client_expect(key, tool):
    assert claude_code.tool_id(key, tool) == claude_code_run.name_of(key, tool)[1]
    assert copilot_cli.tool_id(key, tool)[: copilot_cli.LONGEST] == copilot_cli_run.name_of(key, tool)[1]
    assert gemini_cli.shown(key, tool) == gemini_cli_run.name_of(key, tool)[1]
    assert opencode_client.tool_id(key, tool) == opencode_run.name_of(key, tool)[1]
