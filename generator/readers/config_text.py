"""The bytes of a configuration into a placed text, by the syntax that its name or its beginning suggests.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import ast
import warnings
from pathlib import Path
from typing import Final

from generator.readers.json_text import read_json
from generator.readers.placed_text import Complaint, NotReadable, PlacedText, decoded, unreadable
from generator.readers.toml_text import read_toml
from generator.readers.yaml_text import Positions, read_yaml

_SYNTAXES: Final = {
    ".json": "json",
    ".jsonc": "json",
    ".toml": "toml",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".py": "python",
}
_FATAL_YAML: Final = frozenset({"yaml/syntax", "yaml/encoding", "yaml/too-large", "yaml/too-deep"})
_SAID_ELSEWHERE: Final = frozenset({"yaml/ambiguous", "yaml/tag"})
"""Differences between YAML's versions do not matter to the names and lists that are read here."""


def syntax_of(path: Path, raw: bytes) -> str:
    """The syntax that the file's ending names, else what its first character suggests."""
    known = _SYNTAXES.get(path.suffix.lower())
    if known == "yaml" and b"copilot " in raw:
        return "text"  # a workflow whose steps are scripts
    return known or ("json" if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else "text")


def parsed(raw: bytes, syntax: str) -> PlacedText:
    """The text of a syntax: `json`, `toml`, `yaml`, `python` or, read as it stands, `text`; never raises for bad input."""
    if syntax == "json":
        return read_json(raw)
    if syntax == "toml":
        return read_toml(raw)
    try:
        text = decoded(raw)
    except NotReadable as error:
        return unreadable(error.complaint)
    if syntax == "python":
        return _python(text)
    if syntax == "yaml":
        return _yaml(raw)
    return PlacedText(text, Positions(1, 1))


def _yaml(raw: bytes) -> PlacedText:
    read = read_yaml(raw)
    complaints = [
        Complaint(
            line=line,
            column=column,
            message=finding.message,
            hint=finding.hint,
            kind="syntax" if finding.code in _FATAL_YAML else "not-followed",
        )
        for finding, (line, column) in read.findings
        if finding.code not in _SAID_ELSEWHERE
    ]
    return PlacedText(read.data, read.positions, tuple(complaints))


def _python(text: str) -> PlacedText:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a stranger's escapes are none of our business
            return PlacedText(ast.parse(text), Positions(1, 1))
    except SyntaxError as error:
        line, column = max(error.lineno or 1, 1), max(error.offset or 1, 1)
        message = f"found text that is not Python ({error.msg}), expected Python"
        return unreadable(Complaint(line=line, column=column, message=message, hint="correct the syntax here"))
    except (ValueError, RecursionError, MemoryError):
        message = "found text that Python does not parse, expected a program"
        return unreadable(Complaint(line=1, column=1, message=message, hint="correct the file"))
