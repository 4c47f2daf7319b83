"""Bytes into the site's folder: written beside it first, published when everything is there.

The next site is made complete in a folder beside the site, and the two change places in one step: whoever reads the site, a web server
above all, sees the old or the new one whole, and a build that fails or is killed leaves the old one. Files whose bytes did not
change are links, and files that no build wrote are kept. Where the folder beside cannot be had (the site is a mount, its parent is
not ours), the changed files are moved in one by one.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from generator.model.problem import CatalogError
from generator.outputs import next_tree
from generator.outputs.exchange import exchange, recover
from generator.outputs.foreign import foreign_paths
from generator.outputs.lock import only_build
from generator.outputs.manifest import MANIFEST, Manifest, is_inside, read_manifest, write_manifest
from generator.outputs.parts import PARTS, write_whole

_NEXT: Final = ".catalog-next"
"""Ends the name of the folder beside the site, or names the one inside it where the site is filled in place."""
_SPARE: Final = ".catalog-spare"
_LOCK: Final = ".catalog-lock"


@dataclass(frozen=True, slots=True)
class Written:
    """One file of the site."""

    path: str
    """Relative to the site, with forward slashes."""
    digest: str
    """BLAKE2b, 16 bytes, in hex."""
    size_bytes: int
    is_new: bool
    """True when its bytes differ from what the site holds."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where workers put files; safe to hand to another process."""

    folder: Path
    """Receives the changed files."""
    site: Path
    known: Mapping[str, tuple[str, int]]
    """Digest and size of each file that the last build wrote."""
    parts: str = ""
    """Folder of files that are not whole yet, see `parts`; empty where a writer that dies ends the build."""

    def put(self, path: str, content: bytes) -> Written:
        """Stage the file unless the site holds the same bytes already.

        Raises:
            CatalogError: the path would leave the site's folder, or names the manifest.
        """
        digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        size = len(content)
        if self.holds(path, digest, size):
            return Written(path, digest, size, is_new=False)
        target = f"{self.folder}/{_checked(path)}"
        if self.parts:
            write_whole(self.parts, target, content)
        else:
            _write(target, content)
        return Written(path, digest, size, is_new=True)

    def holds(self, path: str, digest: str, size_bytes: int) -> bool:
        """Whether the last build wrote this file, and it is still there in its size."""
        return self.known.get(path) == (digest, size_bytes) and _has_size(self.site / path, size_bytes)


@dataclass(frozen=True, slots=True)
class Published:
    """What a commit did."""

    file_count: int
    changed_count: int
    pruned_count: int
    size_bytes: int


class Publication:
    """A build's way into the site: files go to `stage`, and `commit` publishes them."""

    def __init__(self, site: Path, *, is_beside: bool) -> None:
        """Begin; `is_beside` says whether a folder beside the site can take its place."""
        self._is_beside = is_beside
        self._next = _beside(site, _NEXT) if is_beside else site / _NEXT
        self._manifest = read_manifest(site) or Manifest()
        if not is_beside:
            shutil.rmtree(self._next, ignore_errors=True)
        self._held = next_tree.begin(self._next)
        self._is_published = False
        self.stage = Stage(folder=self._next, site=site, known=self._manifest.files)

    def commit(self, written: Iterable[Written]) -> Published:
        """Make the site equal to the files written, and to what is somebody else's in it.

        Raises:
            CatalogError: two files have one path.
            OSError: the disk is full, or the folder may not be written.
        """
        files = sorted(written, key=lambda each: each.path)
        for first, second in pairwise(files):
            if first.path == second.path:
                message = f"found two pages for {first.path}, expected one; two entries share an address"
                raise CatalogError(message)
        wanted = {each.path: (each.digest, each.size_bytes) for each in files}
        gone = [path for path in self.stage.known if path not in wanted]
        changed = {each.path for each in files if each.is_new}
        if changed or gone or not (self.stage.site / MANIFEST).is_file():
            self._publish(wanted, changed, gone)
        elif self._is_beside and self._held is not None:
            write_manifest(self._next, ((path, *what) for path, what in self._held.files.items()), self._held.foreign)
        self._is_published = True
        return Published(
            file_count=len(files),
            changed_count=len(changed),
            pruned_count=len(gone),
            size_bytes=sum(each.size_bytes for each in files),
        )

    def close(self) -> None:
        """Leave nothing behind but a complete site and, after its second build, the one before it."""
        if not self._is_beside or not (self._is_published or self.stage.site.exists()):
            shutil.rmtree(self._next, ignore_errors=True)

    def _publish(self, wanted: dict[str, tuple[str, int]], changed: set[str], gone: list[str]) -> None:
        site = self.stage.site
        foreign = foreign_paths(site, self._manifest, wanted) - {_NEXT, _LOCK}
        if not self._is_beside:
            _move_in(self.stage, wanted, changed, gone, foreign)
            return
        next_tree.complete(self._next, site, wanted, staged=changed, held=self._held, foreign=foreign)
        if site.exists():
            exchange(self._next, site, _beside(site, _SPARE))
        else:
            self._next.rename(site)


