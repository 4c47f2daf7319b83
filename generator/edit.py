"""What was edited between two builds, where that is a few servers, hand-written pages, colours, or nothing but the day.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from generator.reading import Reading

Servers = dict[str, tuple[str, bytes, bytes]]
"""By slug: the digests of the judged entry, of shape and of texts."""
MOST_SERVERS: Final = 200
"""Servers made again before a whole build is quicker, because it uses every processor. Chosen: eight seconds of work."""
_SAID_APART: Final = frozenset({"servers", "frames"})
"""Of what a build notes, that by which an edit is told."""


class Edit(Struct, frozen=True):
    """Which servers changed."""

    slugs: tuple[str, ...]
    """Those whose own pages may change, new ones among them."""
    new: frozenset[str]
    gone: tuple[str, ...]
    is_of_texts: bool
    """No count, class or address of a server changed, and no name."""
    is_by_hand: bool
    """Hand-written pages may have changed, and what else the engine makes; the frame that all pages stand in did not."""


def servers_of(reading: Reading) -> Servers:
    """What a build notes of each server, to tell an edit by."""
    return {each.slug: (reading.entries[each.slug], each.shape, each.texts) for each in reading.catalog.servers}


def edit_of(earlier: Mapping[str, Any], now: Mapping[str, Any]) -> Edit | None:
    """The edit between what two builds noted, `servers` among it; None when anything else changed, or many servers did."""
    noted: Servers = earlier.get("servers", {})
    servers: Servers = now["servers"]
    if not noted or any(earlier.get(name) != value for name, value in now.items() if name not in _SAID_APART):
        return None
    slugs = tuple(slug for slug, each in servers.items() if noted.get(slug) != each)
    gone = tuple(slug for slug in noted if slug not in servers)
    if len(slugs) + len(gone) > MOST_SERVERS:
        return None
    is_of_texts = not gone and all(slug in noted and noted[slug][1] == servers[slug][1] for slug in slugs)
    is_by_hand = earlier.get("frames") != now["frames"]
    return Edit(slugs, frozenset(slugs).difference(noted), gone, is_of_texts, is_by_hand)
