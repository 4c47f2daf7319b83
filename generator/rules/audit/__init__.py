"""The checks of an audit. Each module is one; `check` yields what it finds in the whole set of files.

To add one: a module with `ID`, `LEVEL` (the highest it gives), `SENTENCE`, `check(subject)` and, where a client's behaviour was seen, `ENGINE`;
one line here, one row in the handbook's audit page, a good and a bad case in `tests/rules/audit`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from types import ModuleType
from typing import Final

from generator.rules.audit import (
    agents_tool_filter,
    claude_skipped_rule,
    claude_untrusted_project,
    codex_full_access,
    codex_unknown_key,
    codex_untrusted_hooks,
    copilot_repo_hooks,
    copilot_tool_name,
    credential,
    gemini_long_name,
    gemini_no_tool_name,
    gemini_pattern,
    hook_dialect,
    hook_script_missing,
    hook_timeout,
    hook_unguarded,
    hooks_disabled,
    litellm_both_lists,
    matched_by_name,
    milder,
    no_rule,
    no_such_server,
    no_such_tool,
    not_allowed,
    opencode_agent,
    opencode_order,
    other_version,
    server_off,
    switch_ignored,
    unknown_server,
    unpinned,
    unread,
    wildcard,
)

CHECKS: Final[tuple[ModuleType, ...]] = (
    unknown_server,
    matched_by_name,
    unpinned,
    other_version,
    credential,
    server_off,
    not_allowed,
    no_rule,
    no_such_tool,
    no_such_server,
    milder,
    wildcard,
    unread,
    claude_skipped_rule,
    claude_untrusted_project,
    gemini_long_name,
    gemini_no_tool_name,
    gemini_pattern,
    copilot_tool_name,
    copilot_repo_hooks,
    litellm_both_lists,
    opencode_order,
    opencode_agent,
    codex_unknown_key,
    codex_untrusted_hooks,
    codex_full_access,
    hook_unguarded,
    hook_script_missing,
    hook_timeout,
    hook_dialect,
    hooks_disabled,
    agents_tool_filter,
    switch_ignored,
)
