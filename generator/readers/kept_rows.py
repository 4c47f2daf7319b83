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
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any, Final

from generator.model.catalog import Concern, ServerSummary, ToolSummary
from generator.model.problem import Problem, Severity
from generator.readers.file_state import State, is_quiet, state_of

_FORMAT: Final = f"rows 3 {sys.implementation.cache_tag}"
_PROBLEM: Final = tuple(each.name for each in fields(Problem))
_CONCERNS: Final = ToolSummary._fields.index("concerns")

_MOST_BESIDE: Final = 200
"""Rows in the file beside. Chosen: 1.5 MB, a hundredth of a second of work."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """What one registry file was read into."""

    state: State | None
    """Of the file as it was read; None: it changed too shortly before to tell."""
    key: str
    """Digest of all that its record was made from."""
    summary: ServerSummary | None
    """None when nothing of the file could be used."""
    problems: tuple[Problem, ...]
    packed: bytes = field(default=b"", compare=False, repr=False)
    """The row as the file holds it, where it was read from there."""


@dataclass(frozen=True, slots=True)
class KeptRows:
    """What the registry's files were read into, by file name."""

    by_name: Mapping[str, KeptRow] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Plain values that were worked out from all rows, by name."""
    base: str = field(default="", compare=False)
    """Sum of the file that most of them stand in; empty where they were not read from one."""
    beside: frozenset[str] = field(default=frozenset(), compare=False)
    """Names of those that stand in the file beside it, which an edit writes."""


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
    of the same standing; the sum in front is there to notice damage, a digest of 70 MB would take five times as long.
    """
    body = _body(path, made_with)
    if body is None:
        return KeptRows()
    base = _sum(body)
    rows, extra = marshal.loads(body)  # noqa: S302 - see above
    beside = _body(_beside(path), f"{made_with} {base}")
    if beside is not None:
        newer, extra = marshal.loads(beside)  # noqa: S302
        rows |= newer
    names = frozenset(newer) if beside is not None else frozenset()
    return KeptRows({name: _row(each) for name, each in rows.items()}, extra, base, names)


def write_rows(path: Path, made_with: str, rows: KeptRows, last: KeptRows | None = None) -> None:
    """Keep the rows for the next build; the file is whole or as it was.

    What differs from the `last` reading of it goes into a small file beside it, as long as it is little.
    """
    if last is not None and last.base and rows.by_name.keys() == last.by_name.keys():
        beside = {name: each for name, each in rows.by_name.items() if not each.packed or name in last.beside}
        if len(beside) <= _MOST_BESIDE:
            _write(_beside(path), f"{made_with} {last.base}", _packed(beside, rows.extra))
            return
    _write(path, made_with, _packed(rows.by_name, rows.extra))
    _beside(path).unlink(missing_ok=True)


def _packed(rows: Mapping[str, KeptRow], extra: Mapping[str, Any]) -> bytes:
    """Each row apart: all of them as plain values at once would be half as much memory again as the rows themselves."""
    return marshal.dumps(
        ({name: each.packed or marshal.dumps(_plain(each)) for name, each in rows.items()}, dict(extra))
    )


def _write(path: Path, made_with: str, body: bytes) -> None:
    scratch = path.with_suffix(f".{os.getpid()}.tmp")
    scratch.write_bytes(f"{_FORMAT} {made_with} {_sum(body)}\n".encode() + body)
    scratch.replace(path)


def _body(path: Path, made_with: str) -> bytes | None:
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if head == f"{_FORMAT} {made_with} {_sum(body)}".encode() else None


def _sum(body: bytes) -> str:
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


def _plain(row: KeptRow) -> tuple[Any, ...]:
    summary = None
    if row.summary is not None:
        with_concerns = [number for number, tool in enumerate(row.summary.tools) if tool.concerns]
        tools = [*map(tuple, row.summary.tools)]
        for number in with_concerns:
            tools[number] = _with(tools[number], tuple)
        summary = (tuple(row.summary._replace(tools=())), tools, with_concerns)
    return row.state, row.key, summary, plain_problems(row.problems)


def _row(packed: bytes) -> KeptRow:
    state, key, summary, problems = marshal.loads(packed)  # noqa: S302 - of a file whose digest was right
    if summary is None:
        return KeptRow(state, key, None, problems_of(problems), packed)
    server, tools, with_concerns = summary
    for number in with_concerns:
        tools[number] = _with(tools[number], Concern._make)
    rows = tuple(map(_tool, tools))
    return KeptRow(state, key, ServerSummary(*server)._replace(tools=rows), problems_of(problems), packed)


_tool: Final = partial(tuple.__new__, ToolSummary)
"""`ToolSummary._make` without its count of the fields, at a third of the time: the rows are of this version's making."""


def _with(plain: tuple[Any, ...], make: Callable[[Any], Any]) -> tuple[Any, ...]:
    """The row with each of its concerns made into something else."""
    return (*plain[:_CONCERNS], tuple(map(make, plain[_CONCERNS])), *plain[_CONCERNS + 1 :])
