"""What the place of a file says of it: which client's folder it lies in, and who it speaks for.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.model.client_config import Scope

_MANAGED: Final = ("managed-settings", "managed-mcp")


def folder_of(path: Path) -> str:
    """Name of the folder that the file lies in."""
    return path.absolute().parent.name


def scope_of(path: Path, home: Path) -> Scope:
    """Who the file speaks for, as far as its place tells."""
    whole = path.absolute()
    if whole.stem in _MANAGED or whole.parts[:2] == ("/", "etc") or whole.parent.name == "managed-settings.d":
        return "managed"
    if whole.parent.name.startswith(".") or whole.parent.parent.name.startswith("."):
        folder = whole.parent if whole.parent.name.startswith(".") else whole.parent.parent
        return "user" if folder.parent == home else "project"
    return "project" if whole.name.startswith(".mcp") else "unknown"
