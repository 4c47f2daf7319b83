"""The whole registry into rows and problems: only files that changed since the last reading are opened.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import gc
import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from generator.model.catalog import Catalog, gather
from generator.model.problem import Problem, errors_of
from generator.pool import Workers, run
from generator.program import reading_digest
from generator.progress import Progress
from generator.read_job import ReadJob, read_files
from generator.readers.across import across_problems
from generator.readers.attacks import read_attacks
from generator.readers.compiled import CompiledRecords
from generator.readers.file_state import State
from generator.readers.kept_rows import (
    KeptRow,
    KeptRows,
    plain_problems,
    problems_of,
    quiet_state,
    read_rows,
    write_rows,
)
from generator.readers.registry import SERVERS, read_vocabulary, server_files

_FILES_A_TASK: Final = 8
_ACROSS: Final = "across"
MANY: Final = 250
"""Files to read before somebody is told meanwhile. Chosen: a good second of work on two cores."""


class Reading(Struct):
    """The whole registry, read and checked."""

    catalog: Catalog
    problems: tuple[Problem, ...]
    """Sorted by place; errors and reviews."""
    job: ReadJob
    file_count: int
    record_keys: dict[str, str]
    """Digest of what each server's record was made from, by slug."""
    entries: dict[str, str]
    """Digest of what each server was judged to be, by slug, see `readers.compiled.Compiled`."""
    rows: Mapping[str, KeptRow]
    """What each file was read into, by its name."""
    across: Sequence[Problem]
    """Those of the problems that show only when all servers are read."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the registry from being published."""
        return errors_of(self.problems)


class SoFar(Struct, frozen=True):
    """A registry that is being read."""

    job: ReadJob
    kept: Mapping[str, KeptRow]
    """What earlier readings left, by file name."""
    read: Mapping[str, KeptRow]
    """What was read since; more comes while somebody looks."""
    files: tuple[Path, ...]
    """All of them, read or not."""

    def rows(self) -> list[KeptRow]:
        """All rows so far."""
        return [*self.kept.values(), *self.read.values()]  # one step each, which no other thread sees half of


def read_registry(
    catalog_folder: Path,
    work: Path,
    *,
    workers: Workers,
    progress: Progress,
    tell: Callable[[SoFar], None] | None = None,
) -> Reading:
    """Read, judge and check every registry file.

    `tell` is called once, when the first of many files were read, with what goes on growing.

    Raises:
        CatalogError: the catalog folder does not exist.
    """
    files, stray = server_files(catalog_folder)
    vocabulary, problems = read_vocabulary(catalog_folder)
    attacks, attack_problems = read_attacks(catalog_folder, vocabulary)
    place = hashlib.sha256(catalog_folder.resolve().as_posix().encode()).hexdigest()[:12]
    job = ReadJob(work / "compiled" / place, catalog_folder / SERVERS, vocabulary, reading_digest(), attacks)
    rows_file, made_with = work / "compiled" / f"{place}.rows", _made_with(job)
    with without_cycles():
        kept = read_rows(rows_file, made_with)
    now_ns = time.time_ns()
    states = {path.name: quiet_state(path, now_ns) for path in files}
    old = {name: row for name, row in kept.by_name.items() if row.state and row.state == states.get(name)}
    new: dict[str, KeptRow] = {}
    unread = [path for path in files if path.name not in old]
    for count in _read(job, unread, states, kept.by_name, new, workers, progress):
        if tell is not None and count == 1 and len(unread) >= MANY and not problems:
            tell(SoFar(job, old, new, tuple(files)))
    _look_again(job, unread, new)
    rows = {path.name: old.get(path.name) or new[path.name] for path in files}
    catalog = gather(vocabulary, [row.summary for row in rows.values() if row.summary], attacks)
    last = (problems_of(kept.extra[_ACROSS]), kept.by_name) if _ACROSS in kept.extra else None
    across = across_problems(rows, catalog_folder / SERVERS, last)
    if rows != kept.by_name:
        CompiledRecords(job.records_folder, vocabulary, job.judged_by).prune(
            {path.name.removesuffix(".yaml") for path in files}
        )
        write_rows(rows_file, made_with, KeptRows(rows, {_ACROSS: plain_problems(across)}), kept)
    found = [*problems, *stray, *attack_problems, *(each for row in rows.values() for each in row.problems), *across]
    return Reading(
        catalog=catalog,
        problems=tuple(sorted(found)),
        job=job,
        file_count=len(files),
        record_keys={row.summary.slug: row.key for row in rows.values() if row.summary},
        entries={row.summary.slug: row.entry for row in rows.values() if row.summary},
        rows=rows,
        across=across,
    )


@contextmanager
def without_cycles() -> Iterator[None]:
    """For making rows: looking for cycles among five million new values takes as long as making them, and there are none among rows."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def _made_with(job: ReadJob) -> str:
    """Digest of what rows and problems depend on beside the files themselves."""
    words = [job.servers.as_posix(), job.judged_by, job.vocabulary.judging]
    words += [each.matching for each in job.attacks]
    return hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def _look_again(job: ReadJob, files: Sequence[Path], rows: dict[str, KeptRow]) -> None:
    """Give a state to rows of files that were too young for one and are not any more, if they still say what was read.

    Where a registry was written just before a build, the next one need not look into all of it. It costs 0.1 ms a file.
    """
    now_ns = time.time_ns()
    for path in files:
        row = rows[path.name]
        state = quiet_state(path, now_ns) if row.state is None else None
        with suppress(OSError):  # gone since
            if state is not None and job.records.key(path, path.read_bytes()) == row.key:
                rows[path.name] = replace(row, state=state)


def _read(
    job: ReadJob,
    files: Sequence[Path],
    states: Mapping[str, State | None],
    kept: Mapping[str, KeptRow],
    rows: dict[str, KeptRow],
    workers: Workers,
    progress: Progress,
) -> Iterator[int]:
    """Put the rows of these files into `rows`, by name, those `kept` as they are where the file says the same; how many tasks are done, after each."""
    asked = [(path, kept[path.name].key if path.name in kept else "") for path in files]
    tasks = [tuple(asked[start : start + _FILES_A_TASK]) for start in range(0, len(asked), _FILES_A_TASK)]
    progress.start("Reading servers", len(files))
    for count, (task, done) in enumerate(zip(tasks, run(read_files, job, tasks, workers=workers), strict=True), 1):
        for (path, _), outcome in zip(task, done, strict=True):
            name, state = path.name, states[path.name]
            rows[name] = replace(kept[name], state=state) if outcome is None else KeptRow.of(state, outcome)
        progress.advance(len(task))
        yield count
    progress.finish()
