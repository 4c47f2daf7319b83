"""How each client decides on a call, as far as it was seen. Each module is one client.

To add one: a module with `CLIENT`, `LABEL`, `ENGINE` (the version that was run; None: documentation only), `tool_id`, `names`, `key_of`, `matches`, `is_wild` and `decide`, and one line here.
`EXPORTED_AS` names the target whose export holds its rules, `OFF_BY` the keys that switch a server off, where that was tried. `decide(policy, server, tool)` says what happens to a call, for the arguments for which most is let through.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from types import ModuleType
from typing import Final

from generator.rules.clients import (
    claude_code,
    claude_desktop,
    codex,
    copilot_cli,
    cursor,
    cursor_cli,
    gemini_cli,
    litellm,
    opencode,
    vscode,
)

CLIENTS: Final[tuple[ModuleType, ...]] = (
    claude_code,
    claude_desktop,
    codex,
    copilot_cli,
    cursor,
    cursor_cli,
    gemini_cli,
    litellm,
    opencode,
    vscode,
)
