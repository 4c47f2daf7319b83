"""Real clients, each run offline against a mock model and a logging MCP server.

To add one: a module with what `Client` demands, and one line here. `OBSERVED.md` tells what was seen of each.
"""

from __future__ import annotations

from typing import Final, Protocol

from tests.engines import (
    claude_code,
    codex,
    copilot_cli,
    gemini_cli,
    gemini_core,
    litellm_proxy,
    openai_agents,
    opencode,
)
from tests.engines.case import Seen, Setup


class Client(Protocol):
    """What a module of a client holds."""

    NAME: str
    """How a page calls it."""

    def version(self) -> str:
        """What the installed program says of itself."""

    def run(self, setup: Setup) -> Seen:
        """One run, from a fresh home to the end of the model's script."""


CLIENTS: Final[tuple[Client, ...]] = (
    claude_code,
    codex,
    copilot_cli,
    gemini_cli,
    gemini_core,
    litellm_proxy,
    openai_agents,
    opencode,
)
