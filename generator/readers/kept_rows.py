"""The rows of a whole catalog kept in one file, so that a build after an edit reads the files that were edited and no others.

A registry file is taken as unread when its size, its times and its inode are those of the last reading, and it had been quiet for two
seconds by then: a file saved twice within one tick of the disk's clock is read again.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import astuple, fields

from generator.model.problem import Problem, Severity
from generator.model.rows import ServerSummary, Tools
from generator.readers.file_state import State, is_quiet, state_of
from generator.readers.scratch import clear_left, write_whole

_FORMAT: Final = f"rows 7 {sys.implementation.cache_tag} {sys.byteorder}"
_PROBLEM: Final = tuple(each.name for each in fields(Problem))
_TOOLS: Final = ServerSummary._fields.index("tools")

_MOST_BESIDE: Final = 200
"""Rows in the file beside. Chosen: 1.5 MB, a hundredth of a second of work."""


class KeptRow(Struct, frozen=True):
    """What one registry file was read into."""

    state: State | None
    """Of the file as it was read; None: it changed too shortly before to tell."""
    key: str
    """Digest of all that its record was made from."""
    summary: ServerSummary | None
    """None when nothing of the file could be used."""
    problems: tuple[Problem, ...]
    marks: bytes = b""
    """Of what its tools are compared with others by, see `across_marks`."""
    entry: str = ""
    """See `readers.compiled.Compiled`; empty where no page will be kept."""

    @classmethod
    def of(cls, state: State | None, packed: bytes) -> KeptRow:
        """Of what `packed` gave, of this program and this version of Python."""
        key, plain, problems, marks, entry = marshal.loads(packed)  # noqa: S302 - of our own making
        summary = None if plain is None else ServerSummary(*plain)._replace(tools=Tools(*plain[_TOOLS]))
        return cls(state, key, summary, problems_of(problems), marks, entry)


class KeptRows(Struct, frozen=True):
    """What the registry's files were read into, by file name."""

    by_name: Mapping[str, KeptRow] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Plain values that were worked out from all rows, by name."""
    base: str = ""
    """Sum of the file that most of them stand in; empty where they were not read from one."""
    beside: frozenset[str] = frozenset()
    """Names of those that stand in the file beside it, which an edit writes."""
    gone: frozenset[str] = frozenset()
    """Names that it says are gone since."""


def quiet_state(path: Path, now_ns: int) -> State | None:
    """The file's state, if it has been quiet for long enough before `now_ns` to be told from a later one; else None."""
    try:
        state = state_of(os.stat(path))
    except OSError:
        return None
    return state if is_quiet(state, now_ns) else None


def read_rows(path: Path, made_with: str) -> KeptRows:
    """The rows in the file, and in the one beside it; none when there is no file, or it is damaged, of another version or made with something else.

    `made_with` is a digest of what rows depend on beside their files. The format is that of Python's own compiled modules, in a folder
    of the same standing; the sum in front is there to notice damage, a digest of 90 MB would take five times as long.
    """
    body = _body(path, made_with)
    if body is None:
        return KeptRows()
    base = _sum(body)
    rows, extra, _ = marshal.loads(body)  # noqa: S302 - see above
    newer: dict[str, Any] = {}
    gone: list[str] = []
    beside = _body(_beside(path), f"{made_with} {base}")
    if beside is not None:
        newer, extra, gone = marshal.loads(beside)  # noqa: S302
        rows |= newer
    for name in gone:
        rows.pop(name, None)
    opened = {name: KeptRow.of(*each) for name, each in rows.items()}
    return KeptRows(opened, extra, base, frozenset(newer), frozenset(gone))


def write_rows(path: Path, made_with: str, rows: KeptRows, last: KeptRows | None = None) -> None:
    """Keep the rows for the next build; the file is whole or as it was.

    What differs from the `last` reading of it goes into a small file beside it, as long as it is little.
    """
    if last is not None and last.base:
        old = last.by_name
        beside = {name: each for name, each in rows.by_name.items() if name in last.beside or each is not old.get(name)}
        gone = (last.gone | old.keys()) - rows.by_name.keys()
        if len(beside) + len(gone) <= _MOST_BESIDE:
            _write(_beside(path), f"{made_with} {last.base}", _packed(beside, rows.extra, gone))
            return
    _write(path, made_with, _packed(rows.by_name, rows.extra))
    _beside(path).unlink(missing_ok=True)


def _packed(rows: Mapping[str, KeptRow], extra: Mapping[str, Any], gone: Iterable[str] = ()) -> bytes:
    kept = {name: (each.state, packed(each)) for name, each in rows.items()}
    return marshal.dumps((kept, dict(extra), sorted(gone)))


def _write(path: Path, made_with: str, body: bytes) -> None:
    write_whole(path, [f"{_FORMAT} {made_with} {_sum(body)}\n".encode(), body])
    clear_left(path.parent, path.stem)


def _body(path: Path, made_with: str) -> memoryview | None:
    """What stands behind the first line, not copied: 90 MB."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    start = raw.find(b"\n") + 1
    head, body = raw[: max(start - 1, 0)], memoryview(raw)[start:]
    return body if head == f"{_FORMAT} {made_with} {_sum(body)}".encode() else None


def _sum(body: bytes | memoryview) -> str:
    return f"{zlib.crc32(body):08x}"


def _beside(path: Path) -> Path:
    return path.with_suffix(".newer-rows")


def plain_problems(problems: Iterable[Problem]) -> list[tuple[Any, ...]]:
    """The problems as values that `extra` may hold."""
    return [tuple(str(value) if isinstance(value, Severity) else value for value in astuple(each)) for each in problems]


def problems_of(plain: Iterable[tuple[Any, ...]]) -> tuple[Problem, ...]:
    """What `plain_problems` was made from."""
    named = (dict(zip(_PROBLEM, each, strict=True)) for each in plain)
    return tuple(Problem(**{**each, "severity": Severity(each["severity"])}) for each in named)


def packed(row: KeptRow) -> bytes:
    """What one registry file was read into, as plain bytes for the file of rows; `KeptRow.of` opens them."""
    summary = row.summary
    plain: Any = None if summary is None else (*summary[:_TOOLS], summary.tools.packed, *summary[_TOOLS + 1 :])
    return marshal.dumps((row.key, plain, plain_problems(row.problems), row.marks, row.entry))
