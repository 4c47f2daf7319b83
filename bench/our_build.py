"""Our own build as a command, in a copy of this project that nothing was built in yet.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from measuring.process import Run, run

from generator.model.site import Site
from generator.readers.frames import frames_of
from generator.readers.site_settings import project_of, site_of

ROOT: Final = Path(__file__).resolve().parents[1]
_DAY: Final = "2026-01-01"
_PROJECT_PARTS: Final = ("site_src", "templates")
_STAGE: Final = re.compile(r"\b([a-z]+) ([0-9]+\.[0-9]+) s\b")


class Failed(Exception):
    """A contender ended with an error; the message ends in the tail of what it wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What one run gets."""

    catalog: Path
    folder: Path
    """Empty; on the disk that is measured."""
    workers: int
    our_site: Path | None
    """The last site that our build made of this catalog; None: it was not asked to."""
    frames: Path
    """A built site with the shell pages."""
    site: Site


def copied_project(folder: Path) -> Path:
    """The settings file of a copy of this project that nothing was built in yet."""
    project = folder / "project"
    for part in _PROJECT_PARTS:
        shutil.copytree(ROOT / part, project / part)
    return Path(shutil.copy(ROOT / "mkdocs.yml", project))


def built_frames(folder: Path) -> tuple[Path, Site]:
    """A site with the shell pages, and the settings it was built with."""
    settings = copied_project(folder)
    with frames_of(project_of(settings), "mkdocs") as (frames, _):
        return frames.folder, site_of(settings, built=_DAY)


def build(job: Job, settings: Path, site: Path) -> Run:
    """Our build as a command of its own.

    Raises:
        Failed: it ended with an error.
    """
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "generator.faces.cli",
        "build",
        "--catalog",
        job.catalog,
        "--site-dir",
        site,
    ]
    command += ["--config-file", settings, "--workers", str(job.workers)]
    return checked(run(command, folder=ROOT))


def stages_of(done: Run) -> dict[str, float]:
    """Seconds of each stage as the build reports them; what is left is its start, the frame and its end."""
    line = next((line for line in done.output.splitlines() if _STAGE.search(line)), "")
    found = {name: float(seconds) for name, seconds in _STAGE.findall(line)}
    return {"start, frame": done.wall_seconds - sum(found.values()), **found}


def checked(done: Run) -> Run:
    """The same run.

    Raises:
        Failed: it ended with an error.
    """
    if done.exit_code:
        message = f"ended with exit code {done.exit_code}; it said:\n{done.tail}"
        raise Failed(message)
    return done
