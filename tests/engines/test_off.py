"""Servers that their entry switches off, and patterns of Gemini CLI: what the audit says of both was seen here."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.engines import claude_code, codex, copilot_cli, gemini_cli, gemini_core, opencode
from tests.engines.by_hand import EFFECTS, ERASE, make_setup
from tests.engines.test_fail_opens import claude_files, codex_files, gemini_files

pytestmark = pytest.mark.engines
OFF = {"disabled": True, "enabled": False}
ALL = EFFECTS.keys()


def edited(name, key, entry):
    """A command of which one file's server has these fields too."""

    def edit(command):
        data = json.loads(command.files[name])
        data[key]["valkey"].update(entry)
        return replace(command, files={**command.files, name: json.dumps(data)})

    return edit


def run(client, entry, monkeypatch):
    """What is called when every call is allowed and the server's entry has these fields."""
    if client is codex:
        lines = [f"{field} = {json.dumps(value)}" for field, value in entry.items()]
        return client.run(make_setup(files=codex_files(*lines)))
    if client is copilot_cli:
        config = {"mcpServers": {"valkey": {"tools": ["*"], **entry}}}
        files = {copilot_cli.CONFIG: json.dumps(config)}
        return client.run(make_setup(files=files, words=("--allow-all-tools",)))
    if client is gemini_cli:
        files = {**gemini_files(), gemini_cli.SETTINGS: json.dumps({"mcpServers": {"valkey": entry}})}
        return client.run(make_setup(files=files))
    place = ("servers.json", "mcpServers") if client is claude_code else ("~/.config/opencode/opencode.json", "mcp")
    edit, make = edited(*place, entry), client._command
    monkeypatch.setattr(client, "_command", lambda setup, place: edit(make(setup, place)))
    return client.run(make_setup(files=claude_files(allow=["mcp__valkey"]) if client is claude_code else {}))


@pytest.mark.parametrize("field", OFF)
@pytest.mark.parametrize(
    ("client", "heeded"),
    [
        (claude_code, set()),
        (codex, {"enabled"}),
        (copilot_cli, {"disabled"}),
        (gemini_cli, set()),
        (opencode, {"enabled", "disabled"}),
    ],
    ids=lambda value: getattr(value, "NAME", ""),
)
def test_a_server_is_off_only_where_its_client_knows_the_key(client, heeded, field, monkeypatch):
    seen = run(client, {field: OFF[field]}, monkeypatch)
    assert seen.names_reached() == (set() if field in heeded else ALL)


@pytest.mark.parametrize(
    ("place", "is_heeded"),
    [
        (f'mcpName = "*"\ntoolName = "{ERASE}"', False),
        ('mcpName = "valkey"\ntoolName = "delete_*"', False),
        ('toolName = "mcp_valkey_delete_*"', False),
        ('toolName = "mcp_valkey_*"', True),
        ('mcpName = "*"\ntoolName = "*"', True),
    ],
)
def test_gemini_takes_a_star_for_a_pattern_only_where_it_means_all_tools(place, is_heeded):
    text = '[[rule]]\nmcpName = "valkey"\ntoolName = "*"\ndecision = "allow"\npriority = 10\n'
    text += f'[[rule]]\n{place}\ndecision = "deny"\npriority = 300\n'
    seen = gemini_core.run(make_setup(files={"~/.gemini/policies/policy.toml": text}))
    assert (ERASE not in seen.names_reached()) is is_heeded
