"""Files and folders of a site that no build wrote: a `CNAME`, a `.git`, somebody's notes. Every build keeps them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path

from generator.outputs.manifest import MANIFEST, Manifest, folders_of, on_the_way
from generator.outputs.manifest_text import ManifestText
from generator.outputs.way import make_way
from generator.readers.copied import clear_place


def foreign_paths(site: Path, manifest: Manifest, wanted: AbstractSet[str], since_ns: int) -> frozenset[str]:
    """Paths of what no build wrote and the next site has no file for; of a folder with nothing of ours in it, the folder's alone.

    Only folders that changed since then are looked into: adding something to a folder changes its time.
    """
    ours = folders_of(manifest.files)
    is_clock_sound = (
        time.time_ns() >= manifest.written_ns
    )  # set back since, it tells nothing: every folder is looked into
    folders = ours | folders_of(wanted)
    found = {path for path in manifest.foreign if path not in folders and os.path.lexists(site / path)}
    for folder in folders:
        place = f"{site}/{folder}"
        try:
            state = os.lstat(place)
            if not stat.S_ISDIR(state.st_mode):
                continue  # a link, and what is behind it is not in the site
            if is_clock_sound and folder in ours and max(state.st_mtime_ns, state.st_ctime_ns) < since_ns:
                continue
            entries = list(os.scandir(place))
        except OSError:
            continue  # removed by hand, or new
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if path not in manifest.files and path not in folders and path != MANIFEST:
                found.add(path)
    return frozenset(path for path in found if wanted.isdisjoint(on_the_way(path)))


def foreign_in(site: Path, text: ManifestText, touched: Iterable[str]) -> frozenset[str]:
    """Paths of what no build wrote, as `foreign_paths`; folders that are not `touched` hold what the list says."""
    found = {path for path in text.foreign if os.path.lexists(site / path)}
    for folder in touched:
        ours = {*text.names_in(folder), *(() if folder else (MANIFEST,))}
        with suppress(OSError):  # gone in the meantime
            names = {entry.name for entry in os.scandir(f"{site}/{folder}")}
            found.update(f"{folder}/{name}" if folder else name for name in names - ours)
    return frozenset(found)


def carry(paths: frozenset[str], site: Path, to: Path) -> None:
    """Bring each of them from the site to the same place in the other folder, as links where the disk allows."""
    made: set[str] = set()
    for path in sorted(paths):
        source, target = site / path, Path(make_way(str(to), path, made))
        clear_place(str(target))
        with suppress(FileNotFoundError):  # gone in the meantime
            if source.is_dir() and not source.is_symlink():
                shutil.copytree(source, target, symlinks=True, copy_function=_link)
            else:
                _link(source, target)


def _link(source: str | Path, target: str | Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def below(folder: Path) -> Iterator[str]:
    """Paths of every file below the folder, relative to it, with forward slashes."""
    for place, _, names in os.walk(folder):
        relative = os.path.relpath(place, folder).replace(os.sep, "/")
        yield from (name if relative == "." else f"{relative}/{name}" for name in names)
