"""A catalog folder into a published site: the conductor, which names every floor. `on_demand` is the other one, for `serve`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.handwritten import Handwritten, engine_files, put_handwritten
from generator.made_with import made_with
from generator.model.catalog import Catalog, gather
from generator.model.problem import Problem, RegistryErrors, Severity
from generator.model.site import Project, Site
from generator.outputs.folder import Published, Stage, Written, publication
from generator.outputs.index_files import index_files
from generator.outputs.policies import shared_files
from generator.outputs.sitemap import sitemap_files
from generator.outputs.soundness import assert_sound
from generator.outputs.stamp import stamp
from generator.outputs.units import Units, read_units, units_file, write_units
from generator.pool import run
from generator.progress import Progress
from generator.readers.across import across_problems
from generator.readers.attacks import read_attacks
from generator.readers.compiled import CompiledRecords, code_digest
from generator.readers.frames import Frames
from generator.readers.registry import SERVERS, read_vocabulary, server_files
from generator.renderers.shell import SHELL_PAGES, read_shells
from generator.renderers.vocabulary_css import vocabulary_file
from generator.stages import Made, PageJob, PageTask, ReadJob, make_pages, read_files
from generator.views import PAGE_KINDS
from generator.views.words import joined

_FILES_A_TASK: Final = 8
_TOOLS_A_TASK: Final = 400
"""Chosen: a tenth of a second of work, so that two processes end together and messages stay few."""
_LISTING_SHARES: Final = 8


@dataclass(slots=True)
class Reading:
    """The whole registry, read and checked."""

    catalog: Catalog
    problems: tuple[Problem, ...]
    """Sorted by place; errors and reviews."""
    job: ReadJob
    file_count: int
    new_count: int
    """Files that had no usable compiled record."""
    record_keys: dict[str, str]
    """Digest of what each server's record was made from, by slug."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the registry from being published."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)


@dataclass(slots=True)
class Built:
    """What a build did."""

    reading: Reading
    published: Published
    remade: dict[str, str]
    """Why each unit (the pages of a server, a page of a list) was made anew, by the address of its page."""
    kept_count: int
    """Units taken as they were."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Wall time of each stage, in order."""


def read_registry(catalog_folder: Path, work: Path, *, workers: int, progress: Progress) -> Reading:
    """Read, judge and check every registry file.

    Raises:
        CatalogError: the catalog folder does not exist.
    """
    files, stray = server_files(catalog_folder)
    vocabulary, problems = read_vocabulary(catalog_folder)
    attacks, attack_problems = read_attacks(catalog_folder, vocabulary)
    place = hashlib.sha256(catalog_folder.resolve().as_posix().encode()).hexdigest()[:12]
    job = ReadJob(work / "compiled" / place, vocabulary, code_digest(), attacks)
    tasks = [files[start : start + _FILES_A_TASK] for start in range(0, len(files), _FILES_A_TASK)]
    progress.start("Reading servers", len(files))
    outcomes = []
    for task, done in zip(tasks, run(read_files, job, tasks, workers=workers), strict=True):
        outcomes.extend(done)
        progress.advance(len(task))
    progress.finish()
    CompiledRecords(job.records_folder, vocabulary, job.judged_by).prune({path.stem for path in files})
    catalog = gather(vocabulary, [outcome.summary for outcome in outcomes if outcome.summary], attacks)
    across = across_problems(catalog.servers, catalog_folder / SERVERS)
    found = [*problems, *stray, *attack_problems, *(each for outcome in outcomes for each in outcome.problems), *across]
    return Reading(
        catalog=catalog,
        problems=tuple(sorted(found)),
        job=job,
        file_count=len(files),
        new_count=sum(outcome.is_new for outcome in outcomes),
        record_keys={outcome.summary.slug: outcome.key for outcome in outcomes if outcome.summary},
    )


