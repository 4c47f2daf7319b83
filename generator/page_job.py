"""What it takes to make pages and to put them into a site, handed to each worker process once.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from generator.making import Making
from generator.outputs.soundness import Soundness
from generator.outputs.stage import Stage, Written
from generator.outputs.units import Earlier
from generator.read_job import ReadJob
from generator.readers.frames import Frames
from generator.views.page import Page, PageKind
from generator.views.traced import Answers
from generator.views.used import Used


class PageJob(Making, frozen=True, kw_only=True, dict=True):
    """What it takes to make pages and to put them into a site."""

    reading: ReadJob
    record_keys: Mapping[str, str]
    """Digest of what each server's record was made from, by slug."""
    entries: Mapping[str, str]
    """Digest of what each server was judged to be, by slug."""
    stage: Stage
    earlier: Earlier
    """Units that earlier builds made with the same program, vocabulary, frame and settings."""
    frames: Frames
    """The engine's files."""
    stale: frozenset[str] = frozenset()
    """Kinds of pages that are printed anew whatever they show: their template is another one now, or what surrounds it is."""

    def key_of(self, slug: str) -> str:
        """Digests of all that the files of a server are made from, but for what they read of other servers."""
        server = self.catalog.server_by_slug[slug]
        return f"{self.entries[slug]} {server.shape.hex()} {self._used.of(server)}"

    @cached_property
    def _used(self) -> Used:
        return Used(self.catalog.vocabulary, self.catalog.attacks)

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
