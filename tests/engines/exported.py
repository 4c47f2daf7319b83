"""Servers of the catalog and a target into a client that is set up as a reader would do it, and what it then has to do.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from generator.exporters.target import read_target
from tests.engines import (
    Client,
    claude_code,
    codex,
    copilot_cli,
    gemini_cli,
    gemini_core,
    litellm_proxy,
    opencode,
)
from tests.engines.case import Setup, sample
from tests.engines.verdict import Effect
from tests.exporters.test_hook import fitting
from tests.support.plans import catalog_plan, exported, judged_of

PLACES: Final[Mapping[str, Mapping[str, str]]] = {
    "claude-code": {"settings.json": "~/.claude/settings.json"},
    "claude-code-managed": {"managed-settings.json": "/etc/claude-code/managed-settings.json"},
    "codex": {"config.toml": codex.CONFIG},
    "copilot-cli": {"mcp-config.json": copilot_cli.CONFIG, "copilot-mcp.sh": copilot_cli.START},
    "gemini": {"mcp-policy.toml": "~/.gemini/policies/mcp-policy.toml"},
    "litellm": {"config.yaml": litellm_proxy.CONFIG},
    "opencode": {"opencode.json": opencode.CONFIG},
    "hook": {"policy_hook.py": "~/.mcp-policy/policy_hook.py", "policy.json": "~/.mcp-policy/policy.json"},
}
"""Where the files of each target go."""
CLIENTS: Final[tuple[tuple[str, Client], ...]] = (
    ("claude-code", claude_code),
    ("claude-code-managed", claude_code),
    ("codex", codex),
    ("copilot-cli", copilot_cli),
    ("gemini", gemini_core),
    ("litellm", litellm_proxy),
    ("opencode", opencode),
    ("hook", claude_code),
    ("hook", codex),
    ("hook", gemini_cli),
    ("hook", copilot_cli),
)
UNLISTED: Final = "a_tool_of_tomorrow"
"""A tool that no policy names. It says of itself that it only reads: some clients run such tools unasked."""
Plan = dict[str, Any]


def plan_for(slugs: Sequence[str], posture: str = "balanced", keys: Sequence[str] = ()) -> Plan:
    """One plan of several servers of the catalog, under their own keys or these."""
    servers = [server for slug in slugs for server in catalog_plan(slug, posture)["servers"]]
    renamed = [{**server, "key": key} for server, key in zip(servers, keys, strict=True)] if keys else servers
    return {"posture": posture, "servers": renamed}


def key_in(client: Client, server: Mapping[str, Any]) -> str:
    """The server's key in that client's configuration: LiteLLM takes none with a hyphen, and the document says which."""
    key = str(server["key"])
    return key.replace("-", "_") if client is litellm_proxy else key


def definitions(server: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """What the server lists: the planned tools with schemas and hints as far as the catalog holds them, and an unlisted one."""
    hints = {}
    if server["slug"] != "made":
        hints = {each.name: each.hints for each in judged_of(server["slug"]).server.tools}
    listed = []
    for tool in server["tools"]:
        parameters = tool["parameters"] or ()
        schema = {
            "type": "object",
            "properties": {each["name"]: {"type": each["types"]} if each["types"] else {} for each in parameters},
            "required": [each["name"] for each in parameters if each["required"]],
        }
        hint = hints.get(tool["name"])
        said = hint.model_dump(exclude_none=True) if hint else {}
        listed.append({"name": tool["name"], "inputSchema": schema, "annotations": said})
    return (*listed, {"name": UNLISTED, "annotations": {"readOnlyHint": True}})


def calls(server: Mapping[str, Any], before: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every tool once, with arguments that keep to the policy's limits."""
    limits = {tool["name"]: {each["arg"]: fitting(each) for each in tool["constraints"]} for tool in server["tools"]}
    return [
        (before + each["name"], {**sample(each.get("inputSchema") or {}), **limits.get(each["name"], {})})
        for each in definitions(server)
    ]


def effects(target: str, server: Mapping[str, Any], client: Client, before: str = "") -> dict[str, Effect]:
    """What becomes of each tool, as the target says of itself."""
    said = read_target(target).recipe.expresses
    unlisted = {"as chosen": server["unlisted"], "asks": "ask", "denies": "deny", "open": "ask"}[said.unlisted]

    def of(tool: Mapping[str, Any]) -> Effect:
        effect: Effect = tool["effect"]
        if effect == "ask" and (said.ask == "denies" or (target == "copilot-cli" and tool["claims_read_only"])):
            return "deny"
        return effect

    found = {before + tool["name"]: of(tool) for tool in server["tools"]} | {before + UNLISTED: unlisted}
    if target == "hook" and client in (codex, gemini_cli):
        return {name: "deny" if effect == "ask" else effect for name, effect in found.items()}
    return found


def setup_for(target: str, client: Client, plan: Plan, **fields: Any) -> Setup:
    """The client with every server of the plan, and the target's files where the target says that they go."""
    first, *others = [{**server, "key": key_in(client, server)} for server in plan["servers"]]
    texts = {file.name: file.text for file in exported(target, plan).files}
    files = {path: texts[name] for name, path in PLACES[target].items()}
    words: tuple[str, ...] = ()
    if target == "hook":
        more, words = registered(client, texts, [first["key"], *(server["key"] for server in others)])
        files |= more
    if target == "codex":
        words = codex.STRICT
    script = [*calls(first), *(call for server in others for call in calls(server, f"{server['key']}/"))]
    return Setup(
        **{
            "server_key": first["key"],
            "tools": definitions(first),
            "others": {server["key"]: definitions(server) for server in others},
            "files": files,
            "words": words,
            "calls": tuple(script),
            "seconds": 540,
            **fields,
        }
    )


def registered(client: Client, texts: Mapping[str, str], keys: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The hook's own lines in the client's settings, beside rules that let every call through: so the hook alone decides."""
    match client.NAME:
        case claude_code.NAME:
            hooks = json.loads(texts["claude-code.settings.json"])
            allowed = [claude_code.name_of(key, "")[1].removesuffix("__") for key in keys]
            return {"~/.claude/settings.json": json.dumps({**hooks, "permissions": {"allow": allowed}})}, ()
        case codex.NAME:
            approved = "".join(
                f'[mcp_servers.{json.dumps(key)}]\ndefault_tools_approval_mode = "approve"\n' for key in keys
            )
            return {codex.CONFIG: f"{approved}\n{texts['codex.config.toml']}"}, codex.HOOKS_TRUSTED + codex.STRICT
        case gemini_cli.NAME:
            rule = '[[rule]]\ntoolName = "mcp_*"\ndecision = "allow"\npriority = 10\n'
            return {
                gemini_cli.SETTINGS: texts["gemini-cli.settings.json"],
                "~/.gemini/policies/all.toml": rule,
            }, ()
        case _:
            return {"~/.copilot/hooks/mcp-policy.json": texts["copilot-cli.hooks.json"]}, ("--allow-all-tools",)
