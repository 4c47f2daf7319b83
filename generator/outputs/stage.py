"""Files on their way into a site: staged where they differ from what it holds.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from generator.model.problem import CatalogError
from generator.outputs.behind import BEHIND, NEW_BEHIND
from generator.outputs.manifest import HELD, MANIFEST, is_inside
from generator.outputs.parts import PARTS, write_out, write_whole
from generator.outputs.way import make_way
from generator.readers.copied import clear_place

NEXT: Final = ".catalog-next"
"""Ends the name of the folder beside the site, or names the one inside it where the site is filled in place."""
LOCK: Final = ".catalog-lock"


def beside(site: Path, ending: str) -> Path:
    """The file or folder of that ending beside a site."""
    return site.parent / f".{site.name}{ending}"


class Written(Struct, frozen=True):
    """One file of the site."""

    path: str
    """Relative to the site, with forward slashes."""
    digest: str
    """BLAKE2b, 16 bytes, in hex."""
    size_bytes: int
    is_new: bool
    """True when its bytes differ from what the site holds."""


class Stage(Struct, frozen=True):
    """Where workers put files; safe to hand to another process."""

    folder: Path
    """Receives the changed files."""
    site: Path
    known: Mapping[str, tuple[str, int]]
    """Digest and size of each file that the last build wrote."""
    parts: str = ""
    """Folder of files that are not whole yet, see `parts`; empty where a writer that dies ends the build."""
    made: set[str] = field(default_factory=set)
    """Folders of `folder` that were made, or looked at, see `make_way`."""

    def put(self, path: str, content: bytes) -> Written:
        """Stage the file unless the site holds the same bytes already.

        Raises:
            CatalogError: the path would leave the site's folder, or names the manifest.
        """
        digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        size = len(content)
        if self.holds(path, digest, size):
            return Written(path, digest, size, is_new=False)
        self._take(_checked(path), content)
        return Written(path, digest, size, is_new=True)

    def holds(self, path: str, digest: str, size_bytes: int) -> bool:
        """Whether the last build wrote this file, and it is still there in its size."""
        return self.known.get(path) == (digest, size_bytes) and _has_size(self.site / path, size_bytes)

    def _take(self, path: str, content: bytes) -> None:
        if self.parts:
            write_whole(self.parts, str(self.folder), path, content, self.made)
        else:
            _write(make_way(str(self.folder), path, self.made), content)


class WaitingStage(Stage, frozen=True):
    """A stage that writes nothing before `flush`: whoever fills it may still think better of it."""

    waiting: dict[str, bytes] = field(default_factory=dict)
    """Content of the changed files by path."""

    def flush(self) -> None:
        """Write what waits."""
        for path, content in self.waiting.items():
            _write(make_way(str(self.folder), path, self.made), content)

    def _take(self, path: str, content: bytes) -> None:
        self.waiting[path] = content


def _write(target: str, content: bytes) -> None:
    """Write one file into a folder that is there: three system calls, where `Path.write_bytes` makes six.

    What stands there already may be a link to the site's own file: it is taken away, never written into.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        handle = os.open(target, flags, 0o666)
    except FileExistsError:
        clear_place(target)
        handle = os.open(target, flags, 0o666)
    write_out(handle, content)


def _checked(path: str) -> str:
    if not is_inside(path) or path.partition("/")[0] in {MANIFEST, HELD, BEHIND, NEW_BEHIND, PARTS, NEXT, LOCK}:
        message = f"found page path {path!r}, expected one inside the site"
        raise CatalogError(message)
    if "\t" in path or "\n" in path:
        message = f"found a tab or a line end in the path {path!r}, expected none; rename the file"
        raise CatalogError(message)
    return path


def _has_size(path: Path, size_bytes: int) -> bool:
    try:
        return os.stat(path).st_size == size_bytes
    except OSError:
        return False
