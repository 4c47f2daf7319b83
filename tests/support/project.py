"""A project on disk for whole builds.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.support.builders import ROOT


@dataclass(frozen=True)
class Project:
    """Where the copy is."""

    root: Path

    @property
    def config_file(self) -> Path:
        """Its `mkdocs.yml`."""
        return self.root / "mkdocs.yml"


def make_project(root: Path) -> Project:
    """A copy of this project's `mkdocs.yml`, templates and hand-written pages, with an empty catalog."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copytree(ROOT / "site_src", root / "site_src")
    (root / "catalog" / "servers").mkdir(parents=True)
    return Project(root)


def files_of(folder: Path) -> dict[str, bytes]:
    """Content of every file below the folder by its path; hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
