"""A registry that is still being read into the pages that somebody asks for already.

A server is read when a page of it is asked for, so that a save of it is seen as well. What counts and lists all servers is made of those read so far, and
made again from time to time while more come; a notice on every page says so.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Final

from generator.model.assessment import JudgedServer
from generator.model.catalog import Catalog, gather
from generator.model.problem import CatalogError, errors_of
from generator.model.rows import ServerSummary
from generator.on_demand import OnDemand
from generator.reading import SoFar
from generator.rules.summarize import summarize

_KEPT_SECONDS: Final = 5.0
"""How old a site may be before one of more servers takes its place. Chosen: its lists take a second or two to make."""


class StillReading:
    """What can be shown while a registry is read; any number of threads may ask."""

    def __init__(self, so_far: SoFar, printed: Callable[[Catalog, Callable[[str], JudgedServer]], OnDemand]) -> None:
        """Show what is read, as `printed` makes a site of it."""
        self._so_far = so_far
        self._printed = printed
        self._files = {path.stem: path for path in so_far.files}
        self._asked: dict[str, tuple[str, JudgedServer, ServerSummary]] = {}
        """Servers that were read because somebody asked for them: digest, record and row."""
        self._site: OnDemand | None = None
        self._made_at, self._count = 0.0, 0
        self._lock = Lock()

    @property
    def notice(self) -> str:
        """What every page made last says above all."""
        return (
            f"Still reading: {self._count:,} of {len(self._files):,} servers so far. Counts, lists and neighbours are of these; "
            "the page loads again when all are read."
        )

    def content(self, path: str) -> bytes | None:
        """The file at that path of the site; None when what is read so far gives none. Raises as `OnDemand.content`."""
        folder, _, rest = path.partition("/")
        with self._lock:
            if folder == "tools" and "/" in rest:
                self._read(rest.partition("/")[0])
            if self._site is None or time.monotonic() - self._made_at > _KEPT_SECONDS:
                catalog = self._catalog()
                self._site, self._made_at = self._printed(catalog, self._judged), time.monotonic()
                self._count = len(catalog.servers)
            return self._site.content(path)

    def _read(self, slug: str) -> None:
        """Read the server, also when it was asked for before: somebody may be working on it."""
        if slug not in self._files:
            return
        try:
            found = self._so_far.job.records.reading(self._files[slug])
        except OSError:
            return
        judged, problems = found.reading.judged, found.reading.problems
        if judged is None or errors_of(problems) or (slug in self._asked and self._asked[slug][0] == found.key):
            return  # what is broken is told when all are read; until then it stays as it was
        self._asked[slug] = found.key, judged, summarize(judged, self._so_far.job.attacks)
        self._site = None

    def _catalog(self) -> Catalog:
        read = (row for row in self._so_far.rows() if not errors_of(row.problems))
        rows = {row.summary.slug: row.summary for row in read if row.summary}
        rows |= {slug: summary for slug, (_, _, summary) in self._asked.items()}
        return gather(self._so_far.job.vocabulary, list(rows.values()), self._so_far.job.attacks)

    def _judged(self, slug: str) -> JudgedServer:
        if slug not in self._asked:
            self._read(slug)
        if slug not in self._asked:
            message = f"found {slug} changed while the registry is read, expected it to hold still"
            raise CatalogError(message)
        return self._asked[slug][1]
