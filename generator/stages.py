"""The stage of pages, as worker processes do it: records into the files of a site.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from generator.handwritten import Handwritten, engine_files, put_handwritten
from generator.making_units import UnitMade, made_unit, page_parts, server_parts
from generator.model.catalog import Catalog
from generator.outputs.index_files import index_files
from generator.outputs.soundness import Soundness
from generator.outputs.stage import Written
from generator.outputs.unit import unit_of
from generator.page_job import PageJob
from generator.views import PAGE_KINDS
from generator.views.fingerprint import fingerprint
from generator.views.page import Page, Plan
from generator.views.told import told_of
from generator.views.urls import server_path

_TOOLS_A_TASK: Final = 400
"""Chosen: a tenth of a second of work, so that two processes end together and messages stay few."""
_LISTING_SHARES: Final = 8


class PageTask(Struct, frozen=True):
    """A share of the pages: those of some servers, every n-th page of a kind for the whole catalog, or the hand-written ones with the search's data."""

    servers: tuple[str, ...] = ()
    is_by_hand: bool = False
    kind: str | None = None
    share: int = 0
    shares: int = 1


class Made(Struct):
    """A share of the pages, made or taken as they were."""

    written: list[Written] = field(default_factory=list)
    seen: Soundness = field(default_factory=Soundness)
    units: dict[str, bytes] = field(default_factory=dict)
    """The record of each unit that was made."""
    kept: list[str] = field(default_factory=list)
    """Units that were taken as they were."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Why each unit that was made anew had to be."""
    causes: dict[str, str] = field(default_factory=dict)
    """Of pages of lists by path, and of pieces of hand-written pages by slot, see `Page.cause`."""

    def put(self, name: str, unit: UnitMade) -> None:
        """Add a unit."""
        self.written += unit.written
        unit.look(self.seen)
        if unit.reason:
            self.units[name], self.reasons[name] = unit.unit.record, unit.reason
        else:
            self.kept.append(name)

    def add(self, other: Made) -> None:
        """Take in another share, but for its records."""
        self.written += other.written
        self.seen.add(other.seen)
        self.kept += other.kept
        self.reasons.update(other.reasons)
        self.causes.update(other.causes)


def page_tasks(catalog: Catalog) -> list[PageTask]:
    """All pages in shares, those for the whole catalog first: they are the largest."""
    return [PageTask(is_by_hand=True), *_listing_tasks(catalog), *_server_tasks(catalog)]


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


def _pages(job: PageJob, task: PageTask) -> Iterator[Page]:
    """The task's pages for the whole catalog."""
    for kind in PAGE_KINDS:
        if kind.name == task.kind:
            yield from islice(job.catalog_pages(kind), task.share, None, task.shares)


def make_pages(job: PageJob, task: PageTask) -> Made:
    """Make, look at and stage the task's pages, and stage the policy files of its servers; what is as it was is not made."""
    made = Made()
    if task.is_by_hand:
        plan = Plan({})
        pages = Handwritten(replace(job, plan=plan, printer=job.renderer), engine_files(job.frames), job.frames.engine)
        made.written += put_handwritten(pages, job.stage, job.site.name, made.seen)
        made.written += [job.stage.put(path, content) for path, content in index_files(job.catalog)]
        made.causes.update(plan.found)
    with job.earlier.opened() as earlier:
        for slug in task.servers:
            name, told = server_path(slug), told_of(job.catalog.server_by_slug[slug])
            make = partial(server_parts, job, slug)
            made.put(name, made_unit(job, unit_of(earlier(name)), job.key_of(slug), make, told))
        for page in _pages(job, task):
            made.causes[page.path] = page.cause
            make = partial(page_parts, job, page)
            made.put(page.path, made_unit(job, unit_of(earlier(page.path)), fingerprint(page, job.answers), make))
    made.seen.links = {target: page for target, page in made.seen.links.items() if target not in job.told}
    job.told.update(made.seen.links)
    return made
