"""OpenAI Codex, from the platform package of npm's `@openai/codex`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from tests.engines import installed, sandbox
from tests.engines.case import Seen, Setup

NAME = "Codex"
CONFIG = "~/.codex/config.toml"
STRICT = ("--strict-config",)
"""Words with which unknown keys of the configuration are errors."""
HOOKS_TRUSTED = ("--dangerously-bypass-hook-trust",)
"""Words that stand for a person who trusted the hooks."""


def program() -> Path:
    return installed.in_npm("@openai/codex/vendor/*/bin/codex")


def version() -> str:
    """What the program says of itself."""
    return installed.said_by(program(), "--version").split()[-1]


def name_of(server_key: str, tool: str) -> tuple[str | None, str]:
    """The namespace and name the model uses, while they are short."""
    return f"mcp__{re.sub(r'[^A-Za-z0-9_]', '_', server_key)}", re.sub(r"[^A-Za-z0-9_]", "_", tool)


def run(setup: Setup) -> Seen:
    """One `codex exec`. A server without a command in the setup's config.toml gets the logging server's."""
    return sandbox.run(setup, lambda place: _command(setup, place), name_of)


def with_server(text: str, server_key: str, command: str) -> str:
    """The configuration with a command for the server, if it has none; all else stays as it is written."""
    server = tomllib.loads(text).get("mcp_servers", {}).get(server_key)
    line = f"command = {json.dumps(command)}\n"
    if server is None:
        return f"{text}\n[mcp_servers.{json.dumps(server_key)}]\n{line}"
    if "command" in server or "url" in server:
        return text
    names = "|".join(map(re.escape, (server_key, json.dumps(server_key), f"'{server_key}'")))
    filled, count = re.subn(rf"^(\[mcp_servers\.(?:{names})\]).*\n", rf"\g<0>{line}", text, count=1, flags=re.MULTILINE)
    # A table that exists only through its children has no header of its own.
    return filled if count else f"[mcp_servers.{json.dumps(server_key)}]\n{line}\n{text}"


def _command(setup: Setup, place: sandbox.Place) -> sandbox.Command:
    provider = '{name="mock", base_url="@MODEL@/v1", wire_api="responses", requires_openai_auth=false}'
    trust = "trusted" if setup.trusted else "untrusted"
    config = setup.files.get(CONFIG, "")
    for key, command in place.commands(setup).items():
        config = with_server(config, key, command)
    return sandbox.Command(
        argv=(
            *(program(), "exec", "--skip-git-repo-check"),
            *("-c", f"model_providers.mock={provider}", "-c", 'model_provider="mock"', "-c", 'model="gpt-5"'),
            *("-c", f'projects={{"@PROJECT@"={{trust_level="{trust}"}}}}'),
            *setup.words,
            "use every tool",
        ),
        dialect="responses",
        files={**setup.files, CONFIG: config},
        variables={"CODEX_HOME": "@HOME@/.codex"},
    )
