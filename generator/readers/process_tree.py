"""The processes that belong to one import: found again whatever they did, and ended.

A server may start children, and these may leave its process group and session. On Linux they are known by an
environment variable that every child inherits, by their parents, and by falling to this process when their own
parent ends; elsewhere only the process group is ended.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

MARK: Final = "POLICY_CATALOG_IMPORT"
"""Environment variable that names the import a process belongs to."""
_PROC: Final = Path("/proc")
_SET_SUBREAPER: Final = 36
"""Source: prctl(2), PR_SET_CHILD_SUBREAPER."""
_GET_SUBREAPER: Final = 37
_ROUNDS: Final = 50
_ROUND_SECONDS: Final = 0.02


class ProcessTree:
    """All processes started under one mark."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self._groups: set[int] = set()
        self._before = frozenset(_children_of({os.getpid()}, _table()))

    def add_group(self, pid: int) -> None:
        """Count the process, which leads its own group and session, and its group among these."""
        self._groups.add(pid)

    def alive(self) -> frozenset[int]:
        """Process ids of what runs now; zombies are not among them."""
        table = _table()
        found = {pid for pid, row in table.items() if row.session in self._groups or row.group in self._groups}
        entry = f"{MARK}={self.mark}".encode()
        found |= {pid for pid in table if pid not in found and entry in _environment(pid)}
        found |= self._strays(table) if self._groups else frozenset()
        found |= _children_of(found, table)
        found.discard(os.getpid())
        return frozenset(pid for pid in found if not table[pid].is_zombie)

    def strays(self) -> frozenset[int]:
        """Direct children of this process that it has got since the start; with `adopting`, orphans are among them."""
        table = _table()
        return frozenset(pid for pid in self._strays(table) if not table[pid].is_zombie)

    def commands(self) -> tuple[tuple[str, ...], ...]:
        """Command lines of what runs now, by process id."""
        lines = []
        for pid in sorted(self.alive()):
            with suppress(OSError):
                raw = (_PROC / str(pid) / "cmdline").read_bytes()
                lines.append(tuple(raw.decode("utf-8", errors="replace").rstrip("\0").split("\0")))
        return tuple(lines)

    def end(self) -> frozenset[int]:
        """Kill all that still runs; the ids of those that survived even that."""
        for group in self._groups:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(group, signal.SIGKILL)
        left: frozenset[int] = frozenset()
        for _ in range(_ROUNDS):
            left = self.alive()
            for pid in left:
                with suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            self._reap()
            if not left:
                break
            time.sleep(_ROUND_SECONDS)
        return left

    def _strays(self, table: dict[int, _Row]) -> frozenset[int]:
        if not _is_subreaper():
            return frozenset()
        return frozenset(pid for pid, row in table.items() if row.parent == os.getpid() and pid not in self._before)

    def _reap(self) -> None:
        """Collect the ended processes that fell to this one, so that no zombie stays; their starter collects others."""
        for pid, row in _table().items():
            if row.parent == os.getpid() and row.is_zombie and pid not in self._before | self._groups:
                with suppress(ChildProcessError):
                    os.waitpid(pid, os.WNOHANG)


@contextmanager
def adopting() -> Iterator[None]:
    """While inside, processes whose parent ends fall to this process, where the system can do that."""
    if not sys.platform.startswith("linux"):
        yield
        return
    was_set = _is_subreaper()
    _prctl(_SET_SUBREAPER, 1)
    try:
        yield
    finally:
        _prctl(_SET_SUBREAPER, int(was_set))


class _Row:
    """One line of the process table."""

    __slots__ = ("group", "is_zombie", "parent", "session")

    def __init__(self, state: str, parent: int, group: int, session: int) -> None:
        self.is_zombie = state in "ZX"
        self.parent = parent
        self.group = group
        self.session = session


def _table() -> dict[int, _Row]:
    """Every process by id; empty where there is no `/proc`."""
    table: dict[int, _Row] = {}
    if not _PROC.is_dir():
        return table
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                # Source: proc_pid_stat(5); the name in parentheses may hold anything, so read behind the last one.
                fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
                table[int(folder.name)] = _Row(fields[0], int(fields[1]), int(fields[2]), int(fields[3]))
    return table


def _children_of(roots: set[int], table: dict[int, _Row]) -> set[int]:
    """All descendants of the roots, without the roots."""
    found: set[int] = set()
    edge = set(roots)
    while edge:
        edge = {pid for pid, row in table.items() if row.parent in edge} - found - roots
        found |= edge
    return found


def _environment(pid: int) -> list[bytes]:
    try:
        return (_PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return []


def _is_subreaper() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    answer = ctypes.c_int(0)
    return _prctl(_GET_SUBREAPER, ctypes.addressof(answer)) == 0 and bool(answer.value)


def _prctl(option: int, argument: int) -> int:
    library = ctypes.CDLL(None)
    return int(library.prctl(ctypes.c_int(option), ctypes.c_ulong(argument), 0, 0, 0))
