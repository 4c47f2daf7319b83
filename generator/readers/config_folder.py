"""A folder into the client configurations in it: its own level and the folders that clients are known to keep.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_HERE: Final = (
    ".mcp.json",
    "mcp.json",
    ".claude.json",
    "claude_desktop_config.json",
    "managed-settings.json",
    "managed-mcp.json",
    "requirements.toml",
    "mcp-config.json",
    "opencode.json",
    "opencode.jsonc",
    "litellm_config.yaml",
    "litellm.yaml",
)
_INSIDE: Final = (
    ".claude/settings.json",
    ".claude/settings.local.json",
    ".codex/config.toml",
    ".vscode/mcp.json",
    ".vscode/settings.json",
    ".cursor/mcp.json",
    ".cursor/permissions.json",
    ".cursor/cli.json",
    ".cursor/cli-config.json",
    ".cursor/hooks.json",
    ".gemini/settings.json",
    ".gemini/policies/*.toml",
    ".qwen/settings.json",
    ".copilot/mcp-config.json",
    ".github/hooks/*.json",
    ".config/opencode/opencode.json",
    ".config/opencode/opencode.jsonc",
)
_OWN: Final = ("settings.json", "settings.local.json", "config.toml", "mcp.json", "permissions.json", "cli.json",
               "cli-config.json", "hooks.json", "mcp-config.json")  # fmt: skip
"""Read as well when the folder given is itself one that a client keeps."""
_KEPT: Final = frozenset({".claude", ".codex", ".vscode", ".cursor", ".gemini", ".qwen", ".copilot"})


def configs_in(folder: Path) -> tuple[Path, ...]:
    """The known configurations of the folder, sorted by path; also what bears such a name and cannot be read."""
    patterns = [*_HERE, *_INSIDE, *(_OWN if folder.absolute().name in _KEPT else ())]
    if folder.absolute().name in {"policies", "hooks"}:
        patterns += ["*.toml", "*.json"]
    found = {path for pattern in patterns if "*" in pattern for path in folder.glob(pattern)}
    found |= {folder / name for name in patterns if "*" not in name and os.path.lexists(folder / name)}
    return tuple(sorted(found))
