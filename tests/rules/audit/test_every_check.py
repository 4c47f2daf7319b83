"""Every check of an audit has a bad case that it finds at its place and a good one that it leaves alone."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import generator.rules.audit as package
from generator.rules.audit import CHECKS
from tests.support.auditing import BOARD, DEPOT, GUARDED, LONG, NOTES, PAY, audited, found, servers

CLAUDE_GATE = """import json, sys
print(json.dumps({"hookSpecificOutput": {"hookEventName": "PreToolUse", "permissionDecision": "deny"}}))
"""
CODEX = '[mcp_servers.pay]\ncommand = "npx"\nargs = ["-y", "@acme/pay-mcp@1.4.0"]\n'


@dataclass(frozen=True)
class Case:
    """Files of which a check says something, and the same put right."""

    bad: dict[str, Any]
    good: dict[str, Any]
    level: str
    place: tuple[str, str]
    """The file, and the text that the finding's column begins with."""
    says: str = ""
    options: dict[str, Any] = field(default_factory=dict)


def claude(**lists: Any) -> dict[str, Any]:
    return {"permissions": lists}


def with_claude(entries: dict[str, Any], permissions: dict[str, Any], name: str = "claude.json") -> dict[str, Any]:
    return {".mcp.json": servers(**entries), name: claude(**permissions)}


def hook(command: str, event: str = "PreToolUse", **fields: Any) -> dict[str, Any]:
    return {"hooks": {event: [{"matcher": "mcp__.*", "hooks": [{"type": "command", "command": command, **fields}]}]}}


def toml_hook(command: str) -> str:
    return f"[[hooks.PreToolUse]]\n[[hooks.PreToolUse.hooks]]\ncommand = {json.dumps(command)}\n"


def copilot_hook(command: str) -> dict[str, Any]:
    return {"version": 1, "hooks": {"preToolUse": [{"type": "command", "bash": command}]}}


def opencode(*pairs: tuple[str, str], **entries: Any) -> dict[str, Any]:
    entries = entries or {"pay": {"type": "local", "command": ["npx", "-y", "@acme/pay-mcp@1.4.0"]}}
    return {"opencode.json": {"mcp": entries, "permission": dict(pairs)}}


def policy(*rules: str) -> str:
    return "".join(f"[[rule]]\n{rule}\n" for rule in rules)


def gemini(rules: str, **entry: Any) -> dict[str, Any]:
    return {"settings.json": servers(notes={**NOTES, "excludeTools": [], **entry}), "policy.toml": rules}


