"""A catalog folder into a published site: the conductor, which names every floor. `on_demand` is the other one, for `serve`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.built import Built
from generator.clock import Clock
from generator.edit import edit_of, servers_of
from generator.made_with import ONLY_PAGES, made_with, templates_made_with, words_made_with
from generator.making_by_hand import Digests, digests_of
from generator.making_edit import Noted, make_edit
from generator.model.problem import RegistryErrors
from generator.model.site import Budget, Project, Site
from generator.outputs.budget import Weight, weighed, weight_of
from generator.outputs.folder import Publication, publication
from generator.outputs.look import Look
from generator.outputs.manifest import list_state
from generator.outputs.parts import parts_folder
from generator.outputs.policies import shared_files
from generator.outputs.sitemap import sitemap_files
from generator.outputs.soundness import assert_sound
from generator.outputs.stage import NEXT, beside
from generator.outputs.stamp import stamp
from generator.outputs.titles import Titles
from generator.outputs.units import (
    Earlier,
    NewUnits,
    change_units,
    new_units,
    read_head,
    read_some,
    units_file,
)
from generator.outputs.writable import demand_writable
from generator.page_job import PageJob
from generator.pool import Workers, run
from generator.progress import Progress
from generator.readers.frames import Frames
from generator.reading import Reading, read_registry
from generator.ready import make_ready
from generator.renderers.kept_templates import kept_folder
from generator.renderers.shell import SHELL_PAGES, read_shells
from generator.renderers.vocabulary_css import vocabulary_file
from generator.small_build import put_few
from generator.stages import Made, make_pages, page_tasks
from generator.views.words import joined


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
        CatalogError: the folder is not ours or may not be written, the theme changed, or a template cannot be printed.
    """
    clock = Clock()
    with closing(look or Look(site_folder)) as begun:
        reading = read_registry(catalog_folder, project.work, workers=workers, progress=progress)
        if reading.errors:
            raise RegistryErrors(reading.problems)
        clock.lap("read")
        shells = read_shells(frames.folder, frames.engine, site)
        made, templates = made_with(reading.catalog, site, shells), templates_made_with(project.templates)
        notes = units_file(project.work, site_folder, catalog_folder)
        demand_writable(site_folder, beside(site_folder.resolve(), NEXT), notes.parent)
        with publication(site_folder, begun.text) as opened:
            build = _Build(
                reading=reading,
                opened=opened,
                notes=notes,
                made_with=made,
                templates=templates,
                budget=project.budget,
                job=PageJob(
                    reading=reading.job,
                    catalog=reading.catalog,
                    record_keys=reading.record_keys,
                    entries=reading.entries,
                    site=site,
                    templates=project.templates,
                    kept_templates=kept_folder(project.work, [made["the program"], *templates.values()]),
                    shells=shells,
                    stage=opened.small_stage,
                    earlier=Earlier(),
                    frames=frames,
                ),
                clock=clock,
            )
            return build.edited(begun) or build.whole(workers, progress)


