"""The stage of pages, as worker processes do it: records into the files of a site.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice
from typing import Final

from generator.handwritten import Handwritten, engine_files, put_handwritten
from generator.making import Making
from generator.model.catalog import Catalog
from generator.outputs.index_files import index_files
from generator.outputs.soundness import Soundness
from generator.outputs.stage import Stage, Written
from generator.outputs.units import Unit, make_unit, unit_of
from generator.read_job import ReadJob
from generator.readers.frames import Frames
from generator.views import PAGE_KINDS
from generator.views.fingerprint import fingerprint
from generator.views.page import Page, PageKind, Plan
from generator.views.told import Told, told_of
from generator.views.traced import Answers
from generator.views.urls import server_path

_TOOLS_A_TASK: Final = 400
"""Chosen: a tenth of a second of work, so that two processes end together and messages stay few."""
_LISTING_SHARES: Final = 8
_OF_A_SERVER: Final = frozenset(kind.name for kind in PAGE_KINDS if kind.server_pages is not None)
_TEMPLATE_CHANGED: Final = "its template changed"
CHANGED: Final = "what it shows changed"
"""The reason of an edit."""


@dataclass(frozen=True)
class PageJob(Making):
    """What it takes to make pages and to put them into a site."""

    reading: ReadJob
    record_keys: Mapping[str, str]
    """Digest of what each server's record was made from, by slug."""
    stage: Stage
    earlier: Mapping[str, bytes]
    """Records of units that earlier builds made with the same program, vocabulary, frame and settings."""
    frames: Frames
    """The engine's files."""
    changed_templates: frozenset[str] = field(default=frozenset(), kw_only=True)
    """Kinds of pages whose template is another one now."""

    @cached_property
    def answers(self) -> Answers:
        """Digests of what can be read."""
        return Answers(self.catalog)

    @cached_property
    def told(self) -> set[str]:
        """Files that this process has already said some page refers to: nearly every page names the same ones."""
        return set()

    def catalog_pages(self, kind: PageKind) -> list[Page]:
        """The pages of the kind for the whole catalog; their views are made once in each process."""
        if kind.name not in self._catalog_pages:
            self._catalog_pages.clear()  # kinds come one after the other
            self._catalog_pages[kind.name] = list(kind.catalog_pages(self.context)) if kind.catalog_pages else []
        return self._catalog_pages[kind.name]

    @cached_property
    def _catalog_pages(self) -> dict[str, list[Page]]:
        return {}

    def put(self, page: Page, seen: Soundness) -> Written:
        """Stage the page, and look at it."""
        body = self.renderer.body(page)
        seen.look(page.path, body, title=page.title)
        return self.stage.put(f"{page.path}index.html", self.renderer.framed(page, body))


@dataclass(frozen=True, slots=True)
class PageTask:
    """A share of the pages: those of some servers, every n-th page of a kind for the whole catalog, or the hand-written ones with the search's data."""

    servers: tuple[str, ...] = ()
    is_by_hand: bool = False
    kind: str | None = None
    share: int = 0
    shares: int = 1


@dataclass(slots=True)
class Made:
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


def make_pages(job: PageJob, task: PageTask) -> Made:
    """Make, look at and stage the task's pages, and stage the policy files of its servers; what is as it was is not made."""
    made = Made()
    if task.is_by_hand:
        plan = Plan({})
        pages = Handwritten(replace(job, plan=plan, printer=job.renderer), engine_files(job.frames), job.frames.engine)
        made.written += put_handwritten(pages, job.stage, job.site.name, made.seen)
        made.written += [job.stage.put(path, content) for path, content in index_files(job.catalog)]
        made.causes.update(plan.found)
    for slug in task.servers:
        told = told_of(job.catalog.server_by_slug[slug])
        make = partial(server_files, job, slug)
        _unit(job, made, server_path(slug), job.record_keys[slug], make, _OF_A_SERVER, told)
    for kind in PAGE_KINDS:
        if kind.name == task.kind:
            for page in islice(job.catalog_pages(kind), task.share, None, task.shares):
                made.causes[page.path] = page.cause
                key = fingerprint(page, job.answers)
                _unit(job, made, page.path, key, partial(page_files, job, page), frozenset({page.kind}))
    made.seen.links = {target: page for target, page in made.seen.links.items() if target not in job.told}
    job.told.update(made.seen.links)
    return made


def _unit(
    job: PageJob,
    made: Made,
    name: str,
    key: str,
    make: Callable[[Soundness], list[Written]],
    kinds: frozenset[str],
    told: Told | None = None,
) -> None:
    old = unit_of(job.earlier.get(name))
    reason, written = (
        (_TEMPLATE_CHANGED, None) if old and not kinds.isdisjoint(job.changed_templates) else _as_it_was(job, old, key)
    )
    if old is not None and written is not None:
        made.written += written
        made.seen.add(old.seen)
        made.kept.append(name)
        return
    seen = Soundness()
    written = make(seen)
    made.units[name] = noted_unit(job, key, written, seen, told).record
    made.reasons[name] = reason
    made.written += written
    made.seen.add(seen)


def noted_unit(job: PageJob, key: str, written: list[Written], seen: Soundness, told: Told | None = None) -> Unit:
    """The unit that was just made; `seen` keeps the links that lead out of it."""
    for own in written:
        seen.links.pop(own.path, None)
    return make_unit(key, job.tracer.trace(job.answers), written, seen, told)


def reason_of(job: PageJob, old: Unit | None, key: str) -> str:
    """Why the unit has to be made anew; empty when it would come out as it was."""
    if old is None:
        return "it was not made before with this program, these templates and settings"
    if old.key != key:
        return CHANGED
    changed = job.answers.still_holds(old.trace)
    if changed is not None:
        return f"what it says of others changed ({changed.mapping.replace('_', ' ')}: {changed.key})"
    return ""


def _as_it_was(job: PageJob, old: Unit | None, key: str) -> tuple[str, list[Written] | None]:
    """The files of the unit; else why they have to be made."""
    reason = reason_of(job, old, key)
    if reason or old is None:
        return reason, None
    written = old.written(job.stage)
    return "" if written is not None else "the site no longer holds its files", written


def server_files(job: PageJob, slug: str, seen: Soundness) -> list[Written]:
    """Make, look at and stage all files of one server; raises as `ReadJob.judged`."""
    judged = job.reading.judged(slug, job.record_keys[slug])
    written = [job.stage.put(path, content) for path, content in job.policy_files(judged)]
    written += (job.put(page, seen) for page in job.server_pages(judged))
    return written


def page_files(job: PageJob, page: Page, seen: Soundness) -> list[Written]:
    """Make, look at and stage one page of the whole catalog."""
    return [job.put(page, seen)]
