"""The next site, complete, in a folder beside the site: changed files are written there, the others are links to those of the site.

The folder is the site before last, so that a build which changes little has little to do: what differs from it is what changed
in two builds. Its own list of files is away while a build works on it; where a build was killed, the files are told by their inode:
a link to the site's file is the site's file.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct

from generator.outputs.behind import BEHIND, NEW_BEHIND, Behind, Since, read_behind, this_start, write_behind
from generator.outputs.foreign import carry
from generator.outputs.linked import clear, link, prune, prune_theirs, size_of
from generator.outputs.manifest import (
    HELD,
    MANIFEST,
    Manifest,
    folders_of,
    list_of,
    list_state,
    parsed,
    put_list,
    write_manifest,
)
from generator.outputs.manifest_text import ManifestText
from generator.outputs.parts import remove_parts
from generator.outputs.way import make_way

_MANY: Final = 1_000
"""Files that a folder may lack before the build that left it so sees to it. Chosen: a fifth of a second for the next one."""


class Held(Struct, frozen=True):
    """What the folder held before this build touched it."""

    folder: Path
    behind: Behind | None
    """How it differs from the site; None when that is not known."""

    def manifest(self) -> Manifest:
        """What its list says; nothing when the folder is new."""
        found = list_of(self.folder / HELD)
        return parsed(found[0], found[1][2]) if found else Manifest()

    def put_back(self) -> None:
        """Say again what the folder holds: this build changed nothing in it."""
        with suppress(FileNotFoundError):
            (self.folder / HELD).replace(self.folder / MANIFEST)
            if self.behind is not None:
                write_behind(self.folder, self.behind)


def begin(folder: Path) -> Held | None:
    """Make the folder where there is none, and take its lists away; None when it had none, because a build was killed."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        return Held(folder, None)
    remove_parts(folder)
    behind = read_behind(folder)
    for left in (BEHIND, NEW_BEHIND, HELD):
        (folder / left).unlink(missing_ok=True)
    try:
        (folder / MANIFEST).rename(folder / HELD)
    except FileNotFoundError:
        return None
    return Held(folder, behind)


def catch_up(
    folder: Path,
    site: Path,
    behind: Behind,
    staged: Collection[str],
    foreign: frozenset[str],
    gone: Collection[str] = (),
) -> None:
    """Make the folder hold the site's files but for the `staged` ones, which this build wrote, and those `gone`, and what is `foreign`."""
    made: set[str] = set()
    for path in behind.changed:
        if path not in staged and path not in gone:
            link(f"{site}/{path}", make_way(str(folder), path, made))
    for path in dict.fromkeys((*behind.gone, *gone)):
        if path not in staged:
            prune(folder, path)
    carry(foreign, site, folder)
    (folder / HELD).unlink(missing_ok=True)


class Mirror(Struct, frozen=True):
    """A site that is to stand in links in a folder beside it too, so that the next build has little to do."""

    folder: Path
    site: Path
    shares: tuple[tuple[tuple[str, int | None], ...], ...]
    """Paths that may be seen to apart, each with the size of what the folder should hold there; None: it holds something else."""
    gone: tuple[str, ...]
    """Paths that the folder holds and the site does not."""
    raw: bytes
    """The site's list of files, which no build has written again since."""
    site_since: Since | None

    def drop(self) -> None:
        """Take the folder away: it could not be filled, and the next build makes another."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def finish(self) -> None:
        """Say that the folder holds all of them, and no others."""
        published = list_of(self.site / MANIFEST)
        if self.shares and published is not None and published[0] == self.raw:
            for path in self.gone:
                prune(self.folder, path)
            put_list(self.folder, [self.raw])
            (self.folder / HELD).unlink(missing_ok=True)
            write_behind(self.folder, Behind((), (), published[1], self.site_since, known_since_now(self.folder)))


def mirror_of(site: Path, folder: Path, text: ManifestText, count: int) -> Mirror | None:
    """What is left to do after a build that made much, in as many shares; None where the folder is nearly the site already.

    `text` is the list of the site that this build published. A folder that is there is told by its note.
    """
    if folder.is_dir():
        behind = read_behind(folder)
        if behind is None or behind.list_state != text.state or len(behind.changed) + len(behind.gone) < _MANY:
            return None
        if begin(folder) is None:
            return None
        other, gone, since = {*behind.changed}, behind.gone, behind.site_since
    else:
        other, gone, since = {*text.manifest.files}, (), Since(text.state[2], this_start())
    paths = [(path, None if path in other else size) for path, (_, size) in sorted(text.manifest.files.items())]
    step = -(-len(paths) // count) or 1
    shares = tuple(tuple(paths[start : start + step]) for start in range(0, len(paths), step))
    return Mirror(folder, site, shares, gone, text.raw, since)


def known_since_now(folder: Path) -> Since | None:
    """Since the folder's list was written, by a build that just saw to every file in it."""
    state = list_state(folder)
    return Since(state[2], this_start()) if state else None


def link_all(mirror: Mirror, share: tuple[tuple[str, int | None], ...]) -> None:
    """See to a share of the files."""
    mirror.folder.mkdir(exist_ok=True)
    made: set[str] = set()
    for path, size in share:
        if size is None or size_of(f"{mirror.folder}/{path}") != size:
            link(f"{mirror.site}/{path}", make_way(str(mirror.folder), path, made))


def complete(
    folder: Path,
    site: Path,
    files: Mapping[str, tuple[str, int]],
    *,
    staged: Collection[str],
    held: Manifest | None,
    foreign: frozenset[str],
    were_foreign: frozenset[str],
) -> None:
    """Make the folder hold exactly `files` and what is foreign, and write its list.

    `staged` are the paths that this build wrote into the folder; all others equal the site's files. `held` is what `begin` gave. `were_foreign` is
    what the list of the site has of somebody else's: the folder may hold it since before its own list was written.
    """
    known, made = held.files if held else {}, set[str]()
    for each in folders_of(files) if known or held is None else ():
        if each and os.path.islink(f"{folder}/{each}"):  # noqa: PTH114 - one for each page
            os.unlink(f"{folder}/{each}")  # noqa: PTH108 - as above
    for path, what in files.items():
        if path not in staged and (known.get(path) != what or size_of(f"{folder}/{path}") != what[1]):
            link(f"{site}/{path}", make_way(str(folder), path, made))
    if held is None:
        clear(folder, files)
    else:
        theirs = held.foreign | were_foreign
        folders = folders_of(files) if theirs else set()
        theirs -= folders
        for path in held.files:
            if path not in files and path not in foreign:
                prune(folder, path)
        for path in theirs:
            if path not in files and path not in foreign:
                prune_theirs(folder, path)
    carry(foreign, site, folder)
    (folder / HELD).unlink(missing_ok=True)
    write_manifest(folder, ((path, *what) for path, what in files.items()), foreign)
