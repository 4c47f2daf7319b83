"""Where in a list each letter begins, for the links of its first page.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Final

from generator.model.rows import ServerSummary

_LAST: Final = "\x7f"
"""Behind every character of a slug."""


def beginnings(
    servers: Sequence[ServerSummary], letters: int, name_of: Callable[[ServerSummary], str] | None
) -> dict[str, int]:
    """The place of the first server for every first so many letters, in order: of its slug, by which they are sorted, or of what `name_of` gives."""
    found: dict[str, int] = {}
    if name_of is not None:
        for place, server in enumerate(servers):
            found.setdefault(name_of(server)[:letters].upper(), place)
        return found
    slugs = [server.slug for server in servers]
    place = 0
    while place < len(slugs):
        text = slugs[place][:letters]
        found[text.upper()] = place
        place = bisect_right(slugs, text + _LAST if len(text) == letters else text, place)
    return found
