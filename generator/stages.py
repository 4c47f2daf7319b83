"""The two stages that worker processes do: registry files into records, records into pages.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from pathlib import Path

from generator.exporters.documents import tool_documents
from generator.exporters.server_policies import ServerPolicies
from generator.model.attack import Attack
from generator.model.catalog import Catalog, ServerSummary
from generator.model.problem import Problem
from generator.model.site import Site
from generator.model.vocabulary import Vocabulary
from generator.outputs.folder import Stage, Written
from generator.outputs.policies import policy_files
from generator.outputs.soundness import Soundness
from generator.readers.compiled import CompiledRecords
from generator.renderers.page import PageRenderer
from generator.renderers.shell import Shell
from generator.rules.summarize import summarize
from generator.views import PAGE_KINDS
from generator.views.page import Context, Page


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


def read_files(job: ReadJob, paths: tuple[Path, ...]) -> list[ReadOutcome]:
    """Read, judge and check the files; their records are on disk afterwards."""
    outcomes = []
    for path in paths:
        reading, is_new = job.records.reading(path)
        summary = summarize(reading.judged, job.attacks) if reading.judged else None
        outcomes.append(ReadOutcome(summary, reading.problems, is_new))
    return outcomes


@dataclass(frozen=True)
class PageJob:
    """What it takes to make pages."""

    reading: ReadJob
    catalog: Catalog
    site: Site
    templates: Path
    shells: dict[int, Shell]
    stage: Stage

    @cached_property
    def context(self) -> Context:
        """What page kinds may look at."""
        policies = partial(tool_documents, vocabulary=self.catalog.vocabulary)
        return Context(catalog=self.catalog, site=self.site, policies=policies, server_policies=self.printed.of)

    @cached_property
    def printed(self) -> ServerPolicies:
        """The complete policies, for their files and for the pages that name them."""
        return ServerPolicies(self.catalog.vocabulary)

    @cached_property
    def renderer(self) -> PageRenderer:
        """The renderer, with its templates compiled once in each process."""
        return PageRenderer(self.templates, self.site, self.shells)

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


@dataclass(frozen=True, slots=True)
class Made:
    """A share of the pages, made."""

    written: list[Written]
    seen: Soundness


def make_pages(job: PageJob, task: PageTask) -> Made:
    """Make, look at and stage the task's pages, and stage the policy files of its servers."""
    seen = Soundness()
    return Made(list(_files(job, task, seen)), seen)


def _files(job: PageJob, task: PageTask, seen: Soundness) -> Iterator[Written]:
    for slug in task.servers:
        judged = job.reading.records.judged(slug)
        for path, content in policy_files(judged, job.printed, job.catalog.vocabulary):
            yield job.stage.put(path, content)
        for kind in PAGE_KINDS:
            if kind.server_pages is not None:
                yield from (job.put(page, seen) for page in kind.server_pages(judged, job.context))
    for kind in PAGE_KINDS:
        if kind.name == task.kind and kind.catalog_pages is not None:
            pages = islice(kind.catalog_pages(job.context), task.share, None, task.shares)
            yield from (job.put(page, seen) for page in pages)
