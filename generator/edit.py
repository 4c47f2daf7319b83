"""An edit that leaves the shape of the catalog as it was into the few files that show it.

A reworded summary, another rationale, a parameter described: no list gets longer, no count changes, no page appears or goes. Then all that
can change are the pages of the servers edited, the pages of lists with their rows, and the files that hold their texts. Anything
else is left to the whole build.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from generator.handwritten import Handwritten, engine_files, put_page
from generator.outputs.index_edit import changed_index_files
from generator.outputs.soundness import Soundness
from generator.outputs.stage import Written
from generator.outputs.units import Unit
from generator.reading import Reading
from generator.stages import CHANGED, PageJob, noted_unit, page_files, server_files
from generator.views import PAGE_KINDS
from generator.views.fingerprint import fingerprint

Servers = dict[str, tuple[str, bytes, bytes]]
"""By slug: the key of the record, and the digests of shape and texts."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Which servers changed."""

    slugs: tuple[str, ...]
    """Those whose own pages may change."""
    servers: frozenset[str]
    """Those of them whose own texts in lists did."""
    tools: frozenset[str]
    """Those of them whose tools' texts in lists did."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of an edit."""

    written: list[Written]
    units: dict[str, Unit]
    """Those made again, by name."""

    @property
    def reasons(self) -> dict[str, str]:
        """Why each of them was."""
        return dict.fromkeys(self.units, CHANGED)


def servers_of(reading: Reading) -> Servers:
    """What a build notes of each server, to tell an edit by."""
    return {each.slug: (reading.record_keys[each.slug], each.shape, each.texts) for each in reading.catalog.servers}


def edit_of(earlier: Mapping[str, Any], now: Mapping[str, Any]) -> Edit | None:
    """The edit between what two builds noted, `servers` among it; None when anything else or the shape of the catalog changed."""
    noted: Servers = earlier.get("servers", {})
    servers: Servers = now["servers"]
    if noted.keys() != servers.keys() or any(
        earlier.get(name) != value for name, value in now.items() if name != "servers"
    ):
        return None
    changed = [slug for slug, each in servers.items() if noted[slug] != each]
    if any(noted[slug][1] != servers[slug][1] for slug in changed):
        return None
    texts = {slug: (noted[slug][2], servers[slug][2]) for slug in changed}
    return Edit(
        slugs=tuple(changed),
        servers=frozenset(slug for slug, (before, after) in texts.items() if before[:8] != after[:8]),
        tools=frozenset(slug for slug, (before, after) in texts.items() if before[8:] != after[8:]),
    )


def make_edit(job: PageJob, edit: Edit, units: Callable[[Iterable[str]], Mapping[str, Unit]]) -> Edited | None:
    """Make and stage the files that show the edit.

    `units` gives those of some names as they were. None when the site would be another one than the edit lets expect (a file
    more or less, a link that leads nowhere, another title): the whole build says what is wrong.
    """
    made, seen, known = Edited([], {}), Soundness(), job.stage.known
    before = units(f"tools/{slug}/" for slug in edit.slugs)
    for slug in edit.slugs:
        own = Soundness()
        written = server_files(job, slug, own)
        unit = _noted(job, made, f"tools/{slug}/", job.record_keys[slug], written, own)
        old = before.get(f"tools/{slug}/")
        if (
            old is None
            or {each[0] for each in old.files} != {each[0] for each in unit.files}
            or old.titles != unit.titles
        ):
            return None
        seen.add(own)
    if edit.servers or edit.tools:
        _lists(job, made, edit.servers | edit.tools, seen, units)
    try:
        data = changed_index_files(job.catalog, edit.servers | edit.tools, partial(_known, job))
    except (OSError, ValueError, LookupError):
        return None
    made.written.extend(job.stage.put(path, content) for path, content in data.files)
    if data.gone or seen.problems or not all(target in known for target in seen.links):
        return None
    return made if all(each.path in known for each in made.written) else None


def _lists(
    job: PageJob,
    made: Edited,
    retold: frozenset[str],
    seen: Soundness,
    units: Callable[[Iterable[str]], Mapping[str, Unit]],
) -> None:
    context = replace(job.context, only=retold)
    kinds = [kind for kind in PAGE_KINDS if kind.shows_texts]
    pages = {page.path: page for kind in kinds if kind.catalog_pages for page in kind.catalog_pages(context)}
    before = units(pages)
    for path, page in pages.items():
        key, old = fingerprint(page, job.answers), before.get(path)
        if old is None or old.key != key:
            own = Soundness()
            _noted(job, made, path, key, page_files(job, page, own), own)
            seen.add(own)
    fragments = {each.name: each for kind in kinds if kind.fragments for each in kind.fragments(context)}
    by_hand = Handwritten(job, engine_files(job.frames) if fragments else {}, job.frames.engine)
    made.written.extend(put_page(by_hand, name, job.stage, job.site.name, seen) for name in by_hand.refilled(fragments))


def _noted(job: PageJob, made: Edited, name: str, key: str, written: list[Written], seen: Soundness) -> Unit:
    made.written.extend(written)
    made.units[name] = noted_unit(job, key, written, seen)
    return made.units[name]


def _known(job: PageJob, path: str) -> bytes:
    """The site's own file."""
    return (job.stage.site / path).read_bytes()
