"""A look over a site, while this process does other things: whether it is whole, and what in it is somebody else's.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Final

from generator.outputs.behind import read_behind, this_start
from generator.outputs.foreign import foreign_in
from generator.outputs.manifest import ListState
from generator.outputs.manifest_text import ManifestText, read_text
from generator.outputs.stage import NEXT, beside
from generator.outputs.whole import Question, share_of, touched_in

_FEW_BYTES: Final = 5_000_000
"""Of a list up to which each file is looked at for its size: chosen, some 50,000 files and a tenth of a second."""
_WORTH_A_PROCESS: Final = 1_000_000
"""Bytes of a list before other processes help: chosen, 30 ms of work."""
_MOST_TOUCHED: Final = 5_000
"""Folders looked into for files of somebody else: chosen, a quarter of a second. With more, a build makes everything sure again."""
_PIECES: Final = 128
"""Of a list, taken one by one by whoever is free, so that all end together."""
_MOST_HELPERS: Final = 3


class Look:
    """A look that goes on in other processes where there is much to look at; `seen` waits for its end, and helps."""

    def __init__(self, site: Path) -> None:
        """Begin."""
        self._site = site.resolve()
        self.text = read_text(site)
        """The site's list; None when there is none."""
        self._children: list[tuple[int, int]] = []
        if self.text is None:
            return
        self._question = _question(self._site, self.text)
        self._pieces = _cut(self.text)
        if len(self.text.raw) >= _WORTH_A_PROCESS and hasattr(os, "fork"):
            self._begin(self.text)

    @cached_property
    def state(self) -> ListState | None:
        """Of the list that the site is looked at by; None when there is none."""
        return self.text.state if self.text else None

    @cached_property
    def seen(self) -> Seen | None:
        """What was seen; None when there is no site, or the look failed."""
        if self.text is None:
            return None
        if not self._children:
            touched = touched_in(os.fsencode(self._site) + b"/", _lines(self.text, self._pieces), self._question)
            return Seen(self._site, self.text, self._question, touched)
        mine = self._work(os.fsencode(self._site) + b"/", self.text)
        os.close(self._queue)
        children, self._children = self._children, []
        parts = [mine, *map(_heard, children)]
        if any(each is None for each in parts):
            return Seen(self._site, self.text, self._question, None)
        return Seen(self._site, self.text, self._question, {folder for each in parts if each for folder in each})

    def close(self) -> None:
        """End the look where nobody asked what was seen: a process that builds again and again would gather helpers and open pipes."""
        children, self._children = self._children, []
        if children:
            os.read(self._queue, _PIECES)
            os.close(self._queue)
        for pipe, number in children:
            os.close(pipe)
            os.waitpid(number, 0)

    def _begin(self, text: ManifestText) -> None:
        self._queue, filling = os.pipe()
        os.write(filling, bytes(range(len(self._pieces))))
        os.close(filling)
        processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        for _ in range(min(max(processors - 1, 1), _MOST_HELPERS)):
            mine, theirs = os.pipe()
            child = os.fork()
            if child == 0:
                try:
                    # A helper that can read a pipe itself is not told that nobody else does, and would wait for ever.
                    for pipe in (mine, *(each for each, _ in self._children)):
                        os.close(pipe)
                    os.chdir(self._site)
                    with os.fdopen(theirs, "wb") as said:
                        said.write(marshal.dumps(self._work(b"", text)))
                finally:
                    os._exit(0)
            os.close(theirs)
            self._children.append((mine, child))

    def _work(self, prefix: bytes, text: ManifestText) -> set[bytes] | None:
        """The touched folders of the pieces that nobody else took; None when the site is not whole, and nobody goes on then."""
        touched: set[bytes] = set()
        while number := os.read(self._queue, 1):
            found = touched_in(prefix, _lines(text, [self._pieces[number[0]]]), self._question)
            if found is None:
                os.read(self._queue, _PIECES)
                return None
            touched |= found
        return touched


class Seen:
    """What was seen of a site."""

    def __init__(self, site: Path, text: ManifestText, question: Question, touched: set[bytes] | None) -> None:
        """Tell by the list `text` and the folders found `touched`; None of a site that is not whole."""
        self.state = text.state
        self.is_whole = touched is not None
        self.start = "" if question.share is not None else this_start()
        """Which start of the machine this is, where every file was looked at; empty where a share of them was, or the system does not say."""
        self._site, self._text, self._touched = site, text, touched
        self._is_known = question.since_ns is not None and touched is not None and len(touched) <= _MOST_TOUCHED

    @cached_property
    def foreign(self) -> frozenset[str] | None:
        """Paths of files and folders that no build wrote; None when that cannot be told with little work."""
        if not self._is_known:
            return None
        return foreign_in(self._site, self._text, map(os.fsdecode, self._touched or ()))


def _question(site: Path, text: ManifestText) -> Question:
    """What to ask: all files where they are few, where the machine was started since (a power cut leaves files cut short), or where nothing is known."""
    behind, now_ns = read_behind(beside(site, NEXT)), time.time_ns()
    since = behind.site_since if behind is not None and behind.list_state == text.state else None
    if since is None or now_ns < max(since.time_ns, text.state[2]):  # the clock was set back: times tell nothing
        return Question(None, None)
    is_sure = since.start == this_start() != ""
    return Question(since.time_ns, share_of(now_ns) if is_sure and len(text.raw) > _FEW_BYTES else None)


def _cut(text: ManifestText) -> list[tuple[int, int]]:
    """Where pieces of the list begin and end, of whole lines and of about one length."""
    size, start, pieces = -(-text.length // _PIECES) or 1, 0, []
    while start < text.length:
        end = text.raw.find(b"\n", min(start + size, text.length) - 1) + 1
        pieces.append((start, end))
        start = end
    return pieces


def _lines(text: ManifestText, pieces: Iterable[tuple[int, int]]) -> list[bytes]:
    return [line for start, end in pieces for line in text.raw[start : end - 1].split(b"\n")]


def _heard(child: tuple[int, int]) -> set[bytes] | None:
    pipe, number = child
    with os.fdopen(pipe, "rb") as file:
        said = file.read()
    os.waitpid(number, 0)
    try:
        return marshal.loads(said)  # type: ignore[no-any-return]  # noqa: S302 - our own child's words
    except (ValueError, EOFError, TypeError):
        return None
