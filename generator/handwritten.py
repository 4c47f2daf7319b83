"""The engine's own files into the site: hand-written pages finished and filled, assets as they are, and what is read from all of them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from generator.outputs.headers_file import HEADERS_FILE, headers_file
from generator.outputs.page_index import page_index
from generator.outputs.robots import ROBOTS_FILE, robots_file
from generator.outputs.soundness import Soundness
from generator.outputs.stage import Written
from generator.readers.frames import OUR_TEMPLATES, Frames
from generator.renderers.frame import finish_frame, inline_scripts
from generator.renderers.shell import title_of
from generator.renderers.slots import fill_slots, slots_of
from generator.stages import PageJob
from generator.views import PAGE_KINDS
from generator.views.page import Fragment

_LEFT_OUT: Final = frozenset({"_shell", "search"})
"""Folders of the engine that are no part of the site: empty frames, and the search of a theme that cannot leave it out."""
_REPLACED: Final = frozenset({"sitemap.xml", "sitemap.xml.gz"})


def handwritten_files(job: PageJob, frames: Frames, seen: Soundness) -> Iterator[Written]:
    """The engine's own files, its pages finished and with the catalog's pieces in the hand-written ones, and their index."""
    piece = _Pieces(job)
    handwritten: list[tuple[str, str]] = []
    scripts = [script for shell in job.shells.values() for script in inline_scripts(shell.frame)]
    names: set[str] = set()
    for name, path in _engine_files(frames):
        content = path.read_bytes()
        names.add(name)
        if path.suffix == ".html":
            html = finish_frame(content.decode(), _root(name, job), job.site, f"{name} built by {frames.engine}")
            scripts += inline_scripts(html)
            if name.endswith("index.html"):
                handwritten.append((name.removesuffix("index.html"), html))
            content = _filled(name, html, job, piece, seen)
        yield job.stage.put(name, content)
    yield job.stage.put(*page_index(job.catalog, handwritten))
    if HEADERS_FILE not in names:  # else the publisher wrote one
        yield job.stage.put(*headers_file(scripts, names, job.site))
    if ROBOTS_FILE not in names and job.site.url.startswith("http"):  # it names the sitemap by its whole address
        yield job.stage.put(*robots_file(job.site.url))


def refilled_files(
    job: PageJob, frames: Frames, seen: Soundness, fragments: Mapping[str, Fragment]
) -> Iterator[Written]:
    """The hand-written pages that ask for one of these pieces, filled again."""
    if not fragments:
        return
    piece = _Pieces(job, fragments)
    for name, path in _engine_files(frames):
        if path.suffix == ".html":
            html = path.read_text(encoding="utf-8")
            if not slots_of(html).isdisjoint(fragments):
                html = finish_frame(html, _root(name, job), job.site, f"{name} built by {frames.engine}")
                yield job.stage.put(name, _filled(name, html, job, piece, seen))


class _Pieces:
    """The pieces of hand-written pages, each made when one asks for it."""

    def __init__(self, job: PageJob, made: Mapping[str, Fragment] | None = None) -> None:
        self._job = job
        self._made = dict(made or {})
        self._waiting = [kind.fragments for kind in PAGE_KINDS if kind.fragments]

    def __call__(self, name: str, root: str) -> str | None:
        while name not in self._made and self._waiting:
            for fragment in self._waiting.pop(0)(self._job.context):
                self._made.setdefault(fragment.name, fragment)
        return self._job.renderer.fragment(self._made[name], root) if name in self._made else None


def _engine_files(frames: Frames) -> Iterator[tuple[str, Path]]:
    """Name and path of each file of the engine that is part of the site."""
    for path in sorted(frames.folder.rglob("*")):
        relative = path.relative_to(frames.folder)
        name = relative.as_posix()
        is_left_out = relative.parts[0] in _LEFT_OUT or path.suffix == OUR_TEMPLATES or name in _REPLACED
        if not is_left_out and path.is_file():
            yield name, path


def _root(name: str, job: PageJob) -> str:
    """The way from that page to the site's root: a server sends the page for what it cannot find from any depth."""
    return urlsplit(job.site.url).path if name == "404.html" else "../" * name.count("/")


def _filled(name: str, html: str, job: PageJob, piece: _Pieces, seen: Soundness) -> bytes:
    root = _root(name, job)
    html = fill_slots(html, name, lambda wanted: piece(wanted, root))
    if name == "404.html":
        seen.look_at_links("", html, root=root)
    else:
        seen.look(name.removesuffix("index.html"), html, title=title_of(html, job.site.name))
    return html.encode()
