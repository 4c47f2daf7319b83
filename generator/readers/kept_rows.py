"""The rows of a whole catalog kept in one file, so that a build after an edit reads the files that were edited and no others.

A registry file is taken as unread when its size, its times and its inode are those of the last reading, and it had been quiet for two
seconds by then: a file saved twice within one tick of the disk's clock is read again.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any, Final

from generator.model.catalog import Concern, ServerSummary, ToolSummary
from generator.model.problem import Problem, Severity

_FORMAT: Final = f"rows 2 {sys.implementation.cache_tag}"
_QUIET_NS: Final = 2_000_000_000
"""Coarsest tick of a disk's clock that is in use. Source: FAT file system specification, time of last write."""
_PROBLEM: Final = tuple(each.name for each in fields(Problem))
_CONCERNS: Final = ToolSummary._fields.index("concerns")

State = tuple[int, int, int, int]
"""Size in bytes, time of the last write, time of the last change of anything, inode."""


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


@dataclass(frozen=True, slots=True)
class KeptRows:
    """What the registry's files were read into, by file name."""

    by_name: Mapping[str, KeptRow] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Plain values that were worked out from all rows, by name."""


def state_of(path: Path, now_ns: int) -> State | None:
    """The file's state, if it has been quiet for long enough before `now_ns` to be told from a later one; else None."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    if max(found.st_mtime_ns, found.st_ctime_ns) > now_ns - _QUIET_NS:
        return None  # also after the clock was set back
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def read_rows(path: Path, made_with: str) -> KeptRows:
    """The rows in the file; none when there is no file, or it is damaged, of another version or made with something else.

    `made_with` is a digest of what rows depend on beside their files. The format is that of Python's own compiled modules, in a folder
    of the same standing; the digest in front is there to notice damage.
    """
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if head.decode() != _head(made_with, body):
            return KeptRows()
        rows, extra = marshal.loads(body)  # noqa: S302 - see above
        return KeptRows({name: _row(each) for name, each in rows.items()}, extra)
    except (OSError, ValueError, EOFError, TypeError, KeyError):
        return KeptRows()


def write_rows(path: Path, made_with: str, rows: KeptRows) -> None:
    """Keep the rows for the next build; the file is whole or as it was."""
    body = marshal.dumps(({name: _plain(each) for name, each in rows.by_name.items()}, dict(rows.extra)))
    scratch = path.with_suffix(f".{os.getpid()}.tmp")
    scratch.write_bytes(f"{_head(made_with, body)}\n".encode() + body)
    scratch.replace(path)


def plain_problems(problems: Iterable[Problem]) -> list[tuple[Any, ...]]:
    """The problems as values that `extra` may hold."""
    return [tuple(str(value) if isinstance(value, Severity) else value for value in astuple(each)) for each in problems]


def problems_of(plain: Iterable[tuple[Any, ...]]) -> tuple[Problem, ...]:
    """What `plain_problems` was made from."""
    named = (dict(zip(_PROBLEM, each, strict=True)) for each in plain)
    return tuple(Problem(**{**each, "severity": Severity(each["severity"])}) for each in named)


def _head(made_with: str, body: bytes) -> str:
    return f"{_FORMAT} {made_with} {hashlib.blake2b(body, digest_size=16).hexdigest()}"


def _plain(row: KeptRow) -> tuple[Any, ...]:
    summary = None
    if row.summary is not None:
        with_concerns = [number for number, tool in enumerate(row.summary.tools) if tool.concerns]
        tools = [*map(tuple, row.summary.tools)]
        for number in with_concerns:
            tools[number] = _with(tools[number], tuple)
        summary = (tuple(row.summary._replace(tools=())), tools, with_concerns)
    return row.state, row.key, summary, plain_problems(row.problems)


def _row(plain: tuple[Any, ...]) -> KeptRow:
    state, key, summary, problems = plain
    if summary is None:
        return KeptRow(state, key, None, problems_of(problems))
    server, tools, with_concerns = summary
    for number in with_concerns:
        tools[number] = _with(tools[number], Concern._make)
    rows = tuple(map(_tool, tools))
    return KeptRow(state, key, ServerSummary(*server)._replace(tools=rows), problems_of(problems))


_tool: Final = partial(tuple.__new__, ToolSummary)
"""`ToolSummary._make` without its count of the fields, at a third of the time: the rows are of this version's making."""


def _with(plain: tuple[Any, ...], make: Callable[[Any], Any]) -> tuple[Any, ...]:
    """The row with each of its concerns made into something else."""
    return (*plain[:_CONCERNS], tuple(map(make, plain[_CONCERNS])), *plain[_CONCERNS + 1 :])
