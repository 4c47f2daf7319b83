"""OpenAI Codex's `config.toml`: servers with their lists and approval modes, and hooks.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from generator.model.client_config import ConfigFile, ConfiguredServer, Named, PolicyRule, Setting
from generator.model.vocabulary import Effect
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.file_place import folder_of
from generator.readers.client_configs.hook_entry import read_hooks
from generator.readers.client_configs.server_entry import read_servers

NAME: Final = "codex-config"
LABEL: Final = "Codex `config.toml`"
SYNTAX: Final = "toml"
_MODES: Final[dict[str, Effect]] = {"approve": "allow", "prompt": "ask", "auto": "ask", "writes": "ask"}
_SERVER: Final = (
    "command args env env_vars cwd url bearer_token_env_var http_headers env_http_headers startup_timeout_sec startup_timeout_ms"
    " tool_timeout_sec enabled required enabled_tools disabled_tools default_tools_approval_mode tools scopes oauth_resource"
    " oauth name supports_parallel_tool_calls bearer_token environment_id experimental_environment"
    " disabled"  # not known to the client; `fail-open/switch-ignored` says so
).split()
_TOOL: Final = ("approval_mode",)


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 4 by folder, 2 by its keys alone."""
    if not isinstance(data, dict):
        return 0
    if path.name == "config.toml" and folder_of(path) == ".codex":
        return 4
    looks = isinstance(data.get("mcp_servers"), dict) or (
        isinstance(data.get("hooks"), dict) and "PreToolUse" in data["hooks"]
    )
    return 2 if looks else 0


def read(document: Document) -> ConfigFile:
    """The servers, each with its lists and modes, and the hooks."""
    document.mapping("hooks")
    servers = read_servers(document, "mcp_servers", client="codex")
    return ConfigFile(
        path=document.file,
        format=NAME,
        client="codex",
        scope=document.scope,
        servers=tuple(_with_lists(document, each) for each in servers),
        settings=_settings(document),
        hooks=read_hooks(document, "codex", "PreToolUse", "hooks", "PreToolUse"),
    )


def _settings(document: Document) -> tuple[Setting, ...]:
    """When it asks, and what the sandbox holds back; a value of another kind is a finer policy."""
    return tuple(
        Setting(name=name, value=value, place=document.place(name))
        for name in ("approval_policy", "sandbox_mode")
        if isinstance(value := document.at(name), str)
    )


def _expect_mode(document: Document, mode: Named | None, *pointer: str) -> None:
    if mode is not None and mode.text not in _MODES:
        what = f"found approval mode `{mode.text[:80]}`, expected one of {', '.join(_MODES)}"
        near = document.near.to(mode.text, _MODES)
        document.note("value", pointer, what, f"did you mean `{near}`?" if near else "write one of these words")


def _with_lists(document: Document, server: ConfiguredServer) -> ConfiguredServer:
    here = ("mcp_servers", server.key)
    document.expect_keys(_SERVER, *here)
    rules = []
    for tool in document.mapping(*here, "tools"):
        if not document.mapping(*here, "tools", tool):
            continue
        document.expect_keys(_TOOL, *here, "tools", tool)
        mode = document.string(*here, "tools", tool, "approval_mode")
        _expect_mode(document, mode, *here, "tools", tool, "approval_mode")
        if mode is not None:
            text = f"tools.{tool}.approval_mode = {mode.text}"
            effect = _MODES.get(mode.text, "ask")
            place = document.place(*here, "tools", tool)
            is_hint = mode.text in {"auto", "writes"}
            rules.append(
                PolicyRule(
                    client="codex",
                    effect=effect,
                    text=text,
                    place=place,
                    server=server.key,
                    tool=tool,
                    is_conditional=is_hint,
                )
            )
    default = document.string(*here, "default_tools_approval_mode")
    _expect_mode(document, default, *here, "default_tools_approval_mode")
    only = document.strings(*here, "enabled_tools")
    return replace(
        server,
        only=only if document.at(*here, "enabled_tools") is not None else None,
        never=document.strings(*here, "disabled_tools"),
        approval=default,
        rules=tuple(rules),
    )
