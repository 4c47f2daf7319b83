"""A site's list of files as it stands on disk, looked into and changed without reading the whole of it into objects.

A quarter of a million lines are 25 MB: an edit that changes thirty of them finds each by halving, for the lines are sorted.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from generator.outputs.manifest import MANIFEST, ListState, Manifest, list_of, parsed

_NEAR_BYTES: Final = 4096
_BEHIND_SLASH: Final = b"0"
"""The character after "/": of lines in order, the first that is in a folder no more."""


class ManifestText(Mapping[str, tuple[str, int]]):
    """Digest and size in bytes by path, of the files that a build wrote."""

    def __init__(self, raw: bytes, state: ListState) -> None:
        """Look into `raw`; `state` are the state of the file that it stood in."""
        self.raw = raw
        self.state = state
        self._last = 0
        """Where the line begins that was last asked for: who asks for one file of a server asks for the next."""

    @cached_property
    def manifest(self) -> Manifest:
        """All of it."""
        return parsed(self.raw, self.state[2])

    @cached_property
    def foreign(self) -> frozenset[str]:
        """Paths of what no build wrote, as far as the list names them."""
        return parsed(self.raw[self.length :], self.state[2]).foreign

    def __getitem__(self, path: str) -> tuple[str, int]:
        start, end = self._place(path)
        if start == end:
            raise KeyError(path)
        digest, _, size = self.raw[start : end - 1].partition(b"\t")[2].partition(b"\t")
        if not size.isdigit():  # as in `parsed`, a line that cannot be read is none
            raise KeyError(path)
        return digest.decode(errors="surrogateescape"), int(size)

    def __bool__(self) -> bool:
        """Whether it names a file; asking for its length would read all of it."""
        return self.length > 0

    def __iter__(self) -> Iterator[str]:
        return iter(self.manifest.files)

    def __len__(self) -> int:
        return len(self.manifest.files)

    def with_changes(
        self, changes: Mapping[str, tuple[str, int]], gone: Iterable[str] = ()
    ) -> list[bytes | memoryview]:
        """The text with these digests and sizes, of new paths too, and without those `gone`; in parts that copy nothing of what stays.

        Raises:
            KeyError: one of those gone is not in it.
        """
        lines = {path: _bytes(f"{path}\t{digest}\t{size}\n") for path, (digest, size) in changes.items()}
        places = sorted((*self._place(path), path) for path in (*lines, *gone))
        whole, done = memoryview(self.raw), 0
        parts: list[bytes | memoryview] = []
        for start, end, path in places:
            if path not in lines and start == end:
                raise KeyError(path)
            parts += [whole[done:start], lines.get(path, b"")]
            done = end
        return [*parts, whole[done:]]

    def names_in(self, folder: str) -> Iterator[str]:
        """Names of our files and folders in that folder, without reading past the lines of what is in those folders."""
        raw, before = self.raw, _bytes(f"{folder}/") if folder else b""
        start = self._first(before)
        while start < self.length and raw.startswith(before, start):
            end = raw.find(b"\n", start)
            name, slash, _ = raw[start + len(before) : end].partition(b"\t")[0].partition(b"/")
            yield os.fsdecode(name)
            start = end + 1
            if slash and raw.startswith(before + name + slash, start):
                start = self._first_near(start, before + name + _BEHIND_SLASH)

    def _place(self, path: str) -> tuple[int, int]:
        """Where the line of that path begins, and where the next one does; the same twice, where the line would stand, for a path that is not in it."""
        wanted, last = _bytes(path) + b"\t", self._last
        is_behind = last < self.length and self.raw[last : last + len(wanted)] <= wanted
        start = self._last = self._first_near(last, wanted) if is_behind else self._first(wanted, 0, last)
        is_there = start < self.length and self.raw.startswith(wanted, start)
        return start, self.raw.find(b"\n", start) + 1 if is_there else start

    def _first_near(self, start: int, wanted: bytes) -> int:
        """As `_first`, from the line that begins at `start` on, and soon found where it is not far: a server's files are a hundred lines."""
        step = _NEAR_BYTES
        while start + step < self.length:
            line = self.raw.find(b"\n", start + step) + 1
            if self.raw[line : line + len(wanted)] >= wanted:
                return self._first(wanted, start, line)
            step *= 4
        return self._first(wanted, start)

    def _first(self, wanted: bytes, low: int = 0, high: int | None = None) -> int:
        """Where the first line begins that is not before those bytes; between two places where lines begin."""
        high = self.length if high is None else high
        while low < high:
            start = self.raw.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self.raw.find(b"\n", start)
            if self.raw[start:end] < wanted:
                low = end + 1
            else:
                high = start
        return low

    @cached_property
    def length(self) -> int:
        """Bytes of the lines of our own files; what is somebody else's stands behind them."""
        end = self.raw.rfind(b"\n") + 1
        while end:
            start = self.raw.rfind(b"\n", 0, end - 1) + 1
            if not self.raw[start:end].endswith(b"\t-\t0\n"):
                break
            end = start
        return end


def _bytes(text: str) -> bytes:
    """As the list has it: a name that is not UTF-8 stands in it in its own bytes."""
    return text.encode(errors="surrogateescape")


def read_text(folder: Path) -> ManifestText | None:
    """The list in the folder; None when there is none."""
    found = list_of(folder / MANIFEST)
    return None if found is None else ManifestText(*found)
