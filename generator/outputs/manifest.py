"""The list of a site's files, kept inside the site: what a build wrote, and what it found there of somebody else's.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct, field

MANIFEST: Final = ".catalog-manifest"
"""Name of the list; a dot file, which web servers do not list."""
HELD: Final = f"{MANIFEST}-held"
"""Name of the list of the folder beside the site while a build works on that folder, and of a list that is being written."""
_FOREIGN: Final = "-"
"""Stands in the place of a digest for a file or folder that no build wrote."""


class Manifest(Struct, frozen=True):
    """What a site holds."""

    files: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Digest and size in bytes by path."""
    foreign: frozenset[str] = frozenset()
    """Paths of files and folders that no build wrote and every build keeps."""
    written_ns: int = 0
    """When the list was written, by the disk's clock."""


ListState = tuple[int, int, int]
"""Of a list on disk: inode, size in bytes, time of the last write."""


def list_of(path: Path) -> tuple[bytes, ListState] | None:
    """The list in that file and its state; None when there is none."""
    try:
        with path.open("rb") as file:
            return file.read(), _state(os.fstat(file.fileno()))
    except OSError:
        return None


def list_state(site: Path) -> ListState | None:
    """The state of the site's list, which is 45 MB of a large site and not read for it; None when there is none."""
    try:
        return _state(os.stat(site / MANIFEST))
    except OSError:
        return None


def read_manifest(folder: Path) -> Manifest | None:
    """The list in the folder; None when there is none. Lines that cannot be read are left out."""
    path = folder / MANIFEST
    try:
        return parsed(path.read_bytes(), path.stat().st_mtime_ns)
    except (FileNotFoundError, NotADirectoryError):
        return None


def parsed(raw: bytes, written_ns: int) -> Manifest:
    """The list of that text."""
    files: dict[str, tuple[str, int]] = {}
    foreign = set()
    for line in raw.decode(errors="surrogateescape").split("\n"):
        name, _, rest = line.partition("\t")
        digest, _, size = rest.partition("\t")
        if not (size.isascii() and size.isdigit()) or not is_inside(name):
            continue
        if digest == _FOREIGN:
            foreign.add(name)
        else:
            files[name] = (digest, int(size))
    return Manifest(files, frozenset(foreign), written_ns)


def write_manifest(folder: Path, files: Iterable[tuple[str, str, int]], foreign: Iterable[str]) -> None:
    """Write the list: path, digest and size of each file, and the paths that are somebody else's; it is whole or as it was.

    A name that is not UTF-8 stands in it in its own bytes.
    """
    lines = [f"{path}\t{digest}\t{size}\n" for path, digest, size in files]
    lines += [f"{path}\t{_FOREIGN}\t0\n" for path in sorted(foreign) if "\n" not in path and "\t" not in path]
    put_list(folder, ["".join(lines).encode(errors="surrogateescape")])


def put_list(folder: Path, parts: Iterable[bytes | memoryview]) -> None:
    """Write the list of that text: half a list would hide files from the build that is to remove them."""
    scratch = folder / HELD
    with scratch.open("wb") as file:
        file.writelines(parts)
    scratch.replace(folder / MANIFEST)


def _state(found: os.stat_result) -> ListState:
    return found.st_ino, found.st_size, found.st_mtime_ns


def is_inside(path: str) -> bool:
    """Whether the path names something below the folder it is relative to."""
    parts = path.split("/")
    return not ("" in parts or ".." in parts or "." in parts or "\\" in path or "\0" in path)


def on_the_way(path: str) -> Iterator[str]:
    """The path, and the folders that it is in but for the outermost."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder on the way to one of the paths; the outermost is the empty text."""
    folders = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders
