"""What earlier builds of a site made, in units that are made again or not at all, and from what.

A unit is all files of one server, or one page of a list. Its record says what it was made from, which files came of it, and what was seen of
them; a build whose inputs of the unit are the same takes its files as they stand.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from generator.outputs.folder import Stage, Written
from generator.outputs.soundness import Soundness
from generator.views.traced import Asked

_FORMAT: Final = "units 1"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as it was made."""

    key: str
    """Digest of its own inputs: the judged record of a server, the view of a page."""
    trace: tuple[Asked, ...]
    """What it read of other servers."""
    files: tuple[tuple[str, str, int], ...]
    """Path, digest and size in bytes of each file."""
    titles: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]

    def written(self, stage: Stage) -> list[Written] | None:
        """Its files, if the site still holds every one of them."""
        if not all(stage.holds(*file) for file in self.files):
            return None
        return [Written(*file, is_new=False) for file in self.files]

    @property
    def seen(self) -> Soundness:
        """What was seen of its pages."""
        return Soundness(list(self.titles), dict(self.links))


@dataclass(frozen=True, slots=True)
class Units:
    """All units of a site, and what they were all made with."""

    made_with: Mapping[str, str] = field(default_factory=dict)
    """Digest of each thing that every unit depends on, by its name: the code, the templates and so on."""
    by_name: Mapping[str, Unit] = field(default_factory=dict)


def make_unit(key: str, trace: tuple[Asked, ...], written: list[Written], seen: Soundness) -> Unit:
    """The record of a unit that was just made."""
    return Unit(
        key=key,
        trace=trace,
        files=tuple((each.path, each.digest, each.size_bytes) for each in written),
        titles=tuple(seen.titles),
        links=tuple(seen.links.items()),
    )


def units_file(work: Path, site: Path, catalog: Path) -> Path:
    """Where the units of that site, made from that catalog, are kept."""
    place = hashlib.sha256(f"{site.resolve()}\0{catalog.resolve()}".encode()).hexdigest()[:16]
    return work / "units" / f"{place}.json"


def read_units(path: Path) -> Units:
    """The units in the file; none when there is no file, or it is damaged or of another version."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if head.decode() != f"{_FORMAT} {hashlib.sha256(body).hexdigest()}":
            return Units()
        data = json.loads(body)
        return Units(data["made_with"], {name: _unit(each) for name, each in data["units"].items()})
    except (OSError, ValueError, KeyError, TypeError):
        return Units()


def write_units(path: Path, units: Units) -> None:
    """Keep the units for the next build; the file is whole or as it was."""
    data = {"made_with": dict(units.made_with), "units": {name: _plain(unit) for name, unit in units.by_name.items()}}
    body = json.dumps(data, separators=(",", ":")).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(f".{os.getpid()}.tmp")
    scratch.write_bytes(f"{_FORMAT} {hashlib.sha256(body).hexdigest()}\n".encode() + body)
    scratch.replace(path)


def _plain(unit: Unit) -> list[Any]:
    return [unit.key, unit.trace, unit.files, unit.titles, unit.links]


def _unit(data: list[Any]) -> Unit:
    key, trace, files, titles, links = data
    return Unit(
        key=key,
        trace=tuple(Asked(*each) for each in trace),
        files=tuple((path, digest, size) for path, digest, size in files),
        titles=tuple((title, folder) for title, folder in titles),
        links=tuple((target, folder) for target, folder in links),
    )
