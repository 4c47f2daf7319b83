"""Paths that a person names into one set of client configurations; every input is a stranger's.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISREG
from types import ModuleType
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from generator.model.client_config import ConfigFile, Odd, Place, Unreadable
from generator.readers.client_configs import FORMATS
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.file_place import scope_of
from generator.readers.config_folder import configs_in
from generator.readers.config_limits import limited
from generator.readers.config_text import parsed, syntax_of
from generator.readers.placed_text import MAX_BYTES, PlacedText

MAX_FILES: Final = 200
"""Chosen: a folder of policies and every client's files beside it."""
_STREAM: Final = re.compile(r"/dev/stdin|(?:/dev|/proc/self)/fd/\d+")
"""What a shell hands over for `-` and `<(...)`; any other pipe or device could keep the audit waiting for ever."""


class ConfigSet(Struct, frozen=True, kw_only=True):
    """Everything that was given, read as one."""

    files: tuple[ConfigFile, ...]
    unreadable: tuple[Unreadable, ...]


def read_configs(paths: Iterable[Path], *, home: Path, form: str | None = None) -> ConfigSet:
    """The configurations of these files and folders, in the order given; `form` names the format of all of them."""
    files: list[ConfigFile] = []
    bad: list[Unreadable] = []
    listed: dict[Path, None] = {}
    seen: set[tuple[str, ...]] = set()
    for path in paths:
        if path.is_dir():
            inside = configs_in(path)
            if not inside:
                bad.append(
                    _of_file(
                        path,
                        "found no known configuration in the folder",
                        "name them, e.g. `.mcp.json` or `.claude/settings.json`",
                    )
                )
            listed.update(dict.fromkeys(inside))
        else:
            listed[path] = None
    if len(listed) > MAX_FILES:
        bad.append(
            _of_file(list(listed)[MAX_FILES], f"found more than {MAX_FILES} files", "audit them in several runs")
        )
    for path in list(listed)[:MAX_FILES]:
        read = _read(path, home, form)
        if isinstance(read, ConfigFile):
            once = (os.path.realpath(path), read.format, read.client or "")
            if (
                once not in seen
            ):  # one file by several names; a client's own link to a shared file is read as that client does
                files.append(read)
            seen.add(once)
        else:
            bad.append(read)
    return ConfigSet(files=tuple(limited(files)), unreadable=tuple(bad))


def _read(path: Path, home: Path, form: str | None) -> ConfigFile | Unreadable:
    try:
        if not S_ISREG(path.stat().st_mode) and not _STREAM.fullmatch(path.as_posix()):
            return _of_file(
                path, "is not a regular file, expected a configuration", "name a file, or a folder of files"
            )
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "a path that no disk can hold"
        return _of_file(path, f"could not be read: {reason.lower()}", "name a file that is there")
    if len(raw) > MAX_BYTES:
        return _of_file(
            path,
            f"found more than {MAX_BYTES // 2**20} MiB, expected a configuration",
            "name another file, or split this one",
        )
    chosen = next((each for each in FORMATS if form == each.NAME), None)
    syntax = chosen.SYNTAX if chosen else syntax_of(path, raw)
    if syntax == "json" and not raw.strip():
        return _of_file(path, "found an empty file, expected a configuration", "remove it, or write `{}` into it")
    text = parsed(raw, syntax)
    if not text.is_readable:
        complaint = next(each for each in text.complaints if each.kind == "syntax")
        place = Place(file=path.as_posix(), line=complaint.line, column=complaint.column)
        return Unreadable(place=place, message=complaint.message, hint=complaint.hint)
    module = chosen or _detected(path, text, syntax)
    if module is None:
        return _of_file(path, "found no configuration that is known here", "name its format with --format")
    document = Document(path=path, file=path.as_posix(), text=text, scope=scope_of(path, home))
    if module.SYNTAX in {"json", "toml", "yaml"} and not isinstance(text.data, dict):
        return _of_file(path, f"found no mapping, expected {module.LABEL}", "name another format with --format")
    read: ConfigFile = module.read(document)
    takes_comments = getattr(module, "COMMENTS", False)
    said = [
        Odd(
            kind=each.kind,  # type: ignore[arg-type]  # every kind but `syntax` is one of these words
            what=each.message,
            hint=each.hint,
            place=Place(file=path.as_posix(), line=each.line, column=each.column),
        )
        for each in text.complaints
        if not (takes_comments and each.kind == "comment")
    ]
    return replace(read, odd=tuple(dict.fromkeys([*said, *document.odd])))


def _detected(path: Path, text: PlacedText, syntax: str) -> ModuleType | None:
    """The format of this syntax that is surest of the file; the first of the registry among equals."""
    candidates = [module for module in FORMATS if syntax == module.SYNTAX]
    best = max(candidates, key=lambda module: module.recognises(path, text.data))
    return best if best.recognises(path, text.data) else None


def _of_file(path: Path, message: str, hint: str) -> Unreadable:
    return Unreadable(place=Place(file=path.as_posix(), line=1, column=1), message=message, hint=hint)
