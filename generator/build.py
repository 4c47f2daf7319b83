"""A catalog folder into a published site: the conductor, which names every floor. `on_demand` is the other one, for `serve`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from generator.clock import Clock
from generator.edit import edit_of, make_edit, servers_of
from generator.made_with import made_with, templates_made_with
from generator.model.problem import RegistryErrors
from generator.model.site import Budget, Project, Site
from generator.outputs.budget import Weight, weighed, weight_of
from generator.outputs.folder import Publication, Published, publication
from generator.outputs.look import Look, Seen
from generator.outputs.manifest import list_state
from generator.outputs.next_tree import link_all
from generator.outputs.parts import parts_folder
from generator.outputs.policies import shared_files
from generator.outputs.sitemap import sitemap_files
from generator.outputs.soundness import assert_sound
from generator.outputs.stage import Stage, Written
from generator.outputs.stamp import stamp
from generator.outputs.units import (
    ChangedUnits,
    NewUnits,
    change_units,
    new_units,
    read_head,
    read_some,
    read_units,
    units_file,
)
from generator.pool import Workers, run
from generator.progress import Progress
from generator.readers.frames import Frames
from generator.reading import Reading, read_registry
from generator.renderers.shell import SHELL_PAGES, read_shells
from generator.renderers.vocabulary_css import vocabulary_file
from generator.stages import Made, PageJob, make_pages, page_tasks
from generator.views.words import joined

_SHARES_OF_A_COPY: Final = 4
"""Shares of the links of a whole site for each process, so that they end together."""


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
    weight: Weight | None = None
    """None: the catalog has no tool."""


def build_site(
    *,
    project: Project,
    site: Site,
    frames: Frames,
    catalog_folder: Path,
    site_folder: Path,
    workers: Workers,
    progress: Progress,
    look: Look | None = None,
) -> Built:
    """Publish the catalog inside the frames; the site folder changes only when every page was made.

    `look` is one over the site folder that has begun already.

    Raises:
        RegistryErrors: the registry has errors; all of them are in it.
        CatalogError: the folder is not ours, the theme changed, or a template cannot be printed.
    """
    clock = Clock()
    with closing(look or Look(site_folder)) as begun:
        reading = read_registry(catalog_folder, project.work, workers=workers, progress=progress)
        if reading.errors:
            raise RegistryErrors(reading.problems)
        clock.lap("read")
        shells = read_shells(frames.folder, frames.engine, site)
        with publication(site_folder, begun.text) as opened:
            build = _Build(
                reading=reading,
                opened=opened,
                notes=units_file(project.work, site_folder, catalog_folder),
                made_with=made_with(reading.catalog, site, shells),
                templates=templates_made_with(project.templates),
                budget=project.budget,
                job=PageJob(
                    reading=reading.job,
                    catalog=reading.catalog,
                    record_keys=reading.record_keys,
                    site=site,
                    templates=project.templates,
                    shells=shells,
                    stage=opened.small_stage,
                    earlier={},
                    frames=frames,
                ),
                clock=clock,
            )
            return build.edited(begun.seen) or build.whole(workers, progress)


@dataclass(slots=True)
class _Build:
    """A build that knows what to make, and has not made it yet."""

    reading: Reading
    opened: Publication
    notes: Path
    made_with: dict[str, str]
    templates: dict[str, str]
    """Digest of what each kind of page is printed with."""
    budget: Budget
    job: PageJob
    clock: Clock

    def edited(self, seen: Seen | None) -> Built | None:
        """Publish what an edit concerns; None when more than that may have changed, or the site is not as it was left."""
        opened, head = self.opened, read_head(self.notes)
        edit = edit_of(head, self._head) if self.job.frames.key else None
        is_as_left = seen is not None and seen.is_whole and seen.state == opened.text.state == head.get("list")
        if edit is None or seen is None or not is_as_left or seen.foreign is None:
            return None
        made = make_edit(self.job, edit, partial(read_some, self.notes))
        if made is None or not opened.can_change_few((), seen.foreign):
            return None
        self.clock.lap("pages")
        opened.small_stage.flush()
        few = opened.commit_few(made.written, (), seen.foreign)
        files, size, units = head["totals"]
        weight = weight_of(head["weight"], self.budget)
        size += sum(each.size_bytes - opened.text[each.path][1] for each in made.written)
        if edit.slugs:
            records = ((name, unit.record) for name, unit in made.units.items())
            change_units(self.notes, {**self._head, **self._left((files, size, units), weight)}, records)
        self.clock.lap("publish")
        published = replace(few, file_count=files, size_bytes=size)
        return Built(self.reading, published, made.reasons, units - len(made.units), self.clock.seconds, weight)

    def whole(self, workers: Workers, progress: Progress) -> Built:
        """Publish everything, taking as it is what did not change."""
        earlier = read_units(self.notes)
        before = earlier.head.get("made_with", {})
        changed = [name for name, digest in self.made_with.items() if before.get(name) != digest]
        why = f"{joined(changed)} changed" if changed and earlier.records else ""
        templates = earlier.head.get("templates", {})
        job = replace(
            self.job,
            stage=self.opened.stage,
            earlier={} if changed else earlier.records,
            changed_templates=frozenset(
                kind for kind, digest in self.templates.items() if templates.get(kind) != digest
            ),
        )
        if job.earlier:
            return self._whole(job, ChangedUnits(self.notes, job.earlier.keys()), why, workers, progress)
        with new_units(self.notes) as units:
            return self._whole(job, units, why, workers, progress)

    def _whole(
        self, job: PageJob, units: NewUnits | ChangedUnits, why: str, workers: Workers, progress: Progress
    ) -> Built:
        opened, catalog, site, stage = self.opened, job.catalog, job.site, job.stage
        made = _catalog_pages(job, units, workers, progress)
        if why:
            made.reasons = dict.fromkeys(made.reasons, why)
        written, seen = made.written, made.seen
        self.clock.lap("pages")
        written += [stage.put(path, content) for path, content in shared_files(catalog.vocabulary)]
        written += [stage.put(*vocabulary_file(catalog.vocabulary)), *_sitemap(stage, site, written)]
        written.append(stage.put(*stamp(catalog, site, job.frames.engine, _page_count(written))))
        for depth, shell in job.shells.items():
            seen.look_at_links(SHELL_PAGES[depth], shell.frame)
        assert_sound(seen, {each.path for each in written}, catalog)
        weight = weighed(written, stage, self.budget)
        self.clock.lap("checks")
        published = opened.commit(written)
        self.clock.lap("publish")
        totals = (published.file_count, published.size_bytes, len(made.kept) + len(made.reasons))
        units.finish({**self._head, **self._left(totals, weight)}, made.kept)
        mine = workers if isinstance(workers, int) else 1
        mirror = opened.mirror(_SHARES_OF_A_COPY * mine)
        for _ in run(link_all, mirror, mirror.shares, workers=mine):
            pass
        mirror.finish()
        self.clock.lap("ready")
        return Built(self.reading, published, made.reasons, len(made.kept), self.clock.seconds, weight)

    def _left(self, totals: tuple[int, int, int], weight: Weight | None) -> dict[str, Any]:
        """How the site is left: the state of its list of files, how many files, bytes and units it has, and how heavy its pages are."""
        state = list_state(self.opened.site) or ()
        return {"totals": totals, "list": state, "weight": weight.sizes if weight else ()}

    @property
    def _head(self) -> dict[str, Any]:
        return {
            "made_with": self.made_with,
            "templates": self.templates,
            "built": self.job.site.built,
            "frames": self.job.frames.key,
            "budget": (self.budget.page_bytes, self.budget.gzip_bytes),
            "servers": servers_of(self.reading),
        }


def _catalog_pages(job: PageJob, units: NewUnits | ChangedUnits, workers: Workers, progress: Progress) -> Made:
    made = Made()
    len(job.catalog.tools_by_name)  # made once here, and shared with the processes
    tasks = page_tasks(job.catalog)
    progress.start("Making pages", len(tasks))
    with parts_folder(job.stage.folder, is_shared=not isinstance(workers, int)) as parts:
        job = replace(job, stage=replace(job.stage, parts=parts))
        for done in run(make_pages, job, tasks, workers=workers):
            progress.advance(1)
            made.add(done)
            units.add(done.units.items())
    progress.finish()
    return made


def _page_count(written: list[Written]) -> int:
    return sum(each.path.endswith(".html") for each in written)


def _sitemap(stage: Stage, site: Site, written: list[Written]) -> list[Written]:
    if not site.url.startswith("http"):
        return []  # a sitemap holds whole addresses
    pages = [each.path.removesuffix("index.html") for each in written if each.path.endswith("index.html")]
    return [stage.put(name, content) for name, content in sitemap_files(site.url, pages)]
