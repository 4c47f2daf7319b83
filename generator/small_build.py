"""What was made of an edit into the site, whose other files nobody looks at.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from generator.clock import Clock
from generator.making_edit import Edited
from generator.outputs.folder import Publication, Published

Totals = tuple[int, int, int]
"""How many files, bytes and units a site has."""


class Few(Struct, frozen=True):
    """An edit that was published."""

    published: Published
    totals: Totals


def put_few(
    opened: Publication, made: Edited, totals: Totals, foreign: frozenset[str], start: str, clock: Clock
) -> Few | None:
    """Publish the edit of a site of these totals; None, and nothing is written, where that takes a whole build.

    `foreign` and `start` are what was `Seen` of the site.

    Raises:
        OSError: the disk is full, or the folder may not be written.
    """
    text = opened.text
    old = {path: text[path][1] for path in (*made.gone, *(each.path for each in made.written)) if path in text}
    come = [each.path for each in made.written if each.path not in old]
    if not opened.can_change_few([*come, *made.gone], foreign):
        return None
    clock.lap("pages")
    opened.small_stage.flush()
    done = opened.commit_few(made.written, made.gone, foreign, start)
    files, size_bytes, units = totals
    files += len(come) - len(made.gone)
    size_bytes += sum(each.size_bytes for each in made.written) - sum(old.values())
    units += len(made.units) - len(made.before)
    return Few(replace(done, file_count=files, size_bytes=size_bytes), (files, size_bytes, units))
