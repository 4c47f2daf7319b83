"""Hook commands, and whether the script that one names can be seen on this disk. Nothing is ever started.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import Final

from generator.model.client_config import Hook
from generator.model.problem import Pointer
from generator.readers.client_configs.document import Document

_PROJECT: Final = re.compile(r"^\$\{?(?:CLAUDE|GEMINI|QWEN|CURSOR)_PROJECT_DIR\}?/")
_SCRIPT: Final = re.compile(r"\.(?:py|sh|bash|zsh|js|mjs|cjs|ts|rb|pl|ps1)$")
_UNKNOWN: Final = re.compile(r"[$`*?~{}]")


def read_hooks(document: Document, client: str, event: str, *pointer: str | int) -> tuple[Hook, ...]:
    """The commands of `[{matcher, hooks: [{command}]}]`, the shape that most clients share."""
    found = []
    for group in range(len(document.items(*pointer))):
        here: Pointer = (*pointer, group)
        if not isinstance(document.at(*here), dict):
            document.mapping(*here)
            continue
        for position in range(len(document.items(*here, "hooks"))):
            if document.at(*here, "hooks", position, "type") in {None, "command"}:
                hook = read_hook(document, client, event, *here, "hooks", position)
                found.extend([hook] if hook else [])
    return tuple(found)


def read_hook(document: Document, client: str, event: str, *pointer: str | int, key: str = "command") -> Hook | None:
    """The command of one entry; None when it has none."""
    command = document.string(*pointer, key) if document.mapping(*pointer) else None
    if command is None:
        return None
    return Hook(
        client=client,
        event=event,
        command=command.text,
        place=command.place,
        missing_script=_missing(command.text, document.path),
        fails_closed=document.at(*pointer, "failClosed") is True,
    )


def _missing(command: str, config: Path) -> str | None:
    """The first script of the command that is not where its path leads; None when all are, or nothing can be told.

    An absolute path is not looked up: the configuration may be meant for another machine.
    """
    try:
        words = shlex.split(command)
    except ValueError:
        return None
    project = config.absolute().parent
    while project.name.startswith(".") or project.parent.name.startswith("."):
        project = project.parent
    for word in words:
        path = _PROJECT.sub("", word)
        is_path = "/" in word or path != word
        if (
            len(path) > 400
            or path.startswith("/")
            or not is_path
            or not _SCRIPT.search(path)
            or _UNKNOWN.search(path)
            or "://" in path
        ):
            continue
        if not os.path.exists(project / path):  # noqa: PTH110 - a name no disk can hold is missing, not an error
            return path
    return None
