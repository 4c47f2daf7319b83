"""Cursor's `hooks.json`: programs asked before an MCP call.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from generator.model.client_config import ConfigFile
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.hook_entry import read_hook

NAME: Final = "cursor-hooks"
LABEL: Final = "Cursor `hooks.json`"
SYNTAX: Final = "json"
_EVENT: Final = "beforeMCPExecution"


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 4 by the name of its event."""
    del path
    return 4 if isinstance(data, dict) and isinstance(hooks := data.get("hooks"), dict) and _EVENT in hooks else 0


def read(document: Document) -> ConfigFile:
    """The hooks."""
    positions = range(len(document.items("hooks", _EVENT)))
    hooks = [read_hook(document, "cursor", _EVENT, "hooks", _EVENT, position) for position in positions]
    found = tuple(hook for hook in hooks if hook is not None)
    return ConfigFile(path=document.file, format=NAME, client="cursor", scope=document.scope, hooks=found)
