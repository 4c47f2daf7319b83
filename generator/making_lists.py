"""The pages of lists and the hand-written ones that show an edit: those whose cause is another now.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from generator.handwritten import Handwritten, engine_files, put_page
from generator.making_units import CHANGED, UnitMade, noted_unit, page_parts
from generator.outputs.soundness import Soundness
from generator.outputs.stage import WaitingStage, Written
from generator.outputs.unit import Unit
from generator.page_job import PageJob
from generator.views import PAGE_KINDS
from generator.views.fingerprint import fingerprint
from generator.views.page import PageKind, Plan

_BY_CLASS: Final = frozenset({"tools", "servers", "category", "risk"})
"""Kinds that are counted by servers and classes alone. All others go by words, which takes as long to count as these to make."""


class Lists(Struct):
    """What came of some kinds of pages."""

    written: list[Written] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)
    causes: dict[str, str] = field(default_factory=dict)
    """Of every page and piece of these kinds, also of those that were not made."""
    seen: Soundness = field(default_factory=Soundness)
    waiting: dict[str, bytes] = field(default_factory=dict)
    """Content of the files by path."""


def in_two(*, is_of_texts: bool) -> tuple[list[PageKind], list[PageKind]]:
    """The kinds that an edit may change, in two shares: the first takes as long as the second when the pages of a server are made before it."""
    if is_of_texts:
        return [], [kind for kind in PAGE_KINDS if kind.shows_texts]
    by_class = [kind for kind in PAGE_KINDS if kind.name in _BY_CLASS]
    return by_class, [kind for kind in PAGE_KINDS if kind not in by_class]


def make_lists(
    job: PageJob,
    kinds: Iterable[PageKind],
    causes: Mapping[str, str],
    units: Callable[[Iterable[str]], Mapping[str, Unit]],
) -> Lists:
    """The pages of these kinds whose cause is none of `causes`; nothing but what it gives is changed.

    Raises:
        CatalogError: as `Handwritten.content`.
    """
    plan = Plan(causes)
    stage = WaitingStage(job.stage.folder, job.stage.site, job.stage.known)
    job = replace(job, stage=stage, printer=job.renderer)
    context = replace(job.context, plan=plan)
    made = Lists(causes=plan.found, waiting=stage.waiting)
    pages = [page for kind in kinds if kind.catalog_pages for page in kind.catalog_pages(context)]
    before = units(page.path for page in pages)
    for page in pages:
        key = fingerprint(page, job.answers)
        if page.path not in before or before[page.path].key != key:
            fresh = page_parts(job, page)
            unit = UnitMade(noted_unit(job, key, fresh), fresh, CHANGED)
            made.units[page.path] = unit.unit
            made.written += unit.written
            unit.look(made.seen)
    fragments = {each.name: each for kind in kinds if kind.fragments for each in kind.fragments(context)}
    by_hand = Handwritten(job, engine_files(job.frames) if fragments else {}, job.frames.engine)
    refilled = by_hand.refilled(fragments)
    made.written.extend(put_page(by_hand, name, stage, job.site.name, made.seen) for name in refilled)
    return made