ALL_NOTES = {"deny": ["mcp__notes__*"]}
CASES: list[tuple[str, Case]] = [
    (
        "server/unknown",
        Case(
            bad={".mcp.json": servers(pay={"command": "npx", "args": ["-y", "@acme/pay-mpc@1.0.0"]})},
            good={".mcp.json": servers(pay=PAY)},
            level="review",
            place=(".mcp.json", '"pay"'),
            says="did you mean `@acme/pay-mcp`?",
        ),
    ),
    (
        "server/unknown",
        Case(
            bad={".mcp.json": servers(other={"url": "https://mcp.bored.example/mcp"})},
            good={".mcp.json": servers(other=BOARD)},
            level="review",
            place=(".mcp.json", '"other"'),
            says="`mcp.bored.example`",
        ),
    ),
    (
        "server/unknown",
        Case(
            bad={".mcp.json": servers(mine={"command": "node", "args": ["server.js"]})},
            good={".mcp.json": servers(mine={"command": "node", "args": ["server.js"]})},
            level="review",
            place=(".mcp.json", '"mine"'),
            says="names no package",
            options={"good": {"told": {"mine": "pay"}}},
        ),
    ),
    (
        "server/matched-by-name",
        Case(
            bad={".mcp.json": servers(pay={"command": "node", "args": ["index.js"]})},
            good={".mcp.json": servers(pay=PAY)},
            level="note",
            place=(".mcp.json", '"pay"'),
            says="only the name of `pay`",
        ),
    ),
    (
        "server/matched-by-name",
        Case(
            bad={".mcp.json": servers(x={"command": "docker", "args": ["run", "-i", "-e", "K", "acme/pay:1.4.0"]})},
            good={
                ".mcp.json": servers(x={"command": "uvx", "args": ["--from", "acme_notes_mcp_server==2.0.1", "serve"]})
            },
            level="note",
            place=(".mcp.json", '"x"'),
        ),
    ),
    (
        "server/unpinned",
        Case(
            bad={".mcp.json": servers(pay={"command": "npx", "args": ["-y", "@acme/pay-mcp@latest"]})},
            good={".mcp.json": servers(pay=PAY)},
            level="review",
            place=(".mcp.json", '"pay"'),
            says="write `@acme/pay-mcp@1.4.0`",
        ),
    ),
    (
        "server/unpinned",
        Case(
            bad={".mcp.json": servers(notes={"command": "cmd", "args": ["/c", "uvx", "acme.notes-mcp-server>=2"]})},
            good={".mcp.json": servers(notes={"command": "uvx", "args": ["acme.notes-mcp-server@2.0.1"]})},
            level="review",
            place=(".mcp.json", '"notes"'),
            says="write `acme.notes-mcp-server==2.0.1`",
        ),
    ),
    (
        "server/unpinned",
        Case(
            bad={".mcp.json": servers(x={"command": "docker", "args": ["run", "--rm", "acme/box:latest"]})},
            good={
                ".mcp.json": servers(x={"command": "docker", "args": ["run", "--rm", f"acme/box@sha256:{'a' * 64}"]})
            },
            level="review",
            place=(".mcp.json", '"x"'),
        ),
    ),
    (
        "server/other-version",
        Case(
            bad={".mcp.json": servers(pay={"command": "npx", "args": ["-y", "@acme/pay-mcp@1.3.9"]})},
            good={".mcp.json": servers(pay=PAY)},
            level="note",
            place=(".mcp.json", '"pay"'),
            says="the catalog describes 1.4.0",
        ),
    ),
    (
        "server/credential",
        Case(
            bad={".mcp.json": servers(pay={**PAY, "env": {"PAY_API_KEY": "correct-horse-battery"}})},
            good={".mcp.json": servers(pay={**PAY, "env": {"PAY_API_KEY": "${PAY_API_KEY}", "LEVEL": "debugging"}})},
            level="error",
            place=(".mcp.json", '"PAY_API_KEY"'),
            says="variable `PAY_API_KEY`",
        ),
    ),
    (
        "server/credential",
        Case(
            bad={".mcp.json": servers(board={**BOARD, "headers": {"Authorization": "Bearer 8f2kd02lslw9"}})},
            good={".mcp.json": servers(board={**BOARD, "headers": {"Authorization": "Bearer ${input:token}"}})},
            level="error",
            place=(".mcp.json", '"Authorization"'),
        ),
    ),
    (
        "server/credential",
        Case(
            bad={".mcp.json": servers(pay={**PAY, "args": [*PAY["args"], "--api-key", "correct-horse"]})},
            good={".mcp.json": servers(pay={**PAY, "args": [*PAY["args"], "--api-key", "$PAY_KEY", "--log", "x"]})},
            level="error",
            place=(".mcp.json", '"correct-horse"'),
            says="argument 4",
        ),
    ),
    (
        "server/not-allowed",
        Case(
            bad={
                ".mcp.json": servers(pay=PAY),
                "managed-settings.json": {"allowedMcpServers": [{"serverName": "board"}]},
            },
            good={
                ".mcp.json": servers(pay=PAY),
                "managed-settings.json": {"allowedMcpServers": [{"serverName": "pay"}]},
            },
            level="note",
            place=(".mcp.json", '"pay"'),
        ),
    ),
    (
        "policy/no-rule",
        Case(
            bad=with_claude({"pay": PAY}, {"allow": ["mcp__pay__get_balance"]}),
            good=with_claude({"pay": PAY}, {"allow": ["mcp__pay__get_balance"], "defaultMode": "dontAsk"}),
            level="review",
            place=(".mcp.json", '"pay"'),
            says="Claude Code asks a person for each call, though the catalog would refuse 1 of them (`delete_customer`)",
        ),
    ),
    (
        "policy/no-rule",
        Case(
            bad=opencode(("pay_get_balance", "allow")),
            good=opencode(("pay_*", "ask"), ("pay_delete_customer", "deny"), ("pay_get_balance", "allow")),
            level="error",
            place=("opencode.json", '"pay"'),
            says="opencode lets them through, though the catalog would hold back 2 of them",
        ),
    ),
    (
        "policy/no-such-tool",
        Case(
            bad=with_claude({"pay": PAY}, {"deny": ["mcp__pay__delete_costumer"]}),
            good=with_claude({"pay": PAY}, {"deny": ["mcp__pay__delete_customer", "mcp__pay__delete_*"]}),
            level="error",
            place=("claude.json", '"mcp__pay__delete_costumer"'),
            says="did you mean `mcp__pay__delete_customer`?",
        ),
    ),
    (
        "policy/no-such-tool",
        Case(
            bad=with_claude({"board": BOARD}, {"deny": ["mcp__board__old_card"]}),
            good=with_claude({"board": BOARD}, {"deny": ["mcp__board__post_card"]}),
            level="note",
            place=("claude.json", '"mcp__board__old_card"'),
            says="withdrawn",
        ),
    ),
    (
        "policy/no-such-tool",
        Case(
            bad={"config.toml": f'{CODEX}disabled_tools = ["delete_*"]\n'},
            good={"config.toml": f'{CODEX}disabled_tools = ["delete_customer"]\n'},
            level="error",
            place=("config.toml", '"delete_*"'),
            says="exact names",
        ),
    ),
    (
        "policy/no-such-server",
        Case(
            bad=with_claude({"acme__dot__notes": NOTES}, {"deny": ["mcp__acme.notes__delete_note"]}),
            good=with_claude({"acme__dot__notes": NOTES}, {"deny": ["mcp__acme_notes__delete_note"]}),
            level="error",
            place=("claude.json", '"mcp__acme.notes__delete_note"'),
            says="write `mcp__acme_notes__delete_note`",
        ),
    ),
    (
        "policy/no-such-server",
        Case(
            bad=opencode(("pya_delete_customer", "deny")),
            good=opencode(("pay_delete_customer", "deny"), ("edit", "ask"), ("external_directory", "deny")),
            level="error",
            place=("opencode.json", '"pya_delete_customer"'),
            says="did you mean `pay_delete_customer`?",
        ),
    ),
    (
        "policy/no-such-server",
        Case(
            bad=with_claude({"pay": PAY}, {"deny": ["mcp__elsewhere__x"]}),
            good=with_claude({"pay": PAY}, {"deny": ["mcp__*", "mcp__*__delete_customer"]}),
            level="note",
            place=("claude.json", '"mcp__elsewhere__x"'),
            says="no file given configures",
        ),
    ),
    (
        "policy/no-such-server",
        Case(
            bad=with_claude({"pay": PAY}, {"deny": ["mcp__Pay__delete_customer"]}),
            good=with_claude({"pay": PAY}, {"deny": ["mcp__pay__delete_customer"]}),
            level="error",
            place=("claude.json", '"mcp__Pay__delete_customer"'),
            says="write `mcp__pay__delete_customer`",
        ),
    ),
    (
        "policy/no-such-server",
        Case(
            bad=with_claude({"pay": PAY}, {"deny": ["MCP__pay__delete_customer"]}),
            good=with_claude({"pay": PAY}, {"deny": ["mcp__pay__delete_customer"]}),
            level="error",
            place=("claude.json", '"MCP__pay__delete_customer"'),
            says="write `mcp__pay__delete_customer`",
        ),
    ),
    (
        "policy/no-such-server",
        Case(
            bad=with_claude({"pay": PAY}, {"deny": [" mcp__pay__delete_customer"]}),
            good=with_claude({"pay": PAY}, {"deny": ["mcp__pay__delete_customer"]}),
            level="error",
            place=("claude.json", '" mcp__pay__delete_customer"'),
            says="write `mcp__pay__delete_customer`",
        ),
    ),
    (
        "policy/no-such-server",
        Case(
            bad=with_claude({"pay": PAY}, {"deny": ["mcp__PAY"]}),
            good=with_claude({"pay": PAY}, {"deny": ["mcp__pay"]}),
            level="error",
            place=("claude.json", '"mcp__PAY"'),
            says="write `mcp__pay`",
        ),
    ),
    (
        "policy/milder",
        Case(
            bad=with_claude({"pay": PAY}, {"allow": ["mcp__pay__delete_customer"]}),
            good=with_claude({"pay": PAY}, {"deny": ["mcp__pay__delete_customer"], "allow": ["mcp__pay__get_balance"]}),
            level="error",
            place=("claude.json", '"mcp__pay__delete_customer"'),
            says="Destructive, Critical risk",
        ),
    ),
    (
        "policy/milder",
        Case(
            bad=with_claude({"pay": PAY}, {"ask": ["mcp__pay__delete_customer"]}),
            good=with_claude({"pay": PAY}, {"ask": ["mcp__pay__create_charge", "mcp__pay__get_balance"]}),
            level="review",
            place=("claude.json", '"mcp__pay__delete_customer"'),
        ),
    ),
    (
        "policy/wildcard",
        Case(
            bad=with_claude({"pay": PAY}, {"allow": ["mcp__pay"]}),
            good=with_claude({"pay": PAY}, {"allow": ["mcp__pay__get_balance"], "deny": ["mcp__pay__delete_*"]}),
            level="error",
            place=("claude.json", '"mcp__pay"'),
            says="lets 3 tools through, 2 of which the catalog holds back: 2 Critical (`create_charge`, `delete_customer`)",
        ),
    ),
    (
        "policy/wildcard",
        Case(
            bad={"mcp.json": servers(board=BOARD), "permissions.json": {"mcpAllowlist": ["*:post_card"]}},
            good={"mcp.json": servers(board=BOARD), "permissions.json": {"mcpAllowlist": ["board:read_board"]}},
            level="review",
            place=("permissions.json", '"*:post_card"'),
        ),
    ),
    (
        "config/unread",
        Case(
            bad={"claude.json": claude(deny="mcp__pay__delete_customer")},
            good={"claude.json": claude(deny=["mcp__pay__delete_customer"])},
            level="error",
            place=("claude.json", '"deny"'),
            says="drops the whole file",
        ),
    ),
    (
        "config/unread",
        Case(
            bad={"claude.json": claude(denny=[], allow=[])},
            good={"claude.json": claude(deny=[], allow=[])},
            level="review",
            place=("claude.json", '"denny"'),
            says="did you mean `deny`?",
        ),
    ),
    (
        "config/unread",
        Case(
            bad={"claude.json": '{\n  // why\n  "permissions": {"deny": []}\n}'},
            good={"opencode.jsonc": '{\n  // why\n  "permission": {}\n}'},
            level="review",
            place=("claude.json", "// why"),
        ),
    ),
    (
        "config/unread",
        Case(
            bad={".gemini/policies/a.toml": policy('toolName = "x"\nmcpName = "notes"\ndecision = "deny"')},
            good={"home/.gemini/policies/a.toml": policy('toolName = "x"\nmcpName = "notes"\ndecision = "deny"')},
            level="review",
            place=(".gemini/policies/a.toml", "[[rule]]"),
            says="does not read",
        ),
    ),
    (
        "fail-open/claude-skipped-rule",
        Case(
            bad={"claude.json": claude(deny=["mcp__pay__create_charge(currency:eur)"])},
            good={"claude.json": claude(deny=["mcp__pay__create_charge", "Bash(rm:*)"])},
            level="error",
            place=("claude.json", '"mcp__pay__create_charge('),
            says="the call goes through",
        ),
    ),
    (
        "fail-open/claude-skipped-rule",
        Case(
            bad={"claude.json": claude(allow=["mcp__*"])},
            good={"claude.json": claude(deny=["mcp__*"], ask=["mcp__*__delete_customer"], allow=["mcp__pay__get_*"])},
            level="review",
            place=("claude.json", '"mcp__*"'),
        ),
    ),
    (
        "fail-open/claude-untrusted-project",
        Case(
            bad={".claude/settings.json": claude(allow=["mcp__pay__get_balance"])},
            good={"home/.claude/settings.json": claude(allow=["mcp__pay__get_balance"])},
            level="note",
            place=(".claude/settings.json", '"mcp__pay__get_balance"'),
        ),
    ),
    (
        "fail-open/gemini-long-name",
        Case(
            bad=gemini(policy(f'mcpName = "notes"\ntoolName = "{LONG}"\ndecision = "deny"\npriority = 9')),
            good=gemini(policy('mcpName = "notes"\ntoolName = "*"\ndecision = "deny"\npriority = 9')),
            level="error",
            place=("policy.toml", "toolName"),
            says="68 characters",
        ),
    ),
    (
        "fail-open/gemini-long-name",
        Case(
            bad=gemini(policy(f'toolName = "mcp_notes_{LONG}"\ndecision = "ask_user"')),
            good=gemini(policy(f'mcpName = "notes"\ntoolName = "{LONG}"\ndecision = "deny"'), excludeTools=[LONG]),
            level="review",
            place=("policy.toml", "toolName"),
        ),
    ),
    (
        "fail-open/gemini-no-tool-name",
        Case(
            bad=gemini(policy('mcpName = "notes"\ndecision = "deny"\npriority = 9')),
            good=gemini(policy('mcpName = "notes"\ntoolName = "*"\ndecision = "deny"\npriority = 9')),
            level="error",
            place=("policy.toml", "mcpName"),
            says="refuses the file",
        ),
    ),
    (
        "fail-open/copilot-tool-name",
        Case(
            bad={
                "mcp-config.json": servers(notebooks={**NOTES, "tools": ["*"]}),
                "run.sh": f"copilot --allow-all-tools --deny-tool='notebooks({LONG})'\n",
            },
            good={
                "mcp-config.json": servers(notebooks={**NOTES, "tools": ["list_notes"]}),
                "run.sh": f"copilot --allow-all-tools --deny-tool='notebooks({LONG})'\n",
            },
            level="error",
            place=("run.sh", "--deny-tool"),
            says="cuts its id of 68 characters at 64",
        ),
    ),
    (
        "fail-open/copilot-repo-hooks",
        Case(
            bad={
                ".github/hooks/gate.json": {"version": 1, "hooks": {"preToolUse": [{"bash": "gate"}]}},
                "run.sh": "copilot -p 'tidy up' --allow-tool=pay\n",
            },
            good={"hooks.json": {"version": 1, "hooks": {"preToolUse": [{"bash": "gate"}]}}},
            level="error",
            place=(".github/hooks/gate.json", '"bash"'),
            says="run.sh does on line 1",
        ),
    ),
    (
        "fail-open/copilot-repo-hooks",
        Case(
            bad={".github/hooks/gate.json": {"version": 1, "hooks": {"preToolUse": [{"bash": "gate"}]}}},
            good={".github/hooks/gate.json": {"version": 1, "hooks": {"preToolUse": []}}},
            level="note",
            place=(".github/hooks/gate.json", '"bash"'),
        ),
    ),
    (
        "fail-open/litellm-both-lists",
        Case(
            bad={
                "config.yaml": "mcp_servers:\n  pay:\n    command: npx\n    args: ['@acme/pay-mcp@1.4.0']\n"
                "    allowed_tools: [get_balance]\n    disallowed_tools: [delete_customer]\n"
            },
            good={
                "config.yaml": "mcp_servers:\n  pay:\n    command: npx\n    args: ['@acme/pay-mcp@1.4.0']\n"
                "    allowed_tools: [get_balance]\n"
            },
            level="error",
            place=("config.yaml", "delete_customer"),
            says="still runs a call",
        ),
    ),
    (
        "fail-open/opencode-order",
        Case(
            bad=opencode(("pay_delete_customer", "deny"), ("pay_*", "allow")),
            good=opencode(("pay_*", "allow"), ("pay_delete_customer", "deny")),
            level="error",
            place=("opencode.json", '"pay_delete_customer"'),
            says="on line 14 overrides",
        ),
    ),
    (
        "fail-open/opencode-order",
        Case(
            bad=opencode(("pay_get_balance", "allow"), ("pay_*", "deny")),
            good=opencode(("pay_get_balance", "deny"), ("pay_*", "deny")),
            level="review",
            place=("opencode.json", '"pay_get_balance"'),
        ),
    ),
    (
        "fail-open/codex-unknown-key",
        Case(
            bad={"config.toml": f'{CODEX}enabled_toolz = ["get_balance"]\n'},
            good={"config.toml": f'{CODEX}enabled_tools = ["get_balance"]\n'},
            level="error",
            place=("config.toml", "enabled_toolz"),
            says="did you mean `enabled_tools`?",
        ),
    ),
    (
        "fail-open/codex-unknown-key",
        Case(
            bad={"config.toml": f'{CODEX}colour = "red"\n'},
            good={"config.toml": f'colour = "red"\n{CODEX}'},
            level="review",
            place=("config.toml", "colour"),
        ),
    ),
    (
        "fail-open/codex-unknown-key",
        Case(
            bad={"requirements.toml": "[mcp_servers.pay]\ndisabled_tools = ['delete_customer']\n"},
            good={"requirements.toml": "[mcp_servers.pay.identity]\ncommand = 'npx'\n"},
            level="error",
            place=("requirements.toml", "disabled_tools"),
        ),
    ),
    (
        "fail-open/codex-untrusted-hooks",
        Case(
            bad={"config.toml": toml_hook(GUARDED)},
            good={"config.toml": CODEX},
            level="note",
            place=("config.toml", "command"),
        ),
    ),
    (
        "fail-open/codex-full-access",
        Case(
            bad={"config.toml": f'approval_policy = "never"\nsandbox_mode = "danger-full-access"\n{CODEX}'},
            good={"config.toml": f'approval_policy = "never"\nsandbox_mode = "read-only"\n{CODEX}'},
            level="error",
            place=("config.toml", "approval_policy"),
            says="asks nobody",
        ),
    ),
    (
        "config/unread",
        Case(
            bad={"config.toml": f'{CODEX}default_tools_approval_mode = "promt"\n'},
            good={"config.toml": f'{CODEX}default_tools_approval_mode = "prompt"\n'},
            level="error",
            place=("config.toml", "default_tools_approval_mode"),
            says="did you mean `prompt`?",
        ),
    ),
    (
        "fail-open/opencode-agent",
        Case(
            bad={
                "opencode.json": {"permission": {"pay_*": "deny"}, "agent": {"b": {"permission": {"pay_x": "allow"}}}}
            },
            good={"opencode.json": {"permission": {"pay_*": "deny"}, "agent": {"b": {"prompt": "x"}}}},
            level="error",
            place=("opencode.json", '"pay_x"'),
            says="overrides the global `pay_*`",
        ),
    ),
    (
        "fail-open/opencode-agent",
        Case(
            bad={"opencode.json": {"permission": {"pay_*": "ask"}, "agent": {"b": {"permission": {"pay_x": "deny"}}}}},
            good={"opencode.json": {"permission": {"pay_*": "ask"}}},
            level="note",
            place=("opencode.json", '"pay_x"'),
            says="not looked at",
        ),
    ),
    (
        "fail-open/hooks-disabled",
        Case(
            bad={"a.json": {**hook(GUARDED), "disableAllHooks": True}},
            good={"a.json": {**hook(GUARDED), "disableAllHooks": False}},
            level="error",
            place=("a.json", '"disableAllHooks"'),
            says="turns off 1 hook",
        ),
    ),
    (
        "fail-open/hook-unguarded",
        Case(
            bad={"claude.json": hook("python3 gate.py")},
            good={
                "claude.json": hook(GUARDED),
            },
            level="error",
            place=("claude.json", '"command": "python3'),
            says="exit 2; }`",
        ),
    ),
    (
        "fail-open/hook-unguarded",
        Case(
            bad={"hooks.json": {"hooks": {"beforeMCPExecution": [{"command": "./gate"}]}}},
            good={"hooks.json": {"hooks": {"beforeMCPExecution": [{"command": "./gate", "failClosed": True}]}}},
            level="error",
            place=("hooks.json", '"command"'),
            says="failClosed",
        ),
    ),
    (
        "fail-open/hook-script-missing",
        Case(
            bad={".claude/settings.json": hook("$CLAUDE_PROJECT_DIR/hooks/gate.py")},
            good={
                ".claude/settings.json": hook("python3 ${CLAUDE_PROJECT_DIR}/hooks/gate.py"),
                "hooks/gate.py": "from agents import x\n",
            },
            level="error",
            place=(".claude/settings.json", '"command": "$CLAUDE'),
            says="`hooks/gate.py`",
        ),
    ),
    (
        "fail-open/hook-script-missing",
        Case(
            bad={"claude.json": hook("./hooks/gate.sh || exit 2")},
            good={"claude.json": hook("/opt/gate.sh || exit 2")},
            level="review",
            place=("claude.json", '"command": "./hooks'),
            says="every call is refused",
        ),
    ),
    (
        "fail-open/agents-tool-filter",
        Case(
            bad={"agent.py": "x = MCPServerStdio(params={},\n    tool_filter=create_static_tool_filter(['a']))\n"},
            good={"agent.py": "x = MCPServerStdio(params={}, tool_filter=None, require_approval='always')\n"},
            level="review",
            place=("agent.py", "tool_filter=create"),
        ),
    ),
    (
        "server/off",
        Case(
            bad={
                "o.json": {
                    "mcp": {"pay": {"command": ["npx", "@acme/pay-mcp"], "enabled": False}},
                    "permission": {"pay_delete_costumer": "deny"},
                }
            },
            good={"o.json": {"mcp": {"pay": {"command": ["npx", "@acme/pay-mcp"], "enabled": True}}, "permission": {}}},
            level="note",
            place=("o.json", '"enabled"'),
            says="its tools are not audited",
        ),
    ),
    (
        "server/off",
        Case(
            bad={"mcp_config.json": servers(pay={**PAY, "disabled": True})},
            good={"mcp_config.json": servers(pay={**PAY, "disabled": False})},
            level="note",
            place=("mcp_config.json", '"disabled"'),
            says="nobody tried whether every client heeds that",
        ),
    ),
    (
        "fail-open/switch-ignored",
        Case(
            bad={".mcp.json": servers(pay={**PAY, "disabled": True})},
            good={".copilot/mcp-config.json": servers(pay={**PAY, "disabled": True})},
            level="error",
            place=(".mcp.json", '"disabled"'),
            says="Claude Code 2.1.330 ignores: the server starts; remove the entry",
        ),
    ),
    (
        "fail-open/switch-ignored",
        Case(
            bad={"config.toml": f"{CODEX}disabled = true\n"},
            good={"config.toml": f"{CODEX}enabled = false\n"},
            level="error",
            place=("config.toml", "disabled"),
            says="write `enabled` = false",
        ),
    ),
    (
        "server/not-allowed",
        Case(
            bad={
                ".mcp.json": servers(pay=PAY),
                "managed-settings.json": {
                    "allowedMcpServers": [{"serverName": "pay"}, {"serverCommand": ["npx", "other"]}]
                },
            },
            good={
                ".mcp.json": servers(pay=PAY),
                "managed-settings.json": {
                    "allowedMcpServers": [{"serverCommand": ["npx", *PAY["args"]]}, {"serverUrl": "https://x/*"}]
                },
            },
            level="note",
            place=(".mcp.json", '"pay"'),
            says="do not name",
        ),
    ),
    (
        "server/not-allowed",
        Case(
            bad={
                ".mcp.json": servers(board=BOARD),
                "managed-settings.json": {"deniedMcpServers": [{"serverUrl": "https://*.board.example/*"}]},
            },
            good={
                ".mcp.json": servers(board=BOARD),
                "managed-settings.json": {"allowedMcpServers": [{"serverUrl": "https://*.board.example/*"}]},
            },
            level="note",
            place=(".mcp.json", '"board"'),
            says="deny",
        ),
    ),
    (
        "server/not-allowed",
        Case(
            bad={".mcp.json": servers(board=BOARD), "managed-settings.json": {"allowedMcpServers": []}},
            good={".mcp.json": servers(board=BOARD), "managed-settings.json": {"deniedMcpServers": []}},
            level="note",
            place=(".mcp.json", '"board"'),
            says="",
        ),
    ),
    (
        "policy/no-such-tool",
        Case(
            bad=with_claude({"depot": DEPOT}, {"deny": ["mcp__depot__drop.item"]}),
            good=with_claude({"depot": DEPOT}, {"deny": ["mcp__depot__drop_item"]}),
            level="error",
            place=("claude.json", '"mcp__depot__drop.item"'),
            says="did you mean `mcp__depot__drop_item`?",
        ),
    ),
    (
        "config/unread",
        Case(
            bad={"config.yaml": "mcp_servers:\n  my-pay:\n    command: npx\n    args: ['@acme/pay-mcp@1.4.0']\n"},
            good={"config.yaml": "mcp_servers:\n  my_pay:\n    command: npx\n    args: ['@acme/pay-mcp@1.4.0']\n"},
            level="error",
            place=("config.yaml", "my-pay"),
            says="write `my_pay`",
        ),
    ),
    (
        "fail-open/copilot-tool-name",
        Case(
            bad={
                "mcp-config.json": servers(depot={**DEPOT, "tools": ["*"]}),
                "run.sh": "copilot --allow-all-tools --deny-tool='depot(drop.item)'\n",
            },
            good={
                "mcp-config.json": servers(depot={**DEPOT, "tools": ["*"]}),
                "run.sh": "copilot --allow-all-tools --deny-tool='depot(drop-item)'\n",
            },
            level="error",
            place=("run.sh", "--deny-tool"),
            says="write `depot(drop-item)`",
        ),
    ),
    (
        "fail-open/gemini-long-name",
        Case(
            bad=gemini(policy(f'mcpName = "notes"\ntoolName = "{LONG}"\ndecision = "deny"')),
            good=gemini(policy(f'toolName = "mcp_notes_{LONG[:20]}...{LONG[-30:]}"\ndecision = "deny"')),
            level="error",
            place=("policy.toml", "toolName"),
            says="excludeTools",
        ),
    ),
    (
        "fail-open/gemini-long-name",
        Case(
            bad={
                "settings.json": servers(acme_notes_of_the_whole_team={**NOTES, "excludeTools": []}),
                "p.toml": policy('mcpName = "acme_notes_of_the_whole_team"\ntoolName = "*"\ndecision = "deny"'),
            },
            good=gemini(policy('mcpName = "notes"\ntoolName = "*"\ndecision = "deny"')),
            level="error",
            place=("p.toml", "toolName"),
            says="too little of the server",
        ),
    ),
    (
        "fail-open/hook-unguarded",
        Case(
            bad={"gemini.json": hook("python3 gate.py", "BeforeTool")},
            good={"gemini.json": hook(GUARDED, "BeforeTool")},
            level="error",
            place=("gemini.json", '"command"'),
            says="when its command crashes",
        ),
    ),
    (
        "fail-open/hook-unguarded",
        Case(
            bad={"config.toml": toml_hook("python3 gate.py || exit 2")},
            good={
                "config.toml": toml_hook(GUARDED),
                "claude.json": hook("python3 gate.py || exit 2"),
                "h.json": copilot_hook("gate"),
            },
            level="review",
            place=("config.toml", "command"),
            says="without a word on stderr",
        ),
    ),
    (
        "fail-open/hook-timeout",
        Case(
            bad={".gemini/settings.json": hook(GUARDED, "BeforeTool", timeout=30)},
            good={".gemini/settings.json": hook(f"timeout 10 {GUARDED}", "BeforeTool", timeout=30000)},
            level="error",
            place=(".gemini/settings.json", '"command"'),
            says="0.03 s",
        ),
    ),
    (
        "fail-open/hook-timeout",
        Case(
            bad={"claude.json": hook(GUARDED, timeout=30)},
            good={"claude.json": hook(f"timeout 10 {GUARDED}", timeout=30)},
            level="note",
            place=("claude.json", '"command"'),
            says="the client waits (30 s)",
        ),
    ),
    (
        "fail-open/hook-dialect",
        Case(
            bad={".gemini/settings.json": hook("python3 ./gate.py", "BeforeTool"), "gate.py": CLAUDE_GATE},
            good={
                ".gemini/settings.json": hook("python3 ./gate.py", "BeforeTool"),
                "gate.py": f"{CLAUDE_GATE}sys.exit(2)\n",
            },
            level="error",
            place=(".gemini/settings.json", '"command"'),
            says='`{"decision": "deny"',
        ),
    ),
    (
        "fail-open/hook-dialect",
        Case(
            bad={"config.toml": toml_hook("./gate.py"), "gate.py": CLAUDE_GATE.replace("deny", "ask")},
            good={"config.toml": toml_hook("./gate.py"), "gate.py": CLAUDE_GATE},
            level="error",
            place=("config.toml", "command"),
            says="does not heed `ask`",
        ),
    ),
    (
        "fail-open/hook-dialect",
        Case(
            bad={".github/hooks/g.json": copilot_hook("./gate.py"), "gate.py": CLAUDE_GATE},
            good={".github/hooks/g.json": copilot_hook("./gate.py"), "gate.py": f"{CLAUDE_GATE}# and for Copilot\n"},
            level="error",
            place=(".github/hooks/g.json", '"bash"'),
            says="",
        ),
    ),
    (
        "fail-open/gemini-pattern",
        Case(
            bad=gemini(policy('mcpName = "notes"\ntoolName = "delete_*"\ndecision = "deny"')),
            good=gemini(policy('mcpName = "notes"\ntoolName = ["delete_note", "list_notes"]\ndecision = "deny"')),
            level="error",
            place=("policy.toml", "toolName"),
            says="never matches",
        ),
    ),
    (
        "fail-open/gemini-pattern",
        Case(
            bad=gemini(policy('mcpName = "*"\ntoolName = "delete_note"\ndecision = "ask_user"')),
            good=gemini(
                policy(
                    'mcpName = "*"\ntoolName = "*"\ndecision = "deny"', 'toolName = "mcp_notes_*"\ndecision = "deny"'
                )
            ),
            level="review",
            place=("policy.toml", "toolName"),
        ),
    ),
]