@contextmanager
def publication(site: Path) -> Iterator[Publication]:
    """A build's way into that site, alone until it ends; without a `commit` the site stays as it was.

    Raises:
        CatalogError: the folder holds files but no manifest, so it is not ours to write into; or another build writes to it.
    """
    site = site.resolve()
    if site.exists() and not site.is_dir():
        message = f"found a file at {site}, expected a folder; name another one with --site-dir"
        raise CatalogError(message)
    site.parent.mkdir(parents=True, exist_ok=True)
    is_beside = _can_change_places(site)
    with only_build(_beside(site, _LOCK) if is_beside else site / _LOCK, site):
        recover(site, _beside(site, _SPARE), _beside(site, _NEXT))
        if read_manifest(site) is None and site.is_dir() and any(each.name[0] != "." for each in site.iterdir()):
            message = (
                f"found files in {site} that no build wrote, expected an empty folder or an earlier site; "
                "name another folder with --site-dir, or empty this one"
            )
            raise CatalogError(message)
        opened = Publication(site, is_beside=is_beside)
        try:
            yield opened
        finally:
            opened.close()


def _beside(site: Path, ending: str) -> Path:
    return site.parent / f".{site.name}{ending}"


def _can_change_places(site: Path) -> bool:
    """Whether the site's parent is ours to write into and on the same disk."""
    if not os.access(site.parent, os.W_OK | os.X_OK) or site == site.parent:
        return False
    return not site.exists() or (not os.path.ismount(site) and site.stat().st_dev == site.parent.stat().st_dev)


def _move_in(
    stage: Stage, wanted: dict[str, tuple[str, int]], changed: set[str], gone: list[str], foreign: frozenset[str]
) -> None:
    write_manifest(stage.folder, ((path, *what) for path, what in wanted.items()), foreign)
    for path in sorted(changed):
        target = stage.site / path
        try:
            os.replace(stage.folder / path, target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(stage.folder / path, target)
    os.replace(stage.folder / MANIFEST, stage.site / MANIFEST)
    for path in gone:
        next_tree.prune(stage.site, path)


def _write(target: str, content: bytes) -> None:
    """Write one file, its folder first: nearly every page has one of its own.

    Five system calls; `Path.write_bytes` makes eight, and fails once before the folder is there. What stands there already may be a link
    to the site's own file: it is taken away, never written into.
    """
    folder, _, _ = target.rpartition("/")
    try:
        os.mkdir(folder)  # noqa: PTH102 - the hot path
    except FileExistsError:
        pass
    except FileNotFoundError:
        Path(folder).mkdir(parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        handle = os.open(target, flags, 0o666)
    except FileExistsError:
        os.unlink(target)  # noqa: PTH108 - the hot path
        handle = os.open(target, flags, 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)


def _checked(path: str) -> str:
    if not is_inside(path) or path.partition("/")[0] in {MANIFEST, PARTS, _NEXT, _LOCK}:
        message = f"found page path {path!r}, expected one inside the site"
        raise CatalogError(message)
    return path


def _has_size(path: Path, size_bytes: int) -> bool:
    try:
        return os.stat(path).st_size == size_bytes
    except OSError:
        return False
