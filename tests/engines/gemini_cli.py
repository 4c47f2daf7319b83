"""The whole Gemini CLI, from npm's `@google/gemini-cli`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.engines import installed, sandbox
from tests.engines.case import Seen, Setup

NAME = "Gemini CLI"
SETTINGS = "~/.gemini/settings.json"


def package() -> Path:
    return installed.in_npm("@google/gemini-cli")


def version() -> str:
    """What the package says of itself."""
    return installed.version_in(package())


def name_of(server_key: str, tool: str) -> tuple[str | None, str]:
    """The name the model uses."""
    name = re.sub(r"[^A-Za-z0-9_.:-]", "_", f"{'' if server_key.startswith('mcp_') else 'mcp_'}{server_key}_{tool}")
    return None, name if len(name) <= 63 else f"{name[:30]}...{name[-30:]}"


def run(setup: Setup) -> Seen:
    """One prompt. A server without a command in the setup's settings.json gets the logging server's."""
    return sandbox.run(setup, lambda place: _command(setup, place), name_of)


def _command(setup: Setup, place: sandbox.Place) -> sandbox.Command:
    settings = json.loads(setup.files.get(SETTINGS, "{}"))
    for key, command in place.commands(setup).items():
        settings.setdefault("mcpServers", {}).setdefault(key, {}).setdefault("command", command)
    settings.setdefault("general", {}).setdefault("disableAutoUpdate", True)
    settings.setdefault("privacy", {}).setdefault("usageStatisticsEnabled", False)
    settings.setdefault("model", {}).setdefault("disableLoopDetection", True)  # it asks a model after 30 turns
    settings.setdefault("security", {}).setdefault("auth", {"selectedType": "gemini-api-key"})
    return sandbox.Command(
        argv=(
            *(installed.node(), package() / "bundle" / "gemini.js"),
            *("--model", "gemini-2.5-flash", "--prompt", "use every tool"),
            *(("--skip-trust",) if setup.trusted else ()),
            *setup.words,
        ),
        dialect="gemini",
        files={**setup.files, SETTINGS: json.dumps(settings)},
        variables={
            "GOOGLE_GEMINI_BASE_URL": "@MODEL@",
            "GEMINI_API_KEY": "no-key",
            "GEMINI_CLI_NO_RELAUNCH": "true",
        },
    )
