"""A look over a site by other processes, while this one reads: whether it is whole, and what in it is somebody else's.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.outputs.foreign import foreign_paths
from generator.outputs.manifest_text import ManifestText, read_text
from generator.outputs.stage import LOCK, NEXT

_WORTH_A_PROCESS: Final = 1_000_000
"""Bytes of a list before another process looks: chosen, 30 ms of work."""


_Passed = tuple[bool, bool, list[str]]
"""See `_passed`."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a site."""

    state: tuple[int, int, int]
    """State of the list that it was looked at by; see `ManifestText`."""
    is_whole: bool
    foreign: frozenset[str]
    """Paths of files and folders that no build wrote."""


def look_over(site: Path) -> Callable[[], Seen | None]:
    """Begin to look; what is returned waits for the end, and gives None when there is no site or the look failed."""
    text = read_text(site)
    if text is None:
        return _nothing
    lines = text.raw.split(b"\n")[:-1]
    if len(text.raw) < _WORTH_A_PROCESS or not hasattr(os, "fork"):
        seen = _seen(site, text, [_passed(site, lines, text.state[2])])
        return lambda: seen
    half = len(lines) // 2
    children = [_started(site, part, text.state[2]) for part in (lines[:half], lines[half:])]
    return lambda: _heard(site, text, children)


def _started(site: Path, lines: list[bytes], written_ns: int) -> tuple[int, int]:
    """The pipe on which a child says what it passed, and its number."""
    mine, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(mine)
            with os.fdopen(theirs, "wb") as pipe:
                pipe.write(marshal.dumps(_passed(site, lines, written_ns)))
        finally:
            os._exit(0)
    os.close(theirs)
    return mine, child


def _nothing() -> None:
    """There was nothing to look at."""


def _seen(site: Path, text: ManifestText, passed: list[_Passed]) -> Seen:
    is_whole = all(each[0] for each in passed)
    if not is_whole:
        return Seen(text.state, is_whole=False, foreign=frozenset())
    if all(each[1] for each in passed) and time.time_ns() >= text.state[2]:
        theirs = frozenset(each for part in passed for each in part[2] if os.path.lexists(site / each))
        return Seen(text.state, is_whole=True, foreign=theirs)
    foreign = foreign_paths(site, text.manifest, text.manifest.files) - {NEXT, LOCK}
    return Seen(text.state, is_whole=True, foreign=foreign)


def _passed(place: Path, lines: list[bytes], written_ns: int) -> _Passed:
    """Whether all files are there in their sizes, whether no folder of theirs changed since the list was written, and what is somebody else's.

    One pass over a list in the order of its paths: a folder is looked at when its first file is, and so are those around it.
    """
    site = os.fsencode(place) + b"/"
    stat, looked_at, theirs = os.stat, {b""}, []
    is_untouched = stat(site).st_mtime_ns < written_ns
    last = b""
    try:
        for line in lines:
            path, digest, size = line.split(b"\t")
            if digest == b"-":
                theirs.append(os.fsdecode(path))
                continue
            if stat(site + path).st_size != int(size):
                return False, False, []
            folder = path.rpartition(b"/")[0]
            if folder != last:
                last = folder
                while folder not in looked_at:
                    looked_at.add(folder)
                    is_untouched = is_untouched and stat(site + folder).st_mtime_ns < written_ns
                    folder = folder.rpartition(b"/")[0]
    except (OSError, ValueError):
        return False, False, []
    return True, is_untouched, theirs


def _heard(site: Path, text: ManifestText, children: list[tuple[int, int]]) -> Seen | None:
    said = []
    for pipe, child in children:
        with os.fdopen(pipe, "rb") as file:
            said.append(file.read())
        os.waitpid(child, 0)
    try:
        return _seen(site, text, [marshal.loads(each) for each in said])  # noqa: S302 - our own children's words
    except (ValueError, EOFError, TypeError):
        return None
