"""Hook commands, and whether the script that one names can be seen on this disk. Nothing is ever started.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator.model.client_config import Hook
from generator.model.problem import Pointer
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.file_place import folder_of

_PROJECT: Final = re.compile(r"^\$\{?(?:CLAUDE|GEMINI|QWEN|CURSOR)_PROJECT_DIR\}?/")
_SCRIPT: Final = re.compile(r"\.(?:py|sh|bash|zsh|js|mjs|cjs|ts|rb|pl|ps1)$")
_UNKNOWN: Final = re.compile(r"[$`*?~{}]")
_LONGEST: Final = 400
_MOST_BYTES: Final = 200_000
_FOREVER: Final = 1e9


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
    scripts = tuple(_scripts(command.text, document.path))
    return Hook(
        client=client,
        event=event,
        command=command.text,
        place=command.place,
        missing_script=next((name for name, path in scripts if not os.path.exists(path)), None),  # noqa: PTH110 - a name no disk can hold is missing, not an error
        answers=next((text for _, path in scripts if (text := _text(path))), command.text),
        limit_seconds=_limit(document, client, pointer),
        fails_closed=document.at(*pointer, "failClosed") is True,
    )


def _limit(document: Document, client: str, pointer: Pointer) -> float | None:
    """The time limit in seconds, which some clients state in thousandths."""
    stated = document.at(*pointer, "timeoutSec" if client == "copilot-cli" else "timeout")
    if isinstance(stated, bool) or not isinstance(stated, int | float) or not 0 < stated < _FOREVER:
        return None
    is_fine = client == "gemini-cli" or folder_of(document.path) == ".qwen"
    return stated / 1000 if is_fine else float(stated)


def _scripts(command: str, config: Path) -> Iterator[tuple[str, Path]]:
    """Each script of the command as it names it, with where it should be on this disk.

    An absolute path is not looked up: the configuration may be meant for another machine.
    """
    try:
        words = shlex.split(command)
    except ValueError:
        return
    project = config.absolute().parent
    while project.name.startswith(".") or project.parent.name.startswith("."):
        project = project.parent
    for word in words:
        name = _PROJECT.sub("", word)
        is_path = "/" in word or name != word
        is_known = (
            len(name) <= _LONGEST and not name.startswith("/") and not _UNKNOWN.search(name) and "://" not in name
        )
        if is_path and is_known and _SCRIPT.search(name):
            yield name, project / name


def _text(path: Path) -> str:
    """The beginning of the script; empty when it cannot be read."""
    try:
        if not path.is_file():
            return ""  # a pipe would keep the audit waiting
        with path.open("rb") as stream:
            return stream.read(_MOST_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
