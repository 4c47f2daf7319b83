"""What each client does with a tool follows the order that was seen when it ran."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import generator.rules.clients as package
from generator.exporters import TARGETS
from generator.rules.audit import CHECKS
from generator.rules.clients import CLIENTS
from generator.rules.clients.glob import matches_glob, normalised
from tests.support.auditing import BOARD, LONG, NOTES, PAY, decisions, servers
from tests.support.builders import ROOT

CODEX = '[mcp_servers.pay]\ncommand = "npx"\nargs = ["@acme/pay-mcp@1.4.0"]\n'
LITELLM = "mcp_servers:\n  pay:\n    command: npx\n    args: ['@acme/pay-mcp@1.4.0']\n"


def claude(name: str = "settings.json", **parts):
    mode = {"defaultMode": parts.pop("mode")} if "mode" in parts else {}
    top = {"allowManagedPermissionRulesOnly": True} if parts.pop("only_managed", False) else {}
    return {".mcp.json": servers(pay=PAY), name: {"permissions": {**parts, **mode}, **top}}


def gemini(*rules: dict, **entry):
    lines = []
    for rule in rules:
        lines.append("[[rule]]")
        lines += [f"{key} = {value!r}" for key, value in rule.items()]
    return {"settings.json": servers(notes={**NOTES, "excludeTools": [], **entry}), "p.toml": "\n".join(lines)}


def copilot(flags: str = "", key: str = "notes", **entry):
    script = {"run.sh": f"copilot {flags}\n"} if flags else {}
    return {"mcp-config.json": servers(**{key: {**NOTES, **entry}}), **script}


def opencode(*pairs: tuple[str, object], tools: dict | None = None):
    command = ["npx", "@acme/pay-mcp@1.4.0"]
    return {"opencode.json": {"mcp": {"pay": {"command": command}}, "permission": dict(pairs), "tools": tools or {}}}


TABLE = [
    # Claude Code
    (
        claude(allow=["mcp__pay__*"], ask=["mcp__pay__*"], deny=["mcp__pay__delete_*"]),
        "claude-code pay delete_customer",
        "deny",
    ),
    (claude(allow=["mcp__pay__get_balance"], ask=["mcp__pay"]), "claude-code pay get_balance", "ask"),
    (claude(allow=["mcp__pay"]), "claude-code pay get_balance", "allow"),
    (
        {
            ".mcp.json": servers(**{"p" * 114: PAY}),
            "settings.json": {"permissions": {"allow": [f"mcp__{'p' * 114}__get_balance"]}},
        },
        f"claude-code {'p' * 114} get_balance",
        "deny",
    ),
    (claude(allow=["mcp__*"]), "claude-code pay get_balance", "ask"),
    (claude(deny=["mcp__*__get_balance"]), "claude-code pay get_balance", "deny"),
    (claude(deny=["mcp__pay__get_balance(x:1)"]), "claude-code pay get_balance", "ask"),
    (claude(allow=[], mode="dontAsk"), "claude-code pay get_balance", "deny"),
    (claude(ask=["mcp__pay__create_charge"], mode="bypassPermissions"), "claude-code pay create_charge", "ask"),
    (claude(ask=["mcp__pay__create_charge"], mode="bypassPermissions"), "claude-code pay get_balance", "allow"),
    (
        {
            **claude(allow=["mcp__pay__get_balance"]),
            "managed-settings.json": {"permissions": {}, "allowManagedPermissionRulesOnly": True},
        },
        "claude-code pay get_balance",
        "ask",
    ),
    (
        claude("managed-settings.json", allow=["mcp__pay__get_balance"], only_managed=True),
        "claude-code pay get_balance",
        "allow",
    ),
    # Codex
    ({"config.toml": CODEX}, "codex pay get_balance", "allow"),
    ({"config.toml": CODEX}, "codex pay create_charge", "ask"),
    ({"config.toml": f"{CODEX}default_tools_approval_mode = 'approve'\n"}, "codex pay delete_customer", "allow"),
    ({"config.toml": f"{CODEX}default_tools_approval_mode = 'prompt'\n"}, "codex pay get_balance", "ask"),
    (
        {"config.toml": f"approval_policy = 'never'\nsandbox_mode = 'danger-full-access'\n{CODEX}"},
        "codex pay create_charge",
        "allow",
    ),
    ({"config.toml": f"{CODEX}enabled_tools = ['get_*']\n"}, "codex pay get_balance", "deny"),
    (
        {"config.toml": f"{CODEX}enabled_tools = ['get_balance']\ndisabled_tools = ['get_balance']\n"},
        "codex pay get_balance",
        "deny",
    ),
    (
        {"config.toml": f"{CODEX}[mcp_servers.pay.tools.create_charge]\napproval_mode = 'approve'\n"},
        "codex pay create_charge",
        "allow",
    ),
    (
        {"config.toml": f"{CODEX}[mcp_servers.pay.tools.get_balance]\napproval_mode = 'writes'\n"},
        "codex pay get_balance",
        "allow",
    ),
    # Gemini CLI
    (gemini(), "gemini-cli notes delete_note", "ask"),
    (gemini(trust=True), "gemini-cli notes delete_note", "allow"),
    (gemini(trust=True, excludeTools=["delete_note"]), "gemini-cli notes delete_note", "deny"),
    (gemini(includeTools=["list_notes"]), "gemini-cli notes delete_note", "deny"),
    (
        gemini(
            {"mcpName": "notes", "toolName": "*", "decision": "deny", "priority": 10},
            {"mcpName": "notes", "toolName": "list_notes", "decision": "allow", "priority": 300},
        ),
        "gemini-cli notes list_notes",
        "allow",
    ),
    (
        gemini(
            {"mcpName": "notes", "toolName": "delete_note", "decision": "deny", "priority": 300},
            {
                "mcpName": "notes",
                "toolName": "delete_note",
                "decision": "ask_user",
                "priority": 310,
                "argsPattern": "x",
            },
        ),
        "gemini-cli notes delete_note",
        "ask",
    ),
    (
        gemini(
            {"mcpName": "notes", "toolName": LONG, "decision": "deny", "priority": 300},
            {"mcpName": "notes", "toolName": "*", "decision": "allow", "priority": 1},
        ),
        f"gemini-cli notes {LONG}",
        "allow",
    ),
    (
        gemini({"toolName": "mcp_notes_*", "decision": "deny"}, {"mcpName": "notes", "decision": "allow"}),
        "gemini-cli notes list_notes",
        "ask",
    ),
    (gemini({"toolName": "mcp_notes_delete*", "decision": "deny"}), "gemini-cli notes delete_note", "ask"),
    (gemini({"mcpName": "*", "toolName": "*", "decision": "deny"}), "gemini-cli notes delete_note", "deny"),
    (gemini({"toolName": "mcp_notes_delete_note", "decision": "deny"}), "gemini-cli notes delete_note", "deny"),
    # Copilot CLI
    (copilot(tools=["*"]), "copilot-cli notes list_notes", "allow"),
    (copilot(tools=["*"]), "copilot-cli notes delete_note", "ask"),
    (copilot(tools=["list_notes"]), "copilot-cli notes delete_note", "deny"),
    (copilot("--allow-tool='notes' --deny-tool='notes(delete_note)'"), "copilot-cli notes delete_note", "deny"),
    (copilot("--allow-all-tools --deny-tool='notes(delete_note)'"), "copilot-cli notes delete_note", "deny"),
    (copilot("--allow-all-tools"), "copilot-cli notes delete_note", "allow"),
    (copilot("--excluded-tools=notes-delete_note"), "copilot-cli notes delete_note", "deny"),
    (
        copilot(f"--allow-all-tools --deny-tool='notebooks({LONG})'", "notebooks"),
        f"copilot-cli notebooks {LONG}",
        "allow",
    ),
    # opencode
    (opencode(), "opencode pay delete_customer", "allow"),
    (opencode(("pay_*", "deny"), ("pay_get_balance", "allow")), "opencode pay get_balance", "allow"),
    (opencode(("pay_get_balance", "allow"), ("pay_*", "deny")), "opencode pay get_balance", "deny"),
    (opencode(("*", {"*": "ask"})), "opencode pay get_balance", "ask"),
    (opencode(tools={"pay_*": False}), "opencode pay get_balance", "deny"),
    # Cursor
    (
        {".cursor/mcp.json": servers(board=BOARD), "p.json": {"mcpAllowlist": ["*:post_card"]}},
        "cursor board post_card",
        "allow",
    ),
    (
        {".cursor/mcp.json": servers(board=BOARD), "p.json": {"mcpAllowlist": ["pay:*"]}},
        "cursor board post_card",
        "ask",
    ),
    (
        {
            ".cursor/mcp.json": servers(board=BOARD),
            "cli.json": {"permissions": {"allow": ["Mcp(board:*)"], "deny": ["Mcp(board:post_card)"]}},
        },
        "cursor-cli board post_card",
        "deny",
    ),
    # LiteLLM
    ({"c.yaml": LITELLM}, "litellm pay delete_customer", "allow"),
    ({"c.yaml": f"{LITELLM}    allowed_tools: [get_balance]\n"}, "litellm pay delete_customer", "deny"),
    ({"c.yaml": f"{LITELLM}    disallowed_tools: [get_balance]\n"}, "litellm pay get_balance", "deny"),
    (
        {"c.yaml": f"{LITELLM}    allowed_tools: [get_balance]\n    disallowed_tools: [delete_customer]\n"},
        "litellm pay delete_customer",
        "allow",
    ),
    # VS Code, Claude Desktop
    ({".vscode/mcp.json": {"servers": {"pay": PAY}}}, "vscode pay get_balance", "ask"),
    (
        {
            ".vscode/mcp.json": {"servers": {"pay": PAY}},
            ".vscode/settings.json": {
                "chat.tools.global.autoApprove": True,
                "chat.tools.eligibleForAutoApproval": {"delete_customer": False},
            },
        },
        "vscode pay delete_customer",
        "ask",
    ),
    ({"claude_desktop_config.json": servers(pay=PAY)}, "claude-desktop pay get_balance", "ask"),
]


@pytest.mark.parametrize(("files", "tool", "effect"), TABLE, ids=[f"{row[1]}-{row[2]}" for row in TABLE])
def test_a_client_decides_as_it_was_seen_to(files, tool, effect, tmp_path):
    assert decisions(tmp_path, files)[tool][0] == effect


def test_every_client_is_registered_once_and_has_a_row():
    folder = Path(package.__file__).parent
    assert sorted(each.__name__.rsplit(".", 1)[1] for each in CLIENTS) == sorted(
        {path.stem for path in folder.glob("*.py")} - {"__init__", "policy", "glob", "own_entry", "switch"}
    )
    assert {tool.split()[0] for _, tool, _ in TABLE} == {each.CLIENT for each in CLIENTS}


def test_every_client_names_the_target_that_prints_its_rules_or_has_none():
    targets = {each.CLIENT: getattr(each, "EXPORTED_AS", None) for each in CLIENTS}
    assert {client for client, target in targets.items() if target is None} == {"claude-desktop", "vscode"}
    assert set(targets.values()) - {None} <= set(TARGETS)


def test_the_handbook_says_how_each_client_decides_and_in_which_version_it_was_seen():
    page = (ROOT / "site_src/handbook/audit.md").read_text(encoding="utf-8")
    for client in CLIENTS:
        if client.ENGINE:
            assert f"| {client.LABEL} {client.ENGINE} |" in page


def test_every_trap_names_the_version_that_its_client_was_seen_in_or_its_documentation():
    seen = {f"{client.LABEL} {client.ENGINE}" for client in CLIENTS if client.ENGINE}
    engines = {part for check in CHECKS for part in getattr(check, "ENGINE", "").split(", ") if part}
    assert (
        engines
        - {"Qwen Code 0.24.4", "OpenAI Agents SDK 0.24", "Claude Code's documentation", "opencode's documentation"}
        <= seen
    )


def test_a_rule_that_names_no_tool_leaves_the_decision_to_the_default(tmp_path):
    assert decisions(tmp_path, claude(deny=["mcp__pay__get_balances"]))["claude-code pay get_balance"] == ("ask", None)


def test_rules_for_servers_configured_elsewhere_are_found_by_their_name(tmp_path):
    found = decisions(tmp_path, {"settings.json": {"permissions": {"deny": ["mcp__pay__*"]}}})
    assert found["claude-code pay get_balance"] == ("deny", "mcp__pay__*")
    found = decisions(tmp_path, {"o.json": {"permission": {"acme-notes-mcp-server_list_notes": "deny"}}})
    assert found["opencode acme-notes-mcp-server list_notes"][0] == "deny"
    told = decisions(
        tmp_path, {"settings.json": {"permissions": {"deny": ["mcp__till__get_balance"]}}}, told={"till": "pay"}
    )
    assert told["claude-code till get_balance"][0] == "deny"


@given(st.text("ab*", max_size=8), st.text("ab", max_size=8))
def test_a_pattern_matches_what_a_regular_expression_would(pattern, text):
    import re

    expected = re.fullmatch(pattern.replace("*", ".*"), text) is not None
    assert matches_glob(pattern, text) is expected


def test_a_hostile_pattern_takes_no_time():
    assert not matches_glob("*a" * 5000 + "b", "a" * 20000)


def test_names_are_normalised_as_tool_ids_need_them():
    assert normalised("awslabs.valkey-mcp-server") == "awslabs_valkey-mcp-server"
    assert normalised("Ünï x/y") == "_n__x_y"


def test_a_rule_without_a_tool_spoils_the_rules_of_its_file_for_other_servers_too(tmp_path):
    files = gemini(
        {"mcpName": "notes", "toolName": "delete_note", "decision": "deny"}, {"mcpName": "other", "decision": "deny"}
    )
    assert decisions(tmp_path, files)["gemini-cli notes delete_note"] == ("ask", None)


def test_a_list_of_the_wrong_type_drops_the_whole_file_of_claude_code(tmp_path):
    files = claude(allow=["mcp__pay__get_balance"], deny="mcp__pay__delete_customer")
    assert decisions(tmp_path, files)["claude-code pay get_balance"] == ("ask", None)
