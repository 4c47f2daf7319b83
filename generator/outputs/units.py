"""What earlier builds of a site made, in units that are made again or not at all, and from what.

A unit is all files of one server, or one page of a list. Its record says what it was made from, which files came of it, and what was seen of
them; a build whose inputs of the unit are the same takes its files as they stand. A unit has a part for each kind of page in it, so that
another template of one kind makes those pages again and no other. The records are rows of a small database, so that
an edit changes one of twenty thousand.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import errno
import marshal
import os
import sqlite3
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from generator.outputs.guarded import guarded, value_of
from generator.outputs.place import notes_place
from generator.outputs.unit import Unit, unit_of

_FORMAT: Final = f"units 4 {sys.implementation.cache_tag}"
_TABLES: Final = """
    CREATE TABLE unit (name TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE head (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""


def units_file(work: Path, site: Path, catalog: Path) -> Path:
    """Where the units of that site, made from that catalog, are kept."""
    return notes_place(work, site, catalog).with_suffix(".sqlite")


def read_head(path: Path) -> dict[str, Any]:
    """What the last build kept beside its units; nothing when there is no file, or it is damaged or of another version."""
    try:
        with _opened(path) as database:
            return _head(database)
    except sqlite3.Error:
        return {}


def read_some(path: Path, names: Iterable[str]) -> dict[str, Unit]:
    """The units of these names, as far as there are any and they are not damaged."""
    try:
        with _opened(path) as database:
            found = {name: unit_of(_record(database, name)) for name in names}
    except sqlite3.Error:
        return {}
    return {name: unit for name, unit in found.items() if unit is not None}


class Earlier(Struct, frozen=True):
    """The units that an earlier build left in a file, read one by one where they are asked for; safe to hand to another process.

    They are a quarter of a gigabyte for 220,000 tools. The file may not be changed meanwhile.
    """

    path: Path | None = None
    """None: no unit may be taken as it was."""

    @contextmanager
    def opened(self) -> Iterator[Callable[[str], bytes | None]]:
        """The record of each unit by name; None of one that is not there, or cannot be read."""
        database = None
        if self.path is not None:
            with suppress(sqlite3.Error):
                # Without locks, which a shared disk may not have. What a killed build left in the file was undone by whoever read its head.
                place = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
                database = sqlite3.connect(place, uri=True)
        if database is None:
            yield lambda _: None
            return
        with closing(database):
            yield partial(_record, database)


class NewUnits:
    """The units of a build, taken as they are made into a file that becomes the units' file when the site is published.

    A quarter of a gigabyte for 220,000 tools, which would else wait in memory.
    """

    def __init__(self, path: Path, scratch: Path, database: sqlite3.Connection) -> None:
        """As `new_units` opens it."""
        self._path, self._scratch, self._database = path, scratch, database

    def add(self, records: Iterable[tuple[str, bytes]]) -> None:
        """Take these too."""
        self._database.executemany("INSERT INTO unit VALUES (?, ?)", records)

    def finish(self, head: Mapping[str, Any], kept: Iterable[str]) -> None:
        """Keep them for the next build, those of the last that were `kept`, and no others; nothing where the disk is full now that the site is published."""
        try:
            with Earlier(self._path).opened() as last:
                self.add((name, record) for name in kept if (record := last(name)) is not None)
            _put_head(self._database, head)
            self._database.execute("COMMIT")
        except sqlite3.Error:
            _forget(self._path)
            return
        _forget(self._path)
        self._scratch.replace(self._path)


@contextmanager
def new_units(path: Path) -> Iterator[NewUnits]:
    """A file for all units of a build, which alone writes this site; without `finish` the units' file stays as it was.

    Raises:
        OSError: the disk is full, or the folder may not be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.glob(f"{path.name}.*.tmp"):  # by a build that was killed
        left.unlink(missing_ok=True)
    scratch = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with closing(sqlite3.connect(scratch, isolation_level=None)) as database:
            database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES} BEGIN;")
            yield NewUnits(path, scratch, database)
    except sqlite3.Error as error:
        raise OSError(errno.EIO, str(error), str(scratch)) from error
    finally:
        scratch.unlink(missing_ok=True)


def change_units(
    path: Path, head: Mapping[str, Any], records: Iterable[tuple[str, bytes]], gone: Collection[str] = ()
) -> None:
    """Put these units in the place of those of their names, and the head in the place of the old one, in one step; without those `gone`.

    A file that cannot be changed is removed: it would speak of a site that is no more.
    """
    try:
        with _opened(path) as database:
            database.execute("BEGIN")
            database.executemany("INSERT OR REPLACE INTO unit VALUES (?, ?)", records)
            database.executemany("DELETE FROM unit WHERE name = ?", ((name,) for name in gone))
            _put_head(database, head)
            database.execute("COMMIT")
    except sqlite3.Error:
        _forget(path)


def _forget(path: Path) -> None:
    """Remove the file, and what a transaction that was killed may have left: SQLite would undo it in the next file of that name."""
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(_connection(path)) as database:
        yield database


def _connection(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    database.execute("PRAGMA synchronous = OFF")  # after a power cut the site is looked at anew
    return database


def _record(database: sqlite3.Connection, name: str) -> bytes | None:
    """The record of that name; None when there is none, or it cannot be read."""
    try:
        found = database.execute("SELECT record FROM unit WHERE name = ?", (name,)).fetchone()
    except sqlite3.Error:
        return None
    return found[0] if found else None


def _head(database: sqlite3.Connection) -> dict[str, Any]:
    """Name and value of each thing in the head; nothing when it was written by another version, or one of them is damaged or gone."""
    found = {name: value_of(value) for name, value in database.execute("SELECT name, value FROM head")}
    is_whole = found.pop("format", None) == [_FORMAT, *sorted(found)] and None not in found.values()
    return found if is_whole else {}


def _put_head(database: sqlite3.Connection, head: Mapping[str, Any]) -> None:
    values = [
        (name, guarded(marshal.dumps(value))) for name, value in {**head, "format": [_FORMAT, *sorted(head)]}.items()
    ]
    database.executemany("INSERT OR REPLACE INTO head VALUES (?, ?)", values)
