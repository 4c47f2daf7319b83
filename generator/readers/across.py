"""Problems that show only when all servers are read; after an edit, those of the last reading as far as it cannot have made them others.

What is said of a tool follows from the tools that share its definition's digest, or its likeness. So an edit changes it only where one of the two
is that of a tool edited, before or after. What is told by these alone is looked at in both states; where it differs, or the file itself
changed, the file is read again for the places, and everything about it is told anew.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from generator.model.problem import Problem
from generator.model.rows import ServerSummary
from generator.readers.across_marks import Rows, sharing, with_any
from generator.readers.across_places import problems_at
from generator.readers.kept_rows import KeptRow
from generator.rules.checks.across import AcrossFinding, Compared, check_across, compared

_MOST: Final = 200
"""Edited files. Chosen: with more, most of what can be kept is not worth the second look at the state before."""


def across_problems(rows: Rows, folder: Path, last: tuple[Sequence[Problem], Rows] | None = None) -> Sequence[Problem]:
    """The problems of these rows; `last` are those of another reading of the same folder, and its rows."""
    again = _across_again(*last, rows, folder) if last else None
    if again is not None:
        return again
    known = sorted(((row.summary, row.marks) for row in rows.values() if row.summary), key=lambda each: each[0].slug)
    return problems_at(check_across(sharing(known)), [server for server, _ in known], folder)


def _across_again(problems: Sequence[Problem], was: Rows, now: Rows, folder: Path) -> Sequence[Problem] | None:
    """None when they have to be looked for in all rows."""
    changed = {name for name, row in now.items() if not _is_same(row, was.get(name))} | (was.keys() - now.keys())
    if len(changed) > _MOST or not _are_named_alike(now, now) or not _are_named_alike(was, changed):
        return None
    named = {_name(each) for each in problems}
    edited = _tools(was, changed) ^ _tools(now, changed)
    digests = {digest for tool in edited for digest in tool.digests}
    near = with_any(now, digests) | changed
    if not (_have_own_slugs(was, near) and _have_own_slugs(now, near)):
        return None
    points_before, points = (set(check_across(_servers(rows, near), digests)) for rows in (was, now))
    again = changed & named
    again |= {f"{each.server}.yaml" for each in edited if each.excused}
    again |= {f"{each.server}.yaml" for each in points_before ^ points}
    if not again:
        return problems
    kept = [each for each in problems if _name(each) not in again]
    return [*kept, *problems_at(_points(now, again), _servers(now, again), folder)]


def _points(rows: Rows, names: Collection[str]) -> Iterator[AcrossFinding]:
    """All points of these files."""
    tools = _tools(rows, names)
    digests = {digest for tool in tools for digest in tool.digests}
    slugs = {tool.server for tool in tools}
    near = with_any(rows, digests) | {*names}
    return (each for each in check_across(_servers(rows, near), digests) if each.server in slugs)


def _servers(rows: Rows, names: Iterable[str]) -> list[ServerSummary]:
    return [row.summary for name in names if (row := rows.get(name)) and row.summary]


def _tools(rows: Rows, names: Iterable[str]) -> set[Compared]:
    return {tool for server in _servers(rows, names) for tool in compared(server)}


def _is_same(row: KeptRow, other: KeptRow | None) -> bool:
    return row is other or (other is not None and row.key == other.key)


def _are_named_alike(rows: Rows, names: Iterable[str]) -> bool:
    """Whether every server is in the file of its slug, so that no two have one."""
    found = ((name, rows[name].summary) for name in names if name in rows)
    return all(summary is None or f"{summary.slug}.yaml" == name for name, summary in found)


def _have_own_slugs(rows: Rows, names: Iterable[str]) -> bool:
    """Whether no server has two tools of one slug, as it may where it has three of one name: which is told would depend on the order."""
    return all(len({tool.slug for tool in server.heads}) == len(server.heads) for server in _servers(rows, names))


def _name(problem: Problem) -> str:
    return problem.file.rpartition("/")[2]
