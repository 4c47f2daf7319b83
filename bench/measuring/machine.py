"""What was measured on: the machine and the programs, for the head of a table.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any


def machine(folder: Path, hugo: Path | None) -> dict[str, Any]:
    """Facts by name; what the system does not tell is "unknown"."""
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "processor": _first(r"^model name\s*:\s*(.+)$", _text("/proc/cpuinfo")) or platform.processor() or "unknown",
        "system": f"{platform.system()} {platform.release()}",
        "file_system": _file_system(folder.resolve()),
        "python": platform.python_version(),
        "mkdocs_material": _version("mkdocs-material"),
        "hugo": _hugo(hugo),
    }


def _file_system(folder: Path) -> str:
    """Type of the file system that holds the folder."""
    best, kind = "", "unknown"
    for line in _text("/proc/self/mounts").splitlines():
        place, found = line.split()[1:3]
        if folder.is_relative_to(place) and len(place) >= len(best):
            best, kind = place, found
    return kind


def _hugo(program: Path | None) -> str:
    if program is None:
        return "not installed"
    said = subprocess.run([program, "version"], capture_output=True, text=True, check=False).stdout
    return _first(r"hugo v([0-9.]+)", said) or "unknown"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _first(pattern: str, text: str) -> str | None:
    found = re.search(pattern, text, re.MULTILINE)
    return found[1].strip() if found else None


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
