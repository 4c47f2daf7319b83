"""GitHub Copilot CLI, from the platform package of npm's `@github/copilot`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.engines import installed, sandbox
from tests.engines.case import Seen, Setup

NAME = "GitHub Copilot CLI"
CONFIG = "~/.copilot/mcp-config.json"
START = "copilot-mcp.sh"
"""A script of this name in the setup starts the program, with its own options."""
NAME_LIMIT = 64
"""Characters of a tool id; a longer one is cut."""


def program() -> Path:
    return installed.in_npm("@github/copilot-linux-x64/copilot")


def version() -> str:
    """What the program says of itself."""
    said = installed.said_by(program(), "--version", environment={"COPILOT_OFFLINE": "true", "HOME": "/nonexistent"})
    return "".join(re.findall(r"\d+\.\d+\.\d+", said)[:1])


def name_of(server_key: str, tool: str) -> tuple[str | None, str]:
    """The name the model uses."""
    return None, re.sub(r"[^A-Za-z0-9_-]", "-", f"{server_key}-{tool}")[:NAME_LIMIT]


def run(setup: Setup) -> Seen:
    """One prompt. A server without a command in the setup's mcp-config.json gets the logging server's."""
    return sandbox.run(setup, lambda place: _command(setup, place), name_of)


def _command(setup: Setup, place: sandbox.Place) -> sandbox.Command:
    config = json.loads(setup.files.get(CONFIG, "{}"))
    for key, command in place.commands(setup).items():
        server = config.setdefault("mcpServers", {}).setdefault(key, {"tools": ["*"]})
        for name, value in {"type": "local", "command": command, "args": []}.items():
            server.setdefault(name, value)
    return sandbox.Command(
        argv=(
            *(*(("sh", START) if START in setup.files else (program(),)), "--prompt", "use every tool"),
            *("--no-auto-update", "--no-color"),
            *(("--trust-folder",) if setup.trusted else ()),
            *setup.words,
        ),
        dialect="chat",
        files={**setup.files, CONFIG: json.dumps(config), "~/bin/copilot": f'#!/bin/sh\nexec {program()} "$@"\n'},
        variables={
            "PATH": f"@HOME@/bin:{place.bin}:/usr/local/bin:/usr/bin:/bin",
            "COPILOT_OFFLINE": "true",
            "COPILOT_AUTO_UPDATE": "false",
            "COPILOT_PROVIDER_BASE_URL": "@MODEL@/v1",
            "COPILOT_MODEL": "mock",
        },
        links={"~/.cache/copilot": installed.ENGINES / "npm" / "unpacked" / ".cache" / "copilot"},
    )
