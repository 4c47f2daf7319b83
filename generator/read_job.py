"""The stage of reading, as worker processes do it: registry files into judged records and rows.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from msgspec import Struct

from generator.model.assessment import JudgedServer
from generator.model.attack import Attack
from generator.model.problem import CatalogError
from generator.model.vocabulary import Vocabulary
from generator.readers.across_marks import marks_of
from generator.readers.compiled import CompiledRecords
from generator.readers.kept_rows import KeptRow, packed
from generator.rules.summarize import summarize


class ReadJob(Struct, frozen=True, dict=True):
    """What it takes to read registry files."""

    records_folder: Path
    servers: Path
    """The folder of the registry files."""
    vocabulary: Vocabulary
    judged_by: str
    attacks: tuple[Attack, ...] = ()

    @cached_property
    def records(self) -> CompiledRecords:
        """The compiled records, opened once in each process."""
        return CompiledRecords(self.records_folder, self.vocabulary, self.judged_by)

    def judged(self, slug: str, key: str) -> JudgedServer:
        """The judged server that the registry was read with; made again from its file where its record is damaged or gone.

        Raises:
            CatalogError: the file changed since the registry was read.
        """
        judged = self.records.judged(slug, key)
        if judged is not None:
            return judged
        path = self.servers / f"{slug}.yaml"
        try:
            found = self.records.reading(path)
        except OSError:
            found = None
        if found is None or found.reading.judged is None or found.key != key:
            message = f"found {path} changed while it was read, expected it to hold still; run the command again"
            raise CatalogError(message)
        return found.reading.judged


def read_files(job: ReadJob, asked: tuple[tuple[Path, str], ...]) -> list[bytes | None]:
    """Read, judge and check the files; their records are on disk afterwards. What each was read into, for `KeptRow.of`.

    None for a file whose row has the key that is asked with it: it was saved, unpacked or checked out again, and says what it said.
    """
    outcomes: list[bytes | None] = []
    for path, known in asked:
        raw = path.read_bytes()
        key = job.records.key(path, raw)
        if key == known:
            outcomes.append(None)
            continue
        found = job.records.reading_of(path, raw, key)
        judged, problems = found.reading.judged, found.reading.problems
        summary = summarize(judged, job.attacks) if judged else None
        outcomes.append(packed(KeptRow(None, found.key, summary, problems, marks_of(summary), found.entry)))
    return outcomes
