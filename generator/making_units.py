"""The files of one server or one page of a list, made from what was read or taken as an earlier build left them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.outputs.soundness import Soundness
from generator.outputs.stage import Written
from generator.outputs.unit import NO_PAGES, Unit, part_of
from generator.page_job import PageJob
from generator.views import PAGE_KINDS
from generator.views.page import Page
from generator.views.told import Told
from generator.views.words import joined

CHANGED: Final = "what it shows changed"
"""The reason of an edit."""
_OF_ITSELF: Final = 2
"""Digests in a server's key before that of the words it uses, see `PageJob.key_of`."""
OF_A_SERVER: Final = frozenset({NO_PAGES, *(kind.name for kind in PAGE_KINDS if kind.server_pages is not None)})
"""The kinds of parts that the unit of a server has: its policy files, and its pages by kind."""


class Fresh(NamedTuple):
    """Files of one part that were just made and staged."""

    written: list[Written]
    seen: Soundness


MakeParts = Callable[[Collection[str]], dict[str, Fresh]]
"""Makes the parts of these kinds."""


def server_parts(job: PageJob, slug: str, kinds: Collection[str] = OF_A_SERVER) -> dict[str, Fresh]:
    """Make, look at and stage these parts of the files of one server; raises as `ReadJob.judged`."""
    judged = job.reading.judged(slug, job.record_keys[slug])
    made: dict[str, Fresh] = {}
    if NO_PAGES in kinds:
        policies = [job.stage.put(path, content) for path, content in job.policy_files(judged)]
        made[NO_PAGES] = Fresh(policies, Soundness())
    for page in job.server_pages(judged, kinds):
        part = made.setdefault(page.kind, Fresh([], Soundness()))
        part.written.append(job.put(page, part.seen))
    return made


def page_parts(job: PageJob, page: Page, _kinds: Collection[str] = ()) -> dict[str, Fresh]:
    """Make, look at and stage one page of the whole catalog: a unit of one part."""
    seen = Soundness()
    return {page.kind: Fresh([job.put(page, seen)], seen)}


def noted_unit(job: PageJob, key: str, fresh: Mapping[str, Fresh], told: Told | None = None) -> Unit:
    """The unit of these parts, which were just made."""
    own = {each.path for made in fresh.values() for each in made.written}
    parts = {kind: part_of(*made, own) for kind, made in fresh.items()}
    return Unit(key, job.tracer.trace(job.answers), parts, told)


class UnitMade(Struct):
    """A unit of a build, and what it was made of."""

    unit: Unit
    fresh: Mapping[str, Fresh]
    """The parts that were made; the others stand in the site as they were."""
    reason: str
    """Why they were made; empty when none was."""

    @property
    def written(self) -> Iterator[Written]:
        """All files of the unit."""
        for kind, part in self.unit.parts.items():
            yield from self.fresh[kind].written if kind in self.fresh else part.written

    def look(self, seen: Soundness) -> None:
        """Add what was seen of its pages, but for links to its own files."""
        for part in self.unit.parts.values():
            seen.add(part.seen)
        for fresh in self.fresh.values():
            seen.problems += fresh.seen.problems


def made_unit(job: PageJob, old: Unit | None, key: str, make: MakeParts, told: Told | None = None) -> UnitMade:
    """The unit of which an earlier build made `old`: as it was, as far as it would come out so."""
    reason = reason_of(job, old, key)
    if not reason and old is not None and not old.stands_in(job.stage):
        reason = "the site no longer holds its files"
    if reason or old is None:
        fresh = make(OF_A_SERVER)
        return UnitMade(noted_unit(job, key, fresh, told), fresh, reason)
    stale = sorted(job.stale & old.parts.keys())
    if not stale:
        return UnitMade(old, {}, "")
    fresh = make(stale)
    asked = job.tracer.trace(job.answers)
    is_complete = old.parts.keys() <= {NO_PAGES, *fresh}  # else some of the same questions, to the same views
    kept = {kind: part for kind, part in old.parts.items() if kind not in fresh}
    own = {path for part in kept.values() for path, _, _ in part.files}
    own.update(each.path for part in fresh.values() for each in part.written)
    parts = {**kept, **{kind: part_of(*part, own) for kind, part in fresh.items()}}
    templates = "template" if len(stale) == 1 else "templates"
    unit = replace(old, parts=parts, trace=asked if is_complete else old.trace)
    return UnitMade(unit, fresh, f"the {templates} of {joined(stale)} pages changed")


def reason_of(job: PageJob, old: Unit | None, key: str) -> str:
    """Why the unit has to be made anew; empty when it would come out as it was, but for its templates."""
    if old is None:
        return "it was not made before with this program, this vocabulary and these settings"
    if old.key != key:
        own, its_own = (each.split()[:_OF_ITSELF] for each in (old.key, key))
        return CHANGED if own != its_own else "a word of the vocabulary or an attack on it says something else"
    changed = job.answers.still_holds(old.trace)
    if changed is not None:
        return f"what it says of others changed ({changed.mapping.replace('_', ' ')}: {changed.key})"
    return ""
