"""The changed files of a site moved into its own folder one by one, where a folder beside it cannot take its place.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from generator.outputs.linked import prune
from generator.outputs.manifest import MANIFEST, Manifest, write_manifest
from generator.outputs.way import make_way
from generator.readers.copied import clear_place

_UNDER_WAY: Final = "?"
"""Stands in the place of a digest and equals none: the file is the old one, the new one or not there."""


def move_in(
    staged: Path,
    site: Path,
    before: Manifest,
    wanted: dict[str, tuple[str, int]],
    changed: set[str],
    foreign: frozenset[str],
) -> None:
    """Make the site, which its list says is as `before`, hold `wanted`; `changed` are the paths staged.

    Until all are in, the list has the files of both sites and no digest of those that change: the build after one that was killed takes
    none of them for what it was, and none for somebody else's.
    """
    under_way = {**before.files, **{path: (_UNDER_WAY, wanted[path][1]) for path in changed}}
    _put_list(staged, site, under_way, foreign)
    made: set[str] = set()
    for path in sorted(changed):
        target = make_way(str(site), path, made)
        try:
            os.replace(staged / path, target)
        except IsADirectoryError:
            clear_place(target)
            os.replace(staged / path, target)
    for path in before.files:
        if path not in wanted:
            prune(site, path)
    _put_list(staged, site, wanted, foreign)


def _put_list(staged: Path, site: Path, files: dict[str, tuple[str, int]], foreign: frozenset[str]) -> None:
    write_manifest(staged, ((path, *what) for path, what in sorted(files.items())), foreign)
    os.replace(staged / MANIFEST, site / MANIFEST)
