"""How the site before last, which stands beside a site to become the next, differs from it, and since when each of the two is known.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from msgspec import Struct, convert, to_builtins

BEHIND: Final = ".catalog-behind"
"""Name of the note, in the folder beside the site."""
NEW_BEHIND: Final = f"{BEHIND}-new"
"""Name of a note that is being written: always one, so that the build after one that was killed finds it."""
_START: Final = Path("/proc/sys/kernel/random/boot_id")
"""Another text after each start of the machine. Source: Linux man page proc_sys_kernel(5)."""


class Since(Struct, frozen=True):
    """When every file of a folder was in its place: a folder inside that did not change since holds what it should."""

    time_ns: int
    """By the disk's clock."""
    start: str
    """Of the machine, see `this_start`."""


class Behind(Struct, frozen=True):
    """What differs, and from which site."""

    changed: tuple[str, ...]
    """Paths whose file the folder lacks, or has in other bytes."""
    gone: tuple[str, ...]
    """Paths that the site no longer has."""
    list_state: tuple[int, int, int]
    """State of the site's own list of files, see `ManifestText`: of another site the note says nothing."""
    site_since: Since | None
    """None when that is not known."""
    folder_since: Since | None
    """Of the folder that the note is in."""


def this_start() -> str:
    """Which start of the machine this is; empty where the system does not say."""
    try:
        return _START.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def read_behind(folder: Path) -> Behind | None:
    """The folder's note; None when there is none, or it is damaged."""
    try:
        return convert(json.loads((folder / BEHIND).read_bytes()), Behind)
    except (OSError, ValueError):
        return None


def write_behind(folder: Path, behind: Behind) -> None:
    """Leave the note; it is whole or not there."""
    scratch = folder / NEW_BEHIND
    scratch.write_text(json.dumps(to_builtins(behind)), encoding="utf-8")
    scratch.replace(folder / BEHIND)
