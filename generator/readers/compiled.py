"""Judged records kept on disk, so that an unchanged registry file is neither parsed nor judged again.

A record is used only when the digest of the file, of the vocabulary and of the code that judged it all match, and the digest of what
it holds; anything else, a damaged record included, is made again. A record is JSON and is read as an entry is: whoever can write into
the folder can make it say something else, but not run anything.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import asdict
from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from generator.model.assessment import Assessment, JudgedServer
from generator.model.problem import Problem, Severity
from generator.model.vocabulary import Vocabulary
from generator.readers.registry import ServerReading, read_server
from generator.readers.scratch import clear_left, write_whole

_ENDING: Final = ".record"
_ASSESSMENTS: Final = TypeAdapter(tuple[Assessment, ...])


class Compiled(NamedTuple):
    """One registry file as it was read."""

    reading: ServerReading
    is_new: bool
    """Whether it had to be read anew."""
    key: str
    """Digest of all that it was read from."""
    entry: str
    """Digest of the judged entry alone, which is what pages are made from: another comment in the file, or a rule that judges
    as before, leaves it as it was."""


class CompiledRecords:
    """The records of one catalog in one folder."""

    def __init__(self, folder: Path, vocabulary: Vocabulary, judged_by: str) -> None:
        """Use `folder` (made when missing) for records judged with this vocabulary by code of this digest."""
        self._folder = folder
        self._vocabulary = vocabulary
        self._judged_by = f"{judged_by}:{hashlib.sha256(vocabulary.judging.encode()).hexdigest()}"
        folder.mkdir(parents=True, exist_ok=True)

    def reading(self, path: Path) -> Compiled:
        """What the registry file holds, from its record where that is still right."""
        raw = path.read_bytes()
        return self.reading_of(path, raw, self.key(path, raw))

    def key(self, path: Path, raw: bytes) -> str:
        """Digest of all that the record of a registry file with this content is made from."""
        return hashlib.sha256(f"{self._judged_by}:".encode() + os.fsencode(path) + b"\0" + raw).hexdigest()

    def reading_of(self, path: Path, raw: bytes, key: str) -> Compiled:
        """As `reading`, of the file's content and `key`."""
        kept = self._load(path.stem, key)
        if kept is not None:
            return kept
        reading = read_server(raw, path, self._vocabulary)
        return Compiled(reading, is_new=True, key=key, entry=self._store(path.stem, key, reading))

    def judged(self, slug: str, key: str) -> JudgedServer | None:
        """The record stored for this slug under the digest that `reading` gave; None when it is gone, damaged or another."""
        kept = self._load(slug, key)
        return kept.reading.judged if kept else None

    def prune(self, slugs: set[str]) -> None:
        """Remove the records of servers that are not among these: their files are gone."""
        kept = {f"{slug}{_ENDING}" for slug in slugs}
        for entry in [*os.scandir(self._folder)]:
            if entry.name.endswith(_ENDING) and entry.name not in kept:
                (self._folder / entry.name).unlink(missing_ok=True)
        clear_left(self._folder)

    def _path(self, slug: str) -> Path:
        return self._folder / f"{slug}{_ENDING}"

    def _load(self, slug: str, key: str) -> Compiled | None:
        try:
            head, problems, body = self._path(slug).read_bytes().split(b"\n", 2)
            entry = hashlib.sha256(body).hexdigest()
            if head.decode() != f"{key} {hashlib.sha256(problems).hexdigest()} {entry}":
                return None
            listed = tuple(_problem(each) for each in json.loads(problems))
            reading = ServerReading(JudgedServer.model_validate_json(body) if body else None, listed)
            return Compiled(reading, is_new=False, key=key, entry=entry)
        except (FileNotFoundError, ValueError, TypeError, KeyError, ValidationError):
            return None

    def _store(self, slug: str, key: str, reading: ServerReading) -> str:
        """Keep the record; the digest of its entry."""
        problems = json.dumps([asdict(problem) for problem in reading.problems], ensure_ascii=True).encode()
        body = _body(reading.judged, reading.json) if reading.judged else b""
        entry = hashlib.sha256(body).hexdigest()
        head = f"{key} {hashlib.sha256(problems).hexdigest()} {entry}"
        write_whole(self._path(slug), [f"{head}\n".encode(), problems, b"\n", body])
        return entry


def _body(judged: JudgedServer, server: str | bytes | None) -> bytes:
    """The record as JSON; what was read as JSON is taken as it is, which saves two thirds of writing it."""
    if server is None:
        return judged.model_dump_json(exclude_unset=True).encode()
    parts = (
        b'{"server":',
        server.encode() if isinstance(server, str) else server,
        b',"assessments":',
        _ASSESSMENTS.dump_json(judged.assessments, exclude_unset=True),
        b',"path":',
        to_json(judged.path),
        b"}",
    )
    return b"".join(parts)


def _problem(fields: dict[str, str | int]) -> Problem:
    return Problem(**{**fields, "severity": Severity(fields["severity"])})  # type: ignore[arg-type]  # JSON of our own record
