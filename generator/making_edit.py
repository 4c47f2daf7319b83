"""An edit of a few servers into the few files that show it.

What can change are the pages and policies of the servers edited, those of servers that share a name with them, the pages of lists with
their rows, the first page of each list, the pieces of hand-written pages, those pages, colours, and the files of the site's own scripts. Anything
else (a sentence of the vocabulary, a template, many servers at once) is left to the whole build.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import Final

from msgspec import Struct, field

from generator.beside import Beside
from generator.edit import MOST_SERVERS, Edit
from generator.making_by_hand import ByHand, Digests, lead_to, make_by_hand
from generator.making_lists import Lists, in_two, make_lists
from generator.making_units import CHANGED, UnitMade, noted_unit, reason_of, server_parts
from generator.outputs.index_edit import changed_index_files
from generator.outputs.sitemap import changed_sitemap
from generator.outputs.soundness import Soundness
from generator.outputs.stage import Stage, WaitingStage, Written
from generator.outputs.stamp import STAMP, pages_in, stamp
from generator.outputs.titles import Titles
from generator.outputs.unit import Unit
from generator.page_job import PageJob
from generator.renderers.vocabulary_css import vocabulary_file
from generator.views.told import Told, concerned, told_of
from generator.views.urls import server_path, tool_path

_PAGE: Final = "index.html"
_WORTH_A_PROCESS: Final = 2_000
"""Servers before another process makes some pages of lists. Chosen: 50,000 tools, a tenth of a second of work."""


class Noted(Struct, frozen=True):
    """What the last build noted, each thing read when it is asked for."""

    units: Callable[[Iterable[str]], Mapping[str, Unit]]
    """Gives the units of some names."""
    causes: Mapping[str, str]
    """See `Made.causes`."""
    titles: Titles
    by_hand: Digests
    """Of the engine's files."""


class Edited(Struct):
    """What came of an edit."""

    causes: dict[str, str]
    titles: Titles
    by_hand: Digests
    """Of the engine's files, as they are now."""
    written: list[Written] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    """Files that the site no longer has."""
    units: dict[str, Unit] = field(default_factory=dict)
    """Those made again, by name."""
    gone_units: set[str] = field(default_factory=set)
    before: Mapping[str, Unit] = field(default_factory=dict)
    """What was there before of those made again and of those gone."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Why each of them was."""


def make_edit(job: PageJob, stage: WaitingStage, edit: Edit, noted: Noted) -> Edited | None:
    """Make and stage the files that show the edit; `stage` is that of the job.

    None when it concerns many others, or when the site would not be whole (a link that leads nowhere, a title twice): the whole build says
    what is wrong.
    """
    made, seen = Edited(dict(noted.causes), noted.titles, noted.by_hand), Soundness()
    mine, others = in_two(is_of_texts=edit.is_of_texts)
    make = partial(make_lists, job, causes=noted.causes, units=noted.units)
    is_large = len(job.catalog.servers) >= _WORTH_A_PROCESS
    with closing(Beside(partial(make, others), is_worth_it=is_large)) as lists:
        try:
            is_made = _servers(job, made, edit, noted, seen)
            _data(job, made, edit)
            by_hand = make_by_hand(job, noted.by_hand) if edit.is_by_hand else ByHand(digests=noted.by_hand)
            if by_hand is None:
                return None
            made.by_hand = by_hand.digests
            _take_in(made, edit, seen, stage, [make(mine), by_hand.made, lists.result()])
        except (OSError, ValueError, LookupError):  # the site's own files are not as a build left them
            return None
    return made if is_made and _is_sound(job, made, noted, by_hand, seen) else None


def _servers(job: PageJob, made: Edited, edit: Edit, noted: Noted, seen: Soundness) -> bool:
    """The pages of the servers edited, and of those that say something else of them now; False when they are many."""
    before = noted.units(map(server_path, (*edit.slugs, *edit.gone)))
    made.gone_units.update(map(server_path, edit.gone))
    changes: list[tuple[Told | None, Told | None]] = []
    names = {each.name for slug in edit.slugs for each in job.catalog.server_by_slug[slug].heads}
    job.catalog.look_for(names | {tool[2] for unit in before.values() if unit.told for tool in unit.told.tools})
    for slug in edit.slugs:
        _server(job, made, slug, CHANGED, seen)
        old = None if slug in edit.new else before[server_path(slug)].told
        changes.append((old, made.units[server_path(slug)].told))
    changes += [(before[server_path(slug)].told, None) for slug in edit.gone]
    if edit.is_of_texts:
        return True
    others = [slug for slug in concerned(job.catalog, changes) if slug not in edit.slugs]
    if len(others) > MOST_SERVERS:
        return False
    units = noted.units(map(server_path, others))
    job.catalog.look_for(each.key for unit in units.values() for each in unit.trace if each.mapping == "tools_by_name")
    for slug in others:
        reason = reason_of(job, units.get(server_path(slug)), job.key_of(slug))
        if reason:
            _server(job, made, slug, reason, seen)
    return True


