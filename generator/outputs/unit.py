"""One unit of a site as a build notes it, see `units`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import marshal
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from msgspec import Struct

from generator.outputs.guarded import guarded, value_of
from generator.outputs.soundness import Soundness
from generator.outputs.stage import Stage, Written
from generator.views.told import Told
from generator.views.traced import Asked

NO_PAGES: Final = ""
"""Stands for a kind where no template prints the files."""


class Part(NamedTuple):
    """The files of a unit that are printed with the same template, and what was seen of them."""

    files: tuple[tuple[str, str, int], ...]
    """Path, digest and size in bytes of each file."""
    titles: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]

    @property
    def written(self) -> list[Written]:
        """Its files as they stand in the site."""
        return [Written(*file, is_new=False) for file in self.files]

    @property
    def seen(self) -> Soundness:
        """What was seen of its pages."""
        return Soundness(list(self.titles), dict(self.links))


class Unit(Struct, frozen=True):
    """One unit as it was made."""

    key: str
    """Digest of its own inputs: the judged entry of a server, the view of a page."""
    trace: tuple[Asked, ...]
    """What it read of other servers."""
    parts: Mapping[str, Part]
    """By kind of page; `NO_PAGES` is what no template prints."""
    told: Told | None
    """Of a server: what pages of others may say of it."""

    @property
    def files(self) -> Iterator[tuple[str, str, int]]:
        """Path, digest and size in bytes of each file."""
        return (file for part in self.parts.values() for file in part.files)

    @property
    def titles(self) -> Iterator[str]:
        """Of its pages."""
        return (title for part in self.parts.values() for title, _ in part.titles)

    def stands_in(self, stage: Stage) -> bool:
        """Whether the site still holds every one of its files."""
        return all(stage.holds(*file) for file in self.files)

    @property
    def record(self) -> bytes:
        """The unit as the database holds it."""
        told = None if self.told is None else tuple(self.told)
        parts = {kind: tuple(part) for kind, part in self.parts.items()}
        return guarded(marshal.dumps((self.key, tuple(map(tuple, self.trace)), parts, told)))


def part_of(written: Iterable[Written], seen: Soundness, own: Collection[str]) -> Part:
    """A part that was just made; of its links those that lead to none of the unit's `own` files."""
    files = tuple((each.path, each.digest, each.size_bytes) for each in written)
    return Part(files, tuple(seen.titles), tuple(link for link in seen.links.items() if link[0] not in own))


def unit_of(record: bytes | None) -> Unit | None:
    """The unit of a record; None when there is none, or it is damaged."""
    plain = value_of(record)
    if plain is None:
        return None
    key, trace, parts, told = plain
    opened = {kind: Part(*part) for kind, part in parts.items()}
    return Unit(key, tuple(Asked(*each) for each in trace), opened, Told(*told) if told else None)
