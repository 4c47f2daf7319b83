"""How the site before last, which stands beside a site to become the next, differs from it: what the last build changed and removed.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

BEHIND: Final = ".catalog-behind"
"""Name of the note, in the folder beside the site."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What differs, and from which site."""

    changed: tuple[str, ...]
    """Paths whose file the folder lacks, or has in other bytes."""
    gone: tuple[str, ...]
    """Paths that the site no longer has."""
    list_state: tuple[int, int, int]
    """State of the site's own list of files, see `ManifestText`: of another site the note says nothing."""


def read_behind(folder: Path) -> Behind | None:
    """The folder's note; None when there is none, or it is damaged."""
    try:
        data = json.loads((folder / BEHIND).read_bytes())
        inode, size, written = data["list"]
        return Behind(tuple(data["changed"]), tuple(data["gone"]), (inode, size, written))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_behind(folder: Path, changed: Iterable[str], gone: Iterable[str], list_state: tuple[int, int, int]) -> None:
    """Leave the note; it is whole or not there."""
    data = {"list": list_state, "changed": [*changed], "gone": [*gone]}
    scratch = folder / f"{BEHIND}.{os.getpid()}"
    scratch.write_text(json.dumps(data), encoding="utf-8")
    scratch.replace(folder / BEHIND)