def build_site(
    *,
    project: Project,
    site: Site,
    frames: Frames,
    catalog_folder: Path,
    site_folder: Path,
    workers: int,
    progress: Progress,
) -> Built:
    """Publish the catalog inside the frames; the site folder changes only when every page was made.

    Raises:
        RegistryErrors: the registry has errors; all of them are in it.
        CatalogError: the folder is not ours, the theme changed, or a template cannot be printed.
    """
    clock = _Clock()
    reading = read_registry(catalog_folder, project.work, workers=workers, progress=progress)
    if reading.errors:
        raise RegistryErrors(reading.problems)
    clock.lap("read")
    shells = read_shells(frames.folder, frames.engine, site)
    with publication(site_folder) as opened:
        stage = opened.stage
        kept = units_file(project.work, site_folder, catalog_folder)
        earlier = read_units(kept)
        ingredients = made_with(reading.catalog, site, project.templates, shells)
        changed = [name for name, digest in ingredients.items() if earlier.made_with.get(name) != digest]
        job = PageJob(
            reading=reading.job,
            catalog=reading.catalog,
            record_keys=reading.record_keys,
            site=site,
            templates=project.templates,
            shells=shells,
            stage=stage,
            earlier={} if changed else earlier.by_name,
        )
        made = _catalog_pages(job, workers, progress)
        if changed and earlier.by_name:
            made.reasons = dict.fromkeys(made.reasons, f"{joined(changed)} changed")
        written, seen = made.written, made.seen
        clock.lap("pages")
        pages = Handwritten(job, engine_files(frames), frames.engine)
        written += put_handwritten(pages, stage, site.name, seen)
        written += [stage.put(path, content) for path, content in shared_files(reading.catalog.vocabulary)]
        written += [stage.put(path, content) for path, content in index_files(reading.catalog)]
        written += [stage.put(*vocabulary_file(reading.catalog.vocabulary)), *_sitemap(stage, site, written)]
        written.append(stage.put(*stamp(reading.catalog, site, frames.engine, _page_count(written))))
        for depth, shell in shells.items():
            seen.look_at_links(SHELL_PAGES[depth], shell.frame)
        assert_sound(seen, {each.path for each in written}, reading.catalog)
        clock.lap("handbook")
        published = opened.commit(written)
        if made.reasons or made.units.keys() != earlier.by_name.keys():
            write_units(kept, Units(ingredients, made.units))
        clock.lap("publish")
    return Built(reading, published, made.reasons, len(made.units) - len(made.reasons), clock.seconds)


def _catalog_pages(job: PageJob, workers: int, progress: Progress) -> Made:
    made = Made()
    tasks = [*_listing_tasks(job.catalog), *_server_tasks(job.catalog)]
    progress.start("Making pages", len(tasks))
    for done in run(make_pages, job, tasks, workers=workers):
        progress.advance(1)
        made.add(done)
    progress.finish()
    return made


def _server_tasks(catalog: Catalog) -> Iterator[PageTask]:
    waiting: list[str] = []
    tool_count = 0
    for server in catalog.servers:
        waiting.append(server.slug)
        tool_count += len(server.tools)
        if tool_count >= _TOOLS_A_TASK:
            yield PageTask(servers=tuple(waiting))
            waiting, tool_count = [], 0
    if waiting:
        yield PageTask(servers=tuple(waiting))


def _listing_tasks(catalog: Catalog) -> Iterator[PageTask]:
    is_large = sum(len(server.tools) for server in catalog.servers) > _TOOLS_A_TASK * _LISTING_SHARES
    shares = _LISTING_SHARES if is_large else 1
    for kind in PAGE_KINDS:
        if kind.catalog_pages is not None:
            yield from (PageTask(kind=kind.name, share=share, shares=shares) for share in range(shares))


def _page_count(written: list[Written]) -> int:
    return sum(each.path.endswith(".html") for each in written)


def _sitemap(stage: Stage, site: Site, written: list[Written]) -> list[Written]:
    if not site.url.startswith("http"):
        return []  # a sitemap holds whole addresses
    pages = [each.path.removesuffix("index.html") for each in written if each.path.endswith("index.html")]
    return [stage.put(name, content) for name, content in sitemap_files(site.url, pages)]


class _Clock:
    """Wall seconds of each stage; for the report only, never for a page."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.seconds: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = now - self._last
        self._last = now
