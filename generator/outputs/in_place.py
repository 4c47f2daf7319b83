"""The changed files of a site moved into its own folder one by one, where a folder beside it cannot take its place.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from pathlib import Path

from generator.outputs import next_tree
from generator.outputs.manifest import MANIFEST, write_manifest


def move_in(
    staged: Path,
    site: Path,
    wanted: dict[str, tuple[str, int]],
    changed: set[str],
    gone: list[str],
    foreign: frozenset[str],
) -> None:
    """Make the site hold `wanted`: `changed` are the paths staged, `gone` those that it no longer has."""
    write_manifest(staged, ((path, *what) for path, what in wanted.items()), foreign)
    for path in sorted(changed):
        target = site / path
        try:
            os.replace(staged / path, target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(staged / path, target)
    os.replace(staged / MANIFEST, site / MANIFEST)
    for path in gone:
        next_tree.prune(site, path)
