"""Claude Code, from the binary inside PyPI's `claude-agent-sdk`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re

from tests.engines import installed, sandbox
from tests.engines.case import Seen, Setup

NAME = "Claude Code"


def version() -> str:
    """What the program says of itself."""
    return installed.said_by(installed.in_wheel("claude_agent_sdk/_bundled/claude"), "--version").split()[0]


def name_of(server_key: str, tool: str) -> tuple[str | None, str]:
    """The name the model uses."""
    return None, f"mcp__{re.sub(r'[^A-Za-z0-9_-]', '_', server_key)}__{re.sub(r'[^A-Za-z0-9_-]', '_', tool)}"


def run(setup: Setup) -> Seen:
    """One headless run. Servers come from the project's `.mcp.json` if the setup has one, else from the harness."""
    return sandbox.run(setup, lambda place: _command(setup, place), name_of)


def _command(setup: Setup, place: sandbox.Place) -> sandbox.Command:
    commands = place.commands(setup)
    servers = {"mcpServers": {key: {"type": "stdio", "command": each, "args": []} for key, each in commands.items()}}
    config = ".mcp.json" if ".mcp.json" in setup.files else "servers.json"
    project = {"hasTrustDialogAccepted": setup.trusted, "hasCompletedProjectOnboarding": True}
    state = {"hasCompletedOnboarding": True, "projects": {"@PROJECT@": project}}
    return sandbox.Command(
        argv=(
            installed.in_wheel("claude_agent_sdk/_bundled/claude"),
            *("--print", "use every tool", "--model", "claude-sonnet-4-5"),
            *("--strict-mcp-config", "--mcp-config", config),
            *("--output-format", "stream-json", "--verbose"),
            *setup.words,
        ),
        dialect="anthropic",
        files={"servers.json": json.dumps(servers), "~/.claude.json": json.dumps(state), **setup.files},
        variables={
            "ANTHROPIC_BASE_URL": "@MODEL@",
            "ANTHROPIC_API_KEY": "no-key",
            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
            "DISABLE_AUTOUPDATER": "1",
            "DISABLE_TELEMETRY": "1",
            "DISABLE_ERROR_REPORTING": "1",
            "ENABLE_TOOL_SEARCH": "false",
        },
    )
