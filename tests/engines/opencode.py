"""opencode, from the platform package of npm's `opencode-ai`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.engines import installed, sandbox
from tests.engines.case import Seen, Setup

NAME = "opencode"
CONFIG = "opencode.json"


def program() -> Path:
    return installed.in_npm("opencode-linux-x64/bin/opencode")


def version() -> str:
    """What the program says of itself."""
    return installed.said_by(program(), "--version")


def name_of(server_key: str, tool: str) -> tuple[str | None, str]:
    """The name the model uses."""
    return None, f"{re.sub(r'[^A-Za-z0-9_-]', '_', server_key)}_{re.sub(r'[^A-Za-z0-9_-]', '_', tool)}"


def run(setup: Setup) -> Seen:
    """One `opencode run`. The setup's policy is the project's opencode.json, untouched; all else is in the user's."""
    return sandbox.run(setup, lambda place: _command(setup, place), name_of)


def _command(setup: Setup, place: sandbox.Place) -> sandbox.Command:
    options = {"baseURL": "@MODEL@/v1", "apiKey": "no-key"}
    model = {"name": "mock", "tool_call": True, "limit": {"context": 1_000_000, "output": 8_000}}
    provider = {"npm": "@ai-sdk/openai-compatible", "name": "mock", "options": options, "models": {"mock": model}}
    given = json.loads(setup.files.get(CONFIG, "{}")).get("mcp", {})
    user = {
        "model": "mock/mock",
        "small_model": "mock/mock",
        "provider": {"mock": provider},
        "autoupdate": False,
        "share": "disabled",
        "experimental": {"continue_loop_on_deny": True},
        "mcp": {
            key: {"type": "local", "command": [command]}
            for key, command in place.commands(setup).items()
            if key not in given
        },
    }
    return sandbox.Command(
        argv=(program(), "run", "--print-logs", "--log-level", "DEBUG", *setup.words, "use every tool"),
        dialect="chat",
        files={**setup.files, "~/.config/opencode/opencode.json": json.dumps(user)},
        variables={
            "OPENCODE_DISABLE_AUTOUPDATE": "true",
            "OPENCODE_DISABLE_MODELS_FETCH": "true",
            "OPENCODE_DISABLE_LSP_DOWNLOAD": "true",
            "OPENCODE_DISABLE_DEFAULT_PLUGINS": "true",
        },
    )