def _server(job: PageJob, made: Edited, slug: str, reason: str, seen: Soundness) -> None:
    fresh = server_parts(job, slug)
    server = job.catalog.server_by_slug[slug]
    unit = UnitMade(noted_unit(job, job.key_of(slug), fresh, told_of(server)), fresh, reason)
    made.units[server_path(slug)], made.reasons[server_path(slug)] = unit.unit, reason
    made.written += unit.written
    unit.look(seen)
    missing = {f"{tool_path(slug, each.slug)}{_PAGE}" for each in server.heads} - {each.path for each in unit.written}
    seen.problems += [f"{path}: no page" for path in missing]


def _take_in(made: Edited, edit: Edit, seen: Soundness, stage: WaitingStage, parts: Iterable[Lists]) -> None:
    """Add what was made of lists; a hand-written page with pieces of several kinds may have been made for each, and alike."""
    noted, made.causes = made.causes, {}
    there: set[str] = set()
    for lists in parts:
        made.causes |= lists.causes
        made.written += [each for each in lists.written if each.path not in there]
        there.update(each.path for each in lists.written)
        made.units |= lists.units
        made.reasons |= dict.fromkeys(lists.units, CHANGED)
        seen.add(lists.seen)
        stage.waiting.update(lists.waiting)
    if edit.is_of_texts:
        made.causes = {**noted, **made.causes}
    made.gone_units.update(name for name in noted if name.endswith("/") and name not in made.causes)


def _data(job: PageJob, made: Edited, edit: Edit) -> None:
    """What the site's scripts search."""
    data = changed_index_files(job.catalog, (*edit.slugs, *edit.gone), partial(_known, job.stage))
    made.written += [job.stage.put(path, content) for path, content in data.files]
    made.gone.update(data.gone)


def _is_sound(job: PageJob, made: Edited, noted: Noted, by_hand: ByHand, seen: Soundness) -> bool:
    """Whether the site is whole with what was made; the files that go, the titles, and what counts all pages are made here."""
    made.before = old = noted.units({*made.units, *made.gone_units})
    if not made.gone_units <= old.keys():  # a damaged note: nobody knows which files go with it
        return False
    before = {path for unit in old.values() for path, _, _ in unit.files}
    there = {each.path for each in made.written}
    made.gone |= before - there
    if made.gone and lead_to(job.frames, made.gone):
        return False
    titles_before = (title for unit in old.values() for title in unit.titles)
    titles = (title for unit in made.units.values() for title in unit.titles)
    if not made.titles.change((*titles_before, *by_hand.titles_before), (*titles, *by_hand.titles)):
        return False
    come = [path for path in there if path not in job.stage.known]
    try:
        made.written += _counted(job, come, made.gone)
    except (OSError, ValueError, LookupError):
        return False
    return not seen.problems and all(
        target in there or (target in job.stage.known and target not in made.gone) for target in seen.links
    )


def _counted(job: PageJob, come: Iterable[str], gone: Iterable[str]) -> Iterator[Written]:
    """The sitemap and the stamp, where pages come or go or the counts or the day are others, and the colours."""
    stage, site = job.stage, job.site
    known = partial(_known, stage)
    new = [path.removesuffix(_PAGE) for path in come if path.endswith(_PAGE)]
    old = [path.removesuffix(_PAGE) for path in gone if path.endswith(_PAGE)]
    if new or old:
        yield from (stage.put(*file) for file in changed_sitemap(site.url, new, old, known))
    pages = pages_in(known(STAMP)) + len(new) - len(old)
    yield stage.put(*stamp(job.catalog, site, job.frames.engine, pages))
    yield stage.put(*vocabulary_file(job.catalog.vocabulary))


def _known(stage: Stage, path: str) -> bytes:
    """The site's own file."""
    return (stage.site / path).read_bytes()
