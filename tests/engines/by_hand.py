"""Six tools with names of every kind, and policies for them written by hand in each client's own format.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from tests.engines import claude_code, codex, copilot_cli, gemini_cli, litellm_proxy, opencode
from tests.engines.case import Setup
from tests.engines.verdict import Effect

READ: Final = "get_job_status"
DOTTED: Final = "list-all.jobs"
CHARGE: Final = "create_charge"
NOTE: Final = "edit-charge.note"
ERASE: Final = "delete_job"
LONG: Final = "delete_every_job_of_every_queue_in_every_region_that_was_ever_created"
EFFECTS: Final[Mapping[str, Effect]] = {
    READ: "allow",
    DOTTED: "allow",
    CHARGE: "ask",
    NOTE: "ask",
    ERASE: "deny",
    LONG: "deny",
}
SHORT_KEY: Final = "valkey"
HARD_KEY: Final = "awslabs.valkey-mcp-server"
KEYS: Final = (SHORT_KEY, HARD_KEY)
ARGUMENTS: Final = {
    "type": "object",
    "properties": {"amount": {"type": "integer"}, "currency": {"type": "string"}},
}


def tool(name: str, **annotations: bool) -> dict[str, Any]:
    """A tool with two optional arguments."""
    return {"name": name, "inputSchema": ARGUMENTS, **({"annotations": annotations} if annotations else {})}


TOOLS: Final = (tool(READ, readOnlyHint=True), *map(tool, list(EFFECTS)[1:]))


def of(effect: str) -> list[str]:
    """The tools with that effect."""
    return [name for name, theirs in EFFECTS.items() if theirs == effect]


def make_setup(server_key: str = SHORT_KEY, **fields: Any) -> Setup:
    """The six tools behind that key, and no policy, unless told otherwise."""
    return Setup(**{"server_key": server_key, "tools": TOOLS, **fields})


def claude_settings(key: str) -> dict[str, Any]:
    """Lists of normalised names."""
    lists = {effect: [claude_code.name_of(key, name)[1] for name in of(effect)] for effect in ("allow", "ask", "deny")}
    return {"files": {"~/.claude/settings.json": json.dumps({"permissions": lists})}}


def codex_config(key: str) -> dict[str, Any]:
    """True names, quoted."""
    server = f"mcp_servers.{json.dumps(key)}"
    lines = [
        f"[{server}]",
        'command = "uvx"',
        f"disabled_tools = {json.dumps(of('deny'))}",
        'default_tools_approval_mode = "prompt"',
    ]
    for effect, mode in (("allow", "approve"), ("ask", "prompt")):
        for name in of(effect):
            lines += [f"[{server}.tools.{json.dumps(name)}]", f'approval_mode = "{mode}"']
    return {"files": {codex.CONFIG: "\n".join(lines) + "\n"}, "words": codex.STRICT}


def copilot_pattern(key: str, name: str) -> str:
    """How a permission names a tool: the key as it is, the tool as the model sees it, without what is cut off there."""
    return f"{key}({copilot_cli.name_of(key, name)[1][len(key) + 1 :]})"


def copilot_lists(key: str) -> dict[str, Any]:
    """`tools` has true names and hides the rest; `--allow-tool` lets run without asking."""
    server = {"type": "local", "command": "uvx", "args": ["x"], "tools": [*of("allow"), *of("ask")]}
    return {
        "files": {copilot_cli.CONFIG: json.dumps({"mcpServers": {key: server}})},
        "words": tuple(f"--allow-tool={copilot_pattern(key, name)}" for name in of("allow")),
    }


def gemini_rules(key: str) -> dict[str, Any]:
    """One rule a tool; a tool with a shortened name is named as the model sees it."""
    text = f'[[rule]]\nmcpName = {json.dumps(key)}\ntoolName = "*"\ndecision = "deny"\npriority = 10\n'
    for effect, decision in (("allow", "allow"), ("ask", "ask_user"), ("deny", "deny")):
        for name in of(effect):
            shown = gemini_cli.name_of(key, name)[1]
            place = f'toolName = "{shown}"' if "..." in shown else f'mcpName = "{key}"\ntoolName = "{name}"'
            text += f'[[rule]]\n{place}\ndecision = "{decision}"\npriority = 300\n'
    return {"files": {"~/.gemini/policies/policy.toml": text}}


def litellm_config(key: str) -> dict[str, Any]:
    """What is allowed; asking cannot be expressed."""
    server = {"url": "http://127.0.0.1:9/mcp", "allowed_tools": of("allow")}
    return {"files": {litellm_proxy.CONFIG: json.dumps({"mcp_servers": {key: server}})}}


def opencode_permission(key: str) -> dict[str, Any]:
    """The default first: the last match wins."""
    server = re.sub(r"[^A-Za-z0-9_-]", "_", key)
    rules: dict[str, str] = {f"{server}_*": "deny"}
    rules |= {opencode.name_of(key, name)[1]: effect for name, effect in EFFECTS.items()}
    return {"files": {opencode.CONFIG: json.dumps({"permission": rules})}}
