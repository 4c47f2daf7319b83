"""The configuration formats that an audit reads. Each module is one format.

To add one: a module with `NAME`, `LABEL`, `SYNTAX`, `recognises(path, data)` and `read(document)`, one line here, one in the handbook's
table, and a real-looking file in `tests/cases/audit`. `COMMENTS` says that the client reads JSON with comments.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from types import ModuleType
from typing import Final

from generator.readers.client_configs import (
    agents_python,
    claude_settings,
    codex_config,
    codex_requirements,
    copilot_command,
    copilot_hooks,
    copilot_mcp,
    cursor_cli,
    cursor_hooks,
    cursor_mcp,
    cursor_permissions,
    gemini_policy,
    gemini_settings,
    litellm_config,
    mcp_servers,
    opencode_config,
    vscode_mcp,
    vscode_settings,
)

FORMATS: Final[tuple[ModuleType, ...]] = (
    mcp_servers,
    claude_settings,
    codex_config,
    codex_requirements,
    vscode_mcp,
    vscode_settings,
    cursor_mcp,
    cursor_permissions,
    cursor_cli,
    cursor_hooks,
    gemini_settings,
    gemini_policy,
    copilot_mcp,
    copilot_hooks,
    copilot_command,
    opencode_config,
    litellm_config,
    agents_python,
)