class _Build(Struct):
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

    def edited(self, begun: Look) -> Built | None:
        """Publish what an edit concerns; None when more than that may have changed, or the site is not as it was left.

        What is made is made before the end of the look is waited for: other processes look meanwhile.
        """
        opened, head = self.opened, read_head(self.notes)
        edit = edit_of(head, self._head) if self.job.frames.key else None
        if edit is None or not begun.state == opened.text.state == head.get("list"):
            return None
        noted = Noted(partial(read_some, self.notes), head["causes"], Titles(head["titles"]), head.get("by_hand", {}))
        made, seen = make_edit(self.job, opened.small_stage, edit, noted), begun.seen
        if made is None or seen is None or not seen.is_whole or seen.foreign is None:
            return None
        weight = weight_of(head["weight"], self.budget)
        if weight is not None:
            weight = weight.after(made.written, made.gone)
        if weight is None and any(server.tools for server in self.job.catalog.servers):
            return None
        few = put_few(opened, made, head["totals"], seen.foreign, seen.start, self.clock)
        if few is None:
            return None
        totals = few.totals
        left = {**self._head, **self._left(totals, weight, made.causes, made.titles, made.by_hand)}
        if left != head:
            records = ((name, unit.record) for name, unit in made.units.items())
            change_units(self.notes, left, records, made.gone_units)
        self.clock.lap("publish")
        kept_count = totals[2] - len(made.units)
        return Built(self.reading, few.published, made.reasons, kept_count, self.clock.seconds, weight)

    def whole(self, workers: Workers, progress: Progress) -> Built:
        """Publish everything, taking as it is what did not change."""
        head = read_head(self.notes)
        before = head.get("made_with", {})
        changed = [name for name, digest in self.made_with.items() if before.get(name) != digest]
        why = f"{joined(changed)} changed" if changed and head else ""
        templates = {} if changed else head.get("templates", {})
        job = replace(
            self.job,
            stage=self.opened.stage,
            earlier=Earlier(self.notes.absolute()) if head and ONLY_PAGES.issuperset(changed) else Earlier(),
            stale=frozenset(kind for kind, digest in self.templates.items() if templates.get(kind) != digest),
        )
        with new_units(self.notes) as units:
            return self._whole(job, units, why, workers, progress)

    def _whole(self, job: PageJob, units: NewUnits, why: str, workers: Workers, progress: Progress) -> Built:
        opened, catalog, site, stage = self.opened, job.catalog, job.site, job.stage
        made = _catalog_pages(job, units, workers, progress)
        if why:
            made.reasons = dict.fromkeys(made.reasons, why)
        written, seen = made.written, made.seen
        self.clock.lap("pages")
        written += [stage.put(path, content) for path, content in shared_files(catalog.vocabulary)]
        written.append(stage.put(*vocabulary_file(catalog.vocabulary)))
        pages = [each.path.removesuffix("index.html") for each in written if each.path.endswith("index.html")]
        written += [stage.put(path, content) for path, content in sitemap_files(site.url, pages)]
        page_count = sum(each.path.endswith(".html") for each in written)
        written.append(stage.put(*stamp(catalog, site, job.frames.engine, page_count)))
        for depth, shell in job.shells.items():
            seen.look_at_links(SHELL_PAGES[depth], shell.frame)
        assert_sound(seen, {each.path for each in written}, catalog)
        weight = weighed(written, stage, self.budget)
        self.clock.lap("checks")
        published = opened.commit(written)
        self.clock.lap("publish")
        totals = (published.file_count, published.size_bytes, len(made.kept) + len(made.reasons))
        titles = Titles.of(title for title, _ in seen.titles)
        left = self._left(totals, weight, made.causes, titles, digests_of(job.frames))
        units.finish({**self._head, **left}, made.kept)
        make_ready(opened, workers if isinstance(workers, int) else 1)
        self.clock.lap("ready")
        return Built(self.reading, published, made.reasons, len(made.kept), self.clock.seconds, weight)

    def _left(
        self,
        totals: tuple[int, int, int],
        weight: Weight | None,
        causes: Mapping[str, str],
        titles: Titles,
        by_hand: Digests,
    ) -> dict[str, Any]:
        """How the site is left: the state of its list of files, how many files, bytes and units it has, how heavy its pages are, and what a small build asks."""
        return {
            "totals": totals,
            "list": list_state(self.opened.site) or (),
            "weight": weight.sizes if weight else (),
            "causes": dict(causes),
            "titles": titles.packed,
            "by_hand": dict(by_hand),
        }

    @property
    def _head(self) -> dict[str, Any]:
        return {
            "made_with": self.made_with,
            "templates": self.templates,
            "words": words_made_with(self.job.catalog),
            "frames": self.job.frames.key,
            "budget": (self.budget.page_bytes, self.budget.gzip_bytes),
            "servers": servers_of(self.reading),
        }


def _catalog_pages(job: PageJob, units: NewUnits, workers: Workers, progress: Progress) -> Made:
    made = Made()
    len(job.catalog.tools_by_name)  # made once here, and shared with the processes; so are the tools by word
    job.catalog.tools_by_word.of("status")
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