@pytest.mark.parametrize(("check", "case"), CASES, ids=[name for name, _ in CASES])
def test_the_bad_case_is_found_at_its_place_and_the_good_one_is_not(check, case, tmp_path):
    (finding,) = found(tmp_path / "bad", case.bad, check)
    name, begins = case.place
    assert finding.place.file.endswith(name)
    line = (tmp_path / "bad" / name).read_text().splitlines()[finding.place.line - 1]
    assert line[finding.place.column - 1 :].startswith(begins)
    assert finding.level == case.level
    assert case.says in f"{finding.message}; {finding.hint}"
    assert found(tmp_path / "good", case.good, check, **case.options.get("good", {})) == []


def test_every_check_has_a_case_at_its_highest_level():
    reached = {(name, case.level) for name, case in CASES}
    assert {(check.ID, check.LEVEL.value) for check in CHECKS} <= reached


def test_every_check_is_registered_once():
    folder = Path(package.__file__).parent
    beside = {"__init__", "matching", "hook_guard", "near", "seeing", "started", "subject", "words"}
    names = sorted(check.__name__.rsplit(".", 1)[1] for check in CHECKS)
    assert names == sorted({path.stem for path in folder.glob("*.py")} - beside)


def test_every_check_has_an_id_of_its_own_and_says_in_one_sentence_what_it_finds():
    assert len({check.ID for check in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        assert re.fullmatch(r"(server|policy|config|fail-open)/[a-z-]+", check.ID)
        assert check.SENTENCE.endswith(".")
        assert check.ID.startswith("fail-open/") == hasattr(check, "ENGINE")


def test_messages_begin_with_what_was_found_and_hints_are_no_sentences(tmp_path):
    for number, (check, case) in enumerate(CASES):
        for finding in found(tmp_path / str(number), case.bad, check):
            assert finding.message.startswith("found ")
            assert not finding.message.endswith(".")
            assert not finding.hint.endswith(".")


def test_no_server_is_made_up_of_a_rule_that_spells_a_given_one_in_another_case(tmp_path):
    result = audited(tmp_path, with_claude({"pay": PAY}, {"deny": ["mcp__Pay__delete_customer"]}))
    assert {seen.server.key for seen in result.subject.seen} == {"pay"}
