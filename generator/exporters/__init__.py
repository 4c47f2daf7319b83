"""Plans into policy documents, one format a recipe file.

To add one: `targets/<target>.yaml` (see `target.py` for its parts and `tree.py` for its language), and one line here.
"""

from __future__ import annotations

from typing import Final

TARGETS: Final[tuple[str, ...]] = (
    "claude-code",
    "claude-code-managed",
    "codex",
    "hook",
    "cedar",
    "copilot-cli",
    "copilot-cloud-agent",
    "litellm",
    "gemini",
    "opencode",
    "openai-responses",
    "anthropic-toolset",
    "policylayer-json",
    "intercept-yaml",
    "cursor",
    "rego",
)
"""In the order that pages show them."""
