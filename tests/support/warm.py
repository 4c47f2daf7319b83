"""Builds of one project after each other, as a person's are.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.build import build_site
from generator.built import Built
from generator.pool import Workers
from generator.progress import Silence
from generator.readers.frames import frames_of
from generator.readers.site_settings import project_of, site_of
from tests.support.project import Project, files_of


def build(project: Project, catalog: Path, site: Path, day: str = "2026-11-22", workers: Workers = 1) -> Built:
    """The catalog into the site, in this process unless other workers are given."""
    mine = project_of(project.config_file)
    with frames_of(mine, "mkdocs") as (frames, _):
        return build_site(
            project=mine,
            site=site_of(project.config_file, built=day),
            frames=frames,
            catalog_folder=catalog,
            site_folder=site,
            workers=workers,
            progress=Silence(),
        )


def shown(site: Path) -> dict[str, bytes]:
    """Content of the site's files by path, but for the build's own."""
    return {name: content for name, content in files_of(site).items() if not name.startswith(".")}


@contextmanager
def nothing_kept(project: Project) -> Iterator[None]:
    """For builds that find neither records nor rows nor units of earlier ones."""
    kept, aside = project.root / "build", project.root / "aside"
    aside.mkdir()
    for name in ("compiled", "units"):
        (kept / name).rename(aside / name)
    yield
    for name in ("compiled", "units"):
        shutil.rmtree(kept / name)
        (aside / name).rename(kept / name)
    aside.rmdir()
    for rows in (kept / "compiled").glob("*.rows"):
        assert rows.stat().st_size
