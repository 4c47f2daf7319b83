"""Problems that show only when all servers are read; after an edit, those of the last reading as far as it cannot have made them others.

What is said of a tool follows from the tools that share its definition's digest, or its likeness. So an edit can change it only where one of
the two is among those of an edited server, as it was or as it is. Such tools are looked at in both states; a file whose points are
others now, or whose lines may have moved, is read again, and everything about it is told anew.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Final

from generator.model.problem import Problem
from generator.model.rows import ServerSummary
from generator.readers.across_marks import Rows, sharing, with_any
from generator.readers.across_places import problems_at
from generator.readers.kept_rows import KeptRow
from generator.rules.checks.across import AcrossFinding, check_across, digests_of, what_across_reads

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
    moved = {name for name in changed if _seen(was.get(name)) != _seen(now.get(name))}
    edit = _Edit(was, now, changed)
    again = moved | (changed & named) | edit.told_otherwise(moved)
    if not again:
        return problems
    servers = [row.summary for name in sorted(again) if (row := now.get(name)) and row.summary]
    slugs = {server.slug for server in servers}
    points = [each for each in edit.points(now, _digests(servers)) if each.server in slugs]
    return [*(each for each in problems if _name(each) not in again), *problems_at(points, servers, folder)]


class _Edit:
    """The rows before and after, and who may share something with whom."""

    def __init__(self, was: Rows, now: Rows, changed: Collection[str]) -> None:
        self._was, self._now = was, now
        self._asked: set[str] = set()
        self._names = set(changed)

    def told_otherwise(self, moved: Iterable[str]) -> set[str]:
        """Names of the files whose points an edit of these makes others."""
        both = [row.summary for name in moved for row in (self._was.get(name), self._now.get(name)) if row]
        ends = [server for server in both if server]
        digests = _digests(ends)
        near = [
            (tool.server, tool.slug, theirs)
            for server in (*ends, *self._servers(self._now, digests))
            for tool, theirs in digests_of(server)
        ]
        tools = {(server, slug) for server, slug, theirs in near if not digests.isdisjoint(theirs)}
        whole = digests.union(*(theirs for server, slug, theirs in near if (server, slug) in tools))
        before, after = (
            {each for each in self.points(rows, whole) if (each.server, each.tool) in tools}
            for rows in (self._was, self._now)
        )
        return {f"{each.server}.yaml" for each in before ^ after}

    def points(self, rows: Rows, digests: Collection[str]) -> list[AcrossFinding]:
        """All points of the tools whose digests are all among these; of other tools, perhaps some."""
        return list(check_across(self._servers(rows, digests), digests))

    def _servers(self, rows: Rows, digests: Collection[str]) -> list[ServerSummary]:
        """All servers with any of these digests, and perhaps others, sorted by slug."""
        new = set(digests) - self._asked
        if new:
            self._asked |= new
            self._names |= with_any(self._now, new)
        servers = [row.summary for name in self._names if (row := rows.get(name)) and row.summary]
        return sorted(servers, key=lambda server: server.slug)


def _is_same(row: KeptRow, other: KeptRow | None) -> bool:
    return row is other or (other is not None and row.key == other.key)


def _are_named_alike(rows: Rows, names: Iterable[str]) -> bool:
    """Whether every server is in the file of its slug, so that no two have one."""
    found = ((name, rows[name].summary) for name in names if name in rows)
    return all(summary is None or f"{summary.slug}.yaml" == name for name, summary in found)


def _digests(servers: Iterable[ServerSummary]) -> set[str]:
    return {each for server in servers for _, theirs in digests_of(server) for each in theirs}


def _name(problem: Problem) -> str:
    return problem.file.rpartition("/")[2]


def _seen(row: KeptRow | None) -> object:
    return row and row.summary and what_across_reads(row.summary)
