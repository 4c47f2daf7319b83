"""LiteLLM proxy, from PyPI, with a plain MCP client before it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import secrets

import yaml

from tests.engines import installed, sandbox
from tests.engines.case import Seen, Setup

NAME = "LiteLLM proxy"
CONFIG = "config.yaml"


def version() -> str:
    """What the installed package says of itself; the program asks the network when it is started."""
    asked = "import importlib.metadata as found; print(found.version('litellm'))"
    return installed.said_by(installed.LITELLM, "-c", asked)


def name_of(server_key: str, tool: str) -> tuple[str | None, str]:
    """The name a client of the proxy uses."""
    return None, f"{server_key}-{tool}"


def run(setup: Setup) -> Seen:
    """One life of a proxy. Its server is the logging one, whatever transport the setup's config.yaml names."""
    return sandbox.run(setup, lambda place: _command(setup, place), name_of)


def _command(setup: Setup, place: sandbox.Place) -> sandbox.Command:
    config = yaml.safe_load(setup.files.get(CONFIG, "{}")) or {}
    for key, command in place.commands(setup).items():
        server = config.setdefault("mcp_servers", {}).setdefault(key, {})
        server.pop("url", None)
        server.update({"transport": "stdio", "command": "uvx", "args": [command]})
    return sandbox.Command(
        argv=(
            *(installed.LITELLM, sandbox.MOCK / "litellm_client.py"),
            *(CONFIG, str(place.root / "plan.json"), str(place.root / "out")),
            *setup.words,
        ),
        dialect="chat",
        files={**setup.files, CONFIG: yaml.safe_dump(config, sort_keys=False)},
        variables={
            "LITELLM_ENABLE_MCP_STDIO": "true",
            "LITELLM_LOCAL_MODEL_COST_MAP": "True",
            "LITELLM_MODE": "PRODUCTION",
            "LITELLM_MASTER_KEY": f"sk-{secrets.token_hex(32)}",
        },
    )
