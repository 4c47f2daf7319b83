"""The two stages that worker processes do: registry files into records, records into pages.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice
from pathlib import Path

from generator.making import Making
from generator.model.attack import Attack
from generator.model.catalog import ServerSummary
from generator.model.problem import Problem
from generator.model.vocabulary import Vocabulary
from generator.outputs.folder import Stage, Written
from generator.outputs.soundness import Soundness
from generator.outputs.units import Unit, make_unit
from generator.readers.compiled import CompiledRecords
from generator.rules.summarize import summarize
from generator.views import PAGE_KINDS
from generator.views.fingerprint import fingerprint
from generator.views.page import Page
from generator.views.traced import Answers


@dataclass(frozen=True)
class ReadJob:
    """What it takes to read registry files."""

    records_folder: Path
    vocabulary: Vocabulary
    judged_by: str
    attacks: tuple[Attack, ...] = ()

    @cached_property
    def records(self) -> CompiledRecords:
        """The compiled records, opened once in each process."""
        return CompiledRecords(self.records_folder, self.vocabulary, self.judged_by)


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """One registry file read."""

    summary: ServerSummary | None
    problems: tuple[Problem, ...]
    is_new: bool
    """False when its compiled record could be used."""
    key: str
    """Digest of all that its record was made from."""


def read_files(job: ReadJob, paths: tuple[Path, ...]) -> list[ReadOutcome]:
    """Read, judge and check the files; their records are on disk afterwards."""
    outcomes = []
    for path in paths:
        reading, is_new, key = job.records.reading(path)
        summary = summarize(reading.judged, job.attacks) if reading.judged else None
        outcomes.append(ReadOutcome(summary, reading.problems, is_new, key))
    return outcomes


@dataclass(frozen=True)
class PageJob(Making):
    """What it takes to make pages and to put them into a site."""

    reading: ReadJob
    record_keys: Mapping[str, str]
    """Digest of what each server's record was made from, by slug."""
    stage: Stage
    earlier: Mapping[str, Unit]
    """Units that earlier builds made with the same program, templates, vocabulary, frame and settings."""

    @cached_property
    def answers(self) -> Answers:
        """Digests of what can be read."""
        return Answers(self.catalog)

    def put(self, page: Page, seen: Soundness) -> Written:
        """Stage the page, and look at it."""
        body = self.renderer.body(page)
        seen.look(page.path, body, title=page.title)
        return self.stage.put(f"{page.path}index.html", self.renderer.framed(page, body))


@dataclass(frozen=True, slots=True)
class PageTask:
    """A share of the pages: those of some servers, or every n-th page of a kind for the whole catalog."""

    servers: tuple[str, ...] = ()
    kind: str | None = None
    share: int = 0
    shares: int = 1


@dataclass(slots=True)
class Made:
    """A share of the pages, made or taken as they were."""

    written: list[Written] = field(default_factory=list)
    seen: Soundness = field(default_factory=Soundness)
    units: dict[str, Unit] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    """Why each unit that was made anew had to be."""

    def add(self, other: Made) -> None:
        """Take in another share."""
        self.written += other.written
        self.seen.add(other.seen)
        self.units.update(other.units)
        self.reasons.update(other.reasons)


def make_pages(job: PageJob, task: PageTask) -> Made:
    """Make, look at and stage the task's pages, and stage the policy files of its servers; what is as it was is not made."""
    made = Made()
    for slug in task.servers:
        _unit(job, made, f"tools/{slug}/", job.record_keys[slug], partial(_server_files, job, slug))
    for kind in PAGE_KINDS:
        if kind.name == task.kind and kind.catalog_pages is not None:
            for page in islice(kind.catalog_pages(job.context), task.share, None, task.shares):
                _unit(job, made, page.path, fingerprint(page, job.answers), partial(_page_file, job, page))
    return made


def _unit(job: PageJob, made: Made, name: str, key: str, make: Callable[[Soundness], list[Written]]) -> None:
    old = job.earlier.get(name)
    reason, written = _as_it_was(job, old, key)
    if old is not None and written is not None:
        made.written += written
        made.seen.add(old.seen)
        made.units[name] = old
        return
    seen = Soundness()
    written = make(seen)
    made.units[name] = make_unit(key, job.tracer.trace(job.answers), written, seen)
    made.reasons[name] = reason
    made.written += written
    made.seen.add(seen)


def _as_it_was(job: PageJob, old: Unit | None, key: str) -> tuple[str, list[Written] | None]:
    """The files of the unit; else why they have to be made."""
    if old is None:
        return "it was not made before with this program, these templates and settings", None
    if old.key != key:
        return "what it shows changed", None
    changed = job.answers.still_holds(old.trace)
    if changed is not None:
        return f"what it says of others changed ({changed.mapping.replace('_', ' ')}: {changed.key})", None
    written = old.written(job.stage)
    return "" if written is not None else "the site no longer holds its files", written


def _server_files(job: PageJob, slug: str, seen: Soundness) -> list[Written]:
    judged = job.reading.records.judged(slug, job.record_keys[slug])
    written = [job.stage.put(path, content) for path, content in job.policy_files(judged)]
    written += (job.put(page, seen) for page in job.server_pages(judged))
    return written


def _page_file(job: PageJob, page: Page, seen: Soundness) -> list[Written]:
    return [job.put(page, seen)]
