"""A site's list of files as it stands on disk, looked into and changed without reading the whole of it into objects.

A quarter of a million lines are 25 MB: an edit that changes thirty of them finds each by halving, for the lines are sorted.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from generator.outputs.manifest import Manifest, parsed
from generator.outputs.whole import list_of


class ManifestText(Mapping[str, tuple[str, int]]):
    """Digest and size in bytes by path, of the files that a build wrote."""

    def __init__(self, raw: bytes, state: tuple[int, int, int]) -> None:
        """Look into `raw`; `state` are inode, size and time of the last write of the file that it stood in."""
        self.raw = raw
        self.state = state

    @cached_property
    def manifest(self) -> Manifest:
        """All of it."""
        return parsed(self.raw, self.state[2])

    def __getitem__(self, path: str) -> tuple[str, int]:
        start, end = self._place(path)
        digest, _, size = self.raw[start:end].partition(b"\t")[2].partition(b"\t")
        return digest.decode(), int(size)

    def __bool__(self) -> bool:
        """Whether it names a file; asking for its length would read all of it."""
        return self._length > 0

    def __iter__(self) -> Iterator[str]:
        return iter(self.manifest.files)

    def __len__(self) -> int:
        return len(self.manifest.files)

    def with_changes(self, changes: Mapping[str, tuple[str, int]]) -> bytes:
        """The text with other digests and sizes for these paths.

        Raises:
            KeyError: one of them is not in it.
        """
        places = sorted((*self._place(path), path) for path in changes)
        parts, done = [], 0
        for start, end, path in places:
            digest, size = changes[path]
            parts += [self.raw[done:start], f"{path}\t{digest}\t{size}".encode()]
            done = end
        return b"".join([*parts, self.raw[done:]])

    def _place(self, path: str) -> tuple[int, int]:
        """Where the line of that path begins and ends."""
        wanted = path.encode() + b"\t"
        low, high = 0, self._length
        while low < high:
            start = self.raw.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self.raw.find(b"\n", start)
            line = self.raw[start:end]
            if line.startswith(wanted):
                return start, end
            if line.partition(b"\t")[0] < wanted[:-1]:
                low = end + 1
            else:
                high = start
        raise KeyError(path)

    @cached_property
    def _length(self) -> int:
        """Bytes of the lines of our own files; what is somebody else's stands behind them."""
        end = len(self.raw)
        while end:
            start = self.raw.rfind(b"\n", 0, end - 1) + 1
            if not self.raw[start:end].endswith(b"\t-\t0\n"):
                break
            end = start
        return end


def read_text(folder: Path) -> ManifestText | None:
    """The list in the folder; None when there is none."""
    found = list_of(folder)
    return None if found is None else ManifestText(*found)
