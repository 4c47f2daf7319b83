"""A registry that was read, and what was saved since, into the registry as it is now: only files that changed are read again.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from generator.model.assessment import JudgedServer
from generator.model.problem import CatalogError, Problem, RegistryErrors, Severity, errors_of
from generator.model.regather import regather
from generator.progress import Progress
from generator.readers.across import across_problems
from generator.readers.across_marks import marks_of
from generator.readers.kept_rows import KeptRow
from generator.readers.registry import SERVERS, read_server, server_files
from generator.reading import Reading, SoFar, read_registry
from generator.rules.summarize import summarize

_MOST: Final = 200
"""Files read again by this process alone. Chosen: a second of work; more are read by all workers, as at the start."""


class Registry(Struct, frozen=True):
    """A registry without errors, as somebody last saved it."""

    catalog_folder: Path
    reading: Reading
    fresh: Mapping[str, JudgedServer] = field(default_factory=dict)
    """Records of servers edited since all files were read, by slug: what is on disk stays as the last good reading left it."""

    def judged(self, slug: str) -> JudgedServer:
        """The record of a server of this registry.

        Raises:
            CatalogError: another command stored another record meanwhile, and the registry file can no longer be used either.
        """
        if slug in self.fresh:
            return self.fresh[slug]
        kept = self.reading.job.records.judged(slug, self.reading.record_keys[slug])
        return kept if kept is not None else self._read(slug)

    def _read(self, slug: str) -> JudgedServer:
        """The record made again, with the vocabulary that the other rows were judged with."""
        path = self.catalog_folder / SERVERS / f"{slug}.yaml"
        try:
            judged = read_server(path.read_bytes(), path, self.reading.job.vocabulary).judged
        except OSError:
            judged = None
        if judged is None:
            message = f"found {path} changed to something that cannot be shown, expected the entry that the last good site was made from"
            raise CatalogError(message)
        return judged


def whole_registry(
    catalog_folder: Path, work: Path, *, workers: int, progress: Progress, tell: Callable[[SoFar], None] | None = None
) -> Registry:
    """Every file read, or taken from its compiled record; `tell` as for `read_registry`.

    Raises:
        RegistryErrors: the registry has errors; all of them are in it.
        CatalogError: the catalog folder does not exist.
    """
    reading = read_registry(catalog_folder, work, workers=workers, progress=progress, tell=tell)
    if reading.errors:
        raise RegistryErrors(reading.problems)
    return Registry(catalog_folder, reading)


def edited_registry(
    last: Registry, saved: Collection[Path], work: Path, *, workers: int, progress: Progress
) -> Registry:
    """The registry after these paths of its folder were saved, made, renamed or removed; the folders of the paths are resolved.

    Raises:
        RegistryErrors: there are errors; all of them are in it, and all problems of the files that were read again.
        CatalogError: the catalog folder does not exist any more.
    """
    folder = last.catalog_folder
    servers = (folder / SERVERS).resolve()
    if len(saved) > _MOST or any(path.parent != servers for path in saved):  # the vocabulary, attacks, a folder
        return whole_registry(folder, work, workers=workers, progress=progress)
    reading = last.reading
    known = reading.catalog.server_by_slug
    again = {path.stem: folder / SERVERS / path.name for path in saved}
    stray: tuple[Problem, ...] = ()
    gone: set[str] = set()
    if not all(path.suffix == ".yaml" and path.stem in known and _is_plain(path) for path in saved):
        files, stray = server_files(folder)  # a tenth of a second for 9,000
        there = {path.stem: path for path in files}
        gone = known.keys() - there.keys()
        again = {slug: path for slug, path in there.items() if slug in again or slug not in known}
    fresh: dict[str, JudgedServer] = {}
    rows = {**reading.rows}
    for slug in gone:
        del rows[f"{slug}.yaml"]
    for slug, path in sorted(again.items()):
        raw = path.read_bytes()
        read = read_server(raw, path, reading.job.vocabulary)
        row = summarize(read.judged, reading.job.attacks) if read.judged else None
        rows[path.name] = KeptRow(None, hashlib.sha256(raw).hexdigest(), row, read.problems, marks_of(row))
        if read.judged:
            fresh[slug] = read.judged
    across = across_problems(rows, folder / SERVERS, (reading.across, reading.rows))
    told = {path.as_posix() for path in again.values()}
    problems = [*stray, *(each for path in again.values() for each in rows[path.name].problems)]
    problems += [each for each in across if each.severity is Severity.ERROR or each.file in told]
    if errors_of(problems):
        raise RegistryErrors(tuple(sorted(problems)))
    catalog = regather(reading.catalog, [row for slug in fresh if (row := rows[f"{slug}.yaml"].summary)], gone)
    now = replace(reading, catalog=catalog, rows=rows, across=across)
    return replace(last, reading=now, fresh={**last.fresh, **fresh})


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
