"""The engine's own files into the site: hand-written pages finished and filled, assets as they are, and what is read from all of them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from generator.making import Making
from generator.outputs.foreign import below
from generator.outputs.headers_file import HEADERS_FILE, headers_file
from generator.outputs.page_index import page_index
from generator.outputs.robots import ROBOTS_FILE, robots_file
from generator.outputs.soundness import Soundness
from generator.outputs.stage import Stage, Written
from generator.readers.frames import OUR_TEMPLATES, Frames
from generator.renderers.frame import finish_frame, inline_scripts
from generator.renderers.shell import title_of
from generator.renderers.slots import fill_slots, slots_of
from generator.views import PAGE_KINDS
from generator.views.page import Fragment

NOT_FOUND: Final = "404.html"
"""The page for addresses that do not exist: it is shown at any depth, so its links begin at the site's root."""
_LEFT_OUT: Final = frozenset({"_shell", "search"})
"""Folders of the engine that are no part of the site: empty frames, and the search of a theme that cannot leave it out."""
_REPLACED: Final = frozenset({"sitemap.xml", "sitemap.xml.gz"})


def engine_files(frames: Frames) -> dict[str, bytes]:
    """What the engine made of the site, by path: its pages are not finished yet."""
    names = sorted(below(frames.folder), key=lambda name: name.split("/"))
    ours = [name for name in names if name.partition("/")[0] not in _LEFT_OUT | _REPLACED]
    return {name: (frames.folder / name).read_bytes() for name in ours if not name.endswith(OUR_TEMPLATES)}


class Handwritten:
    """The engine's files as the site holds them, each made when asked for, and what is read from all of them."""

    def __init__(self, making: Making, files: Mapping[str, bytes], engine: str) -> None:
        """Finish `files` (see `engine_files`), built by `engine`, with the pieces of the catalog."""
        self._making = making
        self._files = files
        self._engine = engine
        self._finished: dict[str, str] = {}
        self._fragments: dict[str, Fragment] = {}

    def __iter__(self) -> Iterator[str]:
        """The paths of the engine's files."""
        return iter(self._files)

    def __contains__(self, name: object) -> bool:
        """Whether the engine made a file of that path."""
        return name in self._files

    def root(self, name: str) -> str:
        """What links to the site's root begin with on that page."""
        return urlsplit(self._making.site.url).path if name == NOT_FOUND else "../" * name.count("/")

    def content(self, name: str) -> bytes:
        """The file as the site holds it.

        Raises:
            KeyError: the engine made no such file.
            CatalogError: the theme changed, or a slot or a template cannot be printed.
        """
        if not name.endswith(".html"):
            return self._files[name]
        return fill_slots(self._page(name), name, lambda wanted: self._piece(wanted, self.root(name))).encode()

    def refilled(self, fragments: Mapping[str, Fragment]) -> Iterator[str]:
        """The paths of the pages that ask for one of these pieces, which are taken in the place of those of the whole catalog."""
        self._fragments.update(fragments)
        for name in self if fragments else ():
            if name.endswith(".html") and not slots_of(self._files[name].decode()).isdisjoint(fragments):
                yield name

    def index(self) -> tuple[str, bytes]:
        """What the search finds the pages by; errors as `content`."""
        pages = [(name.removesuffix("index.html"), self._page(name)) for name in self if name.endswith("index.html")]
        return page_index(self._making.catalog, pages)

    def for_hosts(self) -> Iterator[tuple[str, bytes]]:
        """What a host and a crawler should be told, as far as the publisher wrote no such file; errors as `content`."""
        url = self._making.site.url
        if HEADERS_FILE not in self._files:
            scripts = [script for shell in self._making.shells.values() for script in inline_scripts(shell.frame)]
            scripts += [
                script for name in self if name.endswith(".html") for script in inline_scripts(self._page(name))
            ]
            yield headers_file(scripts, self._files, self._making.site)
        if ROBOTS_FILE not in self._files and url.startswith("http"):  # it names the sitemap by its whole address
            yield robots_file(url)

    def _page(self, name: str) -> str:
        """The page with the site's header and policy, its slots open."""
        if name not in self._finished:
            where = f"{name} built by {self._engine}"
            html = self._files[name].decode()
            self._finished[name] = finish_frame(html, self.root(name), self._making.site, where)
        return self._finished[name]

    def _piece(self, wanted: str, root: str) -> str | None:
        for kind in PAGE_KINDS:
            if wanted in kind.slots and kind.fragments is not None:
                if wanted not in self._fragments:
                    self._fragments.update((each.name, each) for each in kind.fragments(self._making.context))
                return self._making.renderer.fragment(self._fragments[wanted], root)
        return None


def put_handwritten(pages: Handwritten, stage: Stage, site_name: str, seen: Soundness) -> Iterator[Written]:
    """Stage every file of the engine, look at its pages, and stage what is read from all of them; errors as `Handwritten.content`."""
    for name in pages:
        yield put_page(pages, name, stage, site_name, seen)
    yield from put_whole(pages, stage)


def put_whole(pages: Handwritten, stage: Stage) -> Iterator[Written]:
    """Stage what is read from all files of the engine; errors as `Handwritten.content`."""
    yield stage.put(*pages.index())
    for path, content in pages.for_hosts():
        yield stage.put(path, content)


def put_page(pages: Handwritten, name: str, stage: Stage, site_name: str, seen: Soundness) -> Written:
    """Stage one file of the engine, and look at it if it is a page; errors as `Handwritten.content`."""
    content = pages.content(name)
    if name == NOT_FOUND:
        seen.look_at_links("", content.decode(), root=pages.root(name))
    title = title_by_hand(name, content, site_name)
    if title is not None:
        seen.look(name.removesuffix("index.html"), content.decode(), title=title)
    return stage.put(name, content)


def title_by_hand(name: str, content: bytes, site_name: str) -> str | None:
    """The title of one file of the engine, which no other page may have; None where it is no page, or the one for addresses that do not exist."""
    return title_of(content.decode(), site_name) if name.endswith(".html") and name != NOT_FOUND else None
