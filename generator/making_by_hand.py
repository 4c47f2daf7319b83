"""The hand-written pages that somebody edited, and what is read from all of them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from generator.handwritten import Handwritten, engine_files, put_page, put_whole, title_by_hand
from generator.making_lists import Lists
from generator.outputs.soundness import Soundness
from generator.outputs.stage import WaitingStage
from generator.page_job import PageJob
from generator.readers.frames import Frames

Digests = Mapping[str, str]
"""BLAKE2b, 16 bytes in hex, of each file that the engine made of the site, by path."""


class ByHand(Struct):
    """What came of an edit of hand-written pages."""

    made: Lists = field(default_factory=Lists)
    titles_before: list[str] = field(default_factory=list)
    """Of the pages that were made, as the site has them."""
    titles: list[str] = field(default_factory=list)
    digests: Digests = field(default_factory=dict)
    """Of all files of the engine, those that were not made again included."""


def digests_of(frames: Frames) -> Digests:
    """What the engine made."""
    return _digests(engine_files(frames))


def make_by_hand(job: PageJob, noted: Digests) -> ByHand | None:
    """The engine's files that are none of those `noted`, and what is read from all; None where files come or go, which others may link to.

    Raises:
        CatalogError: as `Handwritten.content`.
        OSError: the site lacks a page.
    """
    files = engine_files(job.frames)
    digests = _digests(files)
    if digests.keys() != noted.keys():
        return None
    stage = WaitingStage(job.stage.folder, job.stage.site, job.stage.known)
    pages = Handwritten(replace(job, stage=stage, printer=job.renderer), files, job.frames.engine)
    by_hand = ByHand(Lists(waiting=stage.waiting), digests=digests)
    made, name_of_site = by_hand.made, job.site.name
    for name, digest in digests.items():
        if digest == noted[name]:
            continue
        before = title_by_hand(name, (stage.site / name).read_bytes(), name_of_site)
        made.written.append(put_page(pages, name, stage, name_of_site, made.seen))
        if before is not None:
            by_hand.titles_before.append(before)
            by_hand.titles += [title for title, _ in made.seen.titles[-1:]]
    made.written += put_whole(pages, stage)
    return by_hand


def lead_to(frames: Frames, gone: Container[str]) -> bool:
    """Whether a hand-written page has a link to one of these files: most of those pages are not made again by an edit."""
    seen = Soundness()
    for name, content in engine_files(frames).items():
        if name.endswith(".html"):
            seen.look_at_links(name.removesuffix("index.html"), content.decode())
    return any(target in gone for target in seen.links)


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.blake2b(content, digest_size=16).hexdigest() for name, content in files.items()}
