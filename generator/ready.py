"""After a build that made much: the folder beside the site holds the same in links, so that the next build has little to do.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.model.problem import CatalogError
from generator.outputs.folder import Publication
from generator.outputs.next_tree import link_all
from generator.pool import run

_SHARES: Final = 4
"""Shares of the links for each process, so that they end together."""


def make_ready(opened: Publication, workers: int) -> None:
    """See to the folder beside the site that was published. Where the disk is full or a worker dies the site is published all the same, and the folder goes."""
    mirror = opened.mirror(_SHARES * workers)
    if mirror is None:
        return
    try:
        for _ in run(link_all, mirror, mirror.shares, workers=workers):
            pass
        mirror.finish()
    except (OSError, CatalogError):
        mirror.drop()
