"""The OpenAI Agents SDK's MCP server object, from PyPI, without a model: it lists tools and is asked for each directly.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from tests.engines import installed, sandbox
from tests.engines.case import Seen, Setup

NAME = "OpenAI Agents SDK"
FILTER = "filter.json"
"""Arguments of `create_static_tool_filter`: `allowed_tool_names`, `blocked_tool_names`."""


def version() -> str:
    """What the installed package says of itself."""
    asked = "import importlib.metadata as found; print(found.version('openai-agents'))"
    return installed.said_by(installed.CLIENTS, "-c", asked)


def name_of(server_key: str, tool: str) -> tuple[str | None, str]:
    """The name as the server lists it: the SDK adds nothing."""
    return None, tool


def run(setup: Setup) -> Seen:
    """One list, then the calls."""
    return sandbox.run(setup, lambda place: _command(setup, place), name_of)


def _command(setup: Setup, place: sandbox.Place) -> sandbox.Command:
    plan, out = place.root / "plan.json", place.root / "out"
    return sandbox.Command(
        argv=(installed.CLIENTS, sandbox.MOCK / "agents_sdk_client.py", FILTER, plan, out, place.server),
        dialect="responses",
        files={FILTER: "{}", **setup.files},
        variables={"OPENAI_AGENTS_DISABLE_TRACING": "1", "OPENAI_API_KEY": "no-key", "OPENAI_BASE_URL": "@MODEL@/v1"},
    )
