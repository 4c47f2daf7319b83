"""GitHub Copilot's repository hooks, `.github/hooks/*.json`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from generator.model.client_config import ConfigFile
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.hook_entry import read_hook

NAME: Final = "copilot-hooks"
LABEL: Final = "Copilot `.github/hooks/*.json`"
SYNTAX: Final = "json"
_EVENT: Final = "preToolUse"


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 4 by the name of its event."""
    del path
    return 4 if isinstance(data, dict) and isinstance(hooks := data.get("hooks"), dict) and _EVENT in hooks else 0


def read(document: Document) -> ConfigFile:
    """The hooks."""
    found = []
    for position in range(len(document.items("hooks", _EVENT))):
        key = "bash" if isinstance(document.at("hooks", _EVENT, position, "bash"), str) else "command"
        hook = read_hook(document, "copilot-cli", _EVENT, "hooks", _EVENT, position, key=key)
        found.extend([hook] if hook else [])
    return ConfigFile(path=document.file, format=NAME, client="copilot-cli", scope=document.scope, hooks=tuple(found))
