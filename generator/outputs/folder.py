"""Bytes into the site's folder: staged first, moved in only when everything is there, leftovers pruned.

A first build fills a sibling folder and takes its place with one rename. A later build stages only the files whose
bytes changed and moves them in when every page was made, so a build that fails touches nothing. Files that no build
wrote are left alone.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from generator.model.problem import CatalogError

MANIFEST: Final = ".catalog-manifest"
"""Name of the list of written files inside the site; a dot file, which web servers do not list."""
STAGED: Final = ".catalog-staged"
"""Folder of a build that is not finished: inside the site where there is one, so that a move stays on one disk."""


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
    """Digest and size of each file that the last build wrote and that is still there."""

    def put(self, path: str, content: bytes) -> Written:
        """Stage the file unless the site holds the same bytes already.

        Raises:
            CatalogError: the path would leave the site's folder, or names the manifest.
        """
        digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        size = len(content)
        if self.known.get(path) == (digest, size) and _has_size(self.site / path, size):
            return Written(path, digest, size, is_new=False)
        _write(f"{self.folder}/{_checked(path)}", content)
        return Written(path, digest, size, is_new=True)


@dataclass(frozen=True, slots=True)
class Published:
    """What a commit did."""

    file_count: int
    changed_count: int
    pruned_count: int
    size_bytes: int


def open_stage(site: Path) -> Stage:
    """A stage for the site folder.

    Raises:
        CatalogError: the folder holds files but no manifest, so it is not ours to write into.
    """
    site = site.resolve()
    known = _read_manifest(site)
    if known is None and site.is_dir() and any(not each.name.startswith(".") for each in site.iterdir()):
        message = (
            f"found files in {site} that no build wrote, expected an empty folder or an earlier site; "
            "name another folder with --site-dir, or empty this one"
        )
        raise CatalogError(message)
    if site.exists() and not site.is_dir():
        message = f"found a file at {site}, expected a folder; name another one with --site-dir"
        raise CatalogError(message)
    folder = site / STAGED if site.is_dir() else site.parent / f".{site.name}{STAGED}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return Stage(folder=folder, site=site, known=known or {})


def commit(stage: Stage, written: Iterable[Written]) -> Published:
    """Make the site equal to the files written: move the changed ones in, prune those of the last build that are gone.

    Raises:
        CatalogError: two files have one path.
    """
    files = sorted(written, key=lambda each: each.path)
    for first, second in pairwise(files):
        if first.path == second.path:
            message = f"found two pages for {first.path}, expected one; two entries share an address"
            raise CatalogError(message)
    kept = {each.path for each in files}
    gone = [path for path in stage.known if path not in kept]
    changed = [each for each in files if each.is_new]
    if changed or gone or not (stage.site / MANIFEST).is_file():
        lines = "".join(f"{each.path}\t{each.digest}\t{each.size_bytes}\n" for each in files)
        (stage.folder / MANIFEST).write_text(lines, encoding="utf-8")
        _move_in(stage, [each.path for each in changed], gone)
    shutil.rmtree(stage.folder, ignore_errors=True)
    return Published(
        file_count=len(files),
        changed_count=len(changed),
        pruned_count=len(gone),
        size_bytes=sum(each.size_bytes for each in files),
    )


def discard(stage: Stage) -> None:
    """Throw the staged files away; the site stays as it was."""
    shutil.rmtree(stage.folder, ignore_errors=True)


def _move_in(stage: Stage, changed: list[str], gone: list[str]) -> None:
    if not stage.site.exists():
        stage.folder.replace(stage.site)
        return
    for path in changed:
        target = stage.site / path
        try:
            os.replace(stage.folder / path, target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(stage.folder / path, target)
    os.replace(stage.folder / MANIFEST, stage.site / MANIFEST)
    for path in gone:
        _prune(stage.site, path)


def _prune(site: Path, path: str) -> None:
    """Remove the file and each folder it leaves empty."""
    target = site / _checked(path)
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == site or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()


def _write(target: str, content: bytes) -> None:
    """Write one file, its folder first: nearly every page has one of its own.

    Five system calls; `Path.write_bytes` makes eight, and fails once before the folder is there.
    """
    folder, _, _ = target.rpartition("/")
    try:
        os.mkdir(folder)  # noqa: PTH102 - the hot path
    except FileExistsError:
        pass
    except FileNotFoundError:
        Path(folder).mkdir(parents=True, exist_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)


def _checked(path: str) -> str:
    parts = path.split("/")
    if "" in parts or ".." in parts or "." in parts or parts[0] in {MANIFEST, STAGED} or "\\" in path or "\0" in path:
        message = f"found page path {path!r}, expected one inside the site"
        raise CatalogError(message)
    return path


def _read_manifest(site: Path) -> dict[str, tuple[str, int]] | None:
    """Digest and size by path; None when there is no manifest. Lines that cannot be read are left out."""
    try:
        text = (site / MANIFEST).read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    known = {}
    for line in text.splitlines():
        path, _, rest = line.partition("\t")
        digest, _, size = rest.partition("\t")
        if size.isdigit() and ".." not in path and not path.startswith("/"):
            known[path] = (digest, int(size))
    return known


def _has_size(path: Path, size_bytes: int) -> bool:
    try:
        return os.stat(path).st_size == size_bytes
    except OSError:
        return False
