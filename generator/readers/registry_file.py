"""A registry entry on disk: read strictly, edited in place, written as a person would.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from generator.model.problem import CatalogError
from generator.model.server import Server
from generator.readers.decode import decode
from generator.readers.registry_edit import edited
from generator.readers.registry_style import mapping_text
from generator.readers.yaml_text import read_yaml
from generator.rules.change import is_same

SCHEMA_LINE: Final = "# yaml-language-server: $schema=../schema/server.schema.json"


def entry_path(catalog: Path, slug: str) -> Path:
    """Where the server's entry stands in the catalog."""
    return catalog / "servers" / f"{slug}.yaml"


def read_entry(path: Path) -> dict[str, Any] | None:
    """The entry as plain data; None when there is no file.

    Raises:
        CatalogError: The file cannot be read, or is not an entry; the message lists every problem with its line.
    """
    raw = _raw(path)
    if raw is None:
        return None
    text = read_yaml(raw)
    lines = [
        f"{path}:{line}:{column}: {each.code}: {each.message}; {each.hint}" for each, (line, column) in text.findings
    ]
    if not lines:
        _, findings = decode(Server, text.data)
        for each in findings:
            line, column = text.positions.find(each.pointer, on_key=each.on_key)
            lines.append(f"{path}:{line}:{column}: {each.code}: {each.message}; {each.hint}")
    if lines:
        raise CatalogError("\n".join(["the existing entry has to be put right first:", *lines]))
    data: dict[str, Any] = text.data
    return data


def entry_bytes(path: Path, data: Mapping[str, Any]) -> bytes:
    """The file as it will be: comments, order and style of what is there are kept; the same bytes if nothing differs.

    Raises:
        CatalogError: The data does not make an entry, or the file cannot be read.
    """
    _, findings = decode(Server, dict(data))
    if findings:
        wrong = "; ".join(f"{'.'.join(map(str, each.pointer))}: {each.message}" for each in findings[:5])
        raise CatalogError(f"the entry of {path.stem} would not be one: {wrong}")
    raw = _raw(path)
    if raw is not None and is_same(read_yaml(raw).data, data):
        return raw
    text = _new_text(data) if raw is None else edited(raw.decode("utf-8-sig"), read_yaml(raw).data, data)
    encoded = text.encode("utf-8")
    if not is_same(read_yaml(encoded).data, data):
        raise CatalogError(f"{path}: the new text would not read back as the same entry; please report this")
    return encoded


def write_entry(path: Path, content: bytes) -> bool:
    """Put the content in place at once, so that nobody ever reads half of it; False when it is there already.

    Raises:
        CatalogError: The folder or the file cannot be written.
    """
    if _raw(path) == content:
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            Path(name).replace(path)
        finally:
            with suppress(FileNotFoundError):
                Path(name).unlink()
    except OSError as error:
        raise CatalogError(f"{path}: cannot be written ({error.strerror})") from error
    return True


def _raw(path: Path) -> bytes | None:
    if path.is_symlink():
        raise CatalogError(f"{path}: found a link, expected a file")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CatalogError(f"{path}: cannot be read ({error.strerror})") from error


def _new_text(data: Mapping[str, Any]) -> str:
    return f"{SCHEMA_LINE}\n{mapping_text(data, '')}"
