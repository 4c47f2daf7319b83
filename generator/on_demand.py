"""A catalog into the file of a site that somebody asks for: what a build would write at that path, made now.

The second conductor beside `build`: it too names every floor, and a table says which family of files is under which folder. Nothing is made before it
is asked for; what takes the whole catalog is kept then. An edit makes another `OnDemand`, so that no request sees half of it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from threading import Lock
from typing import Final, Generic, TypeVar

from generator.handwritten import Handwritten
from generator.making import Making
from generator.model.assessment import JudgedServer
from generator.model.catalog import Catalog
from generator.outputs.headers_file import HEADERS_FILE
from generator.outputs.index_files import index_files
from generator.outputs.policies import shared_files
from generator.outputs.robots import ROBOTS_FILE
from generator.outputs.sitemap import sitemap_files
from generator.outputs.stamp import STAMP, stamp
from generator.renderers.vocabulary_css import vocabulary_file
from generator.views import PAGE_KINDS
from generator.views.page import Page, PageKind
from generator.views.urls import server_path, tool_path

Kept = TypeVar("Kept")

_OPENED: Final = 8
"""Servers whose record stays open. Chosen: those of the pages that somebody edits; the next one costs some milliseconds."""
_PAGE: Final = "index.html"


class Found(Generic[Kept]):
    """What something lists by path, listed no further than it takes to find what was asked for; what it passed is kept."""

    def __init__(self, list_them: Callable[[], Iterable[tuple[str, Kept]]]) -> None:
        self._list_them = list_them
        self._lock = Lock()
        self._restart()

    def get(self, path: str) -> Kept | None:
        """What is listed under the path; None when nothing is. Raises what listing raises, and begins anew after it."""
        with self._lock:
            while path not in self._kept and self._go_on():
                pass
            return self._kept.get(path)

    def paths(self) -> list[str]:
        """Every path."""
        with self._lock:
            while self._go_on():
                pass
            return list(self._kept)

    def _restart(self) -> None:
        self._kept: dict[str, Kept] = {}
        self._rest: Iterator[tuple[str, Kept]] | None = None

    def _go_on(self) -> bool:
        try:
            self._rest = iter(self._list_them()) if self._rest is None else self._rest
            listed = next(self._rest, None)
        except BaseException:
            self._restart()
            raise
        if listed is not None:
            self._kept[listed[0]] = listed[1]
        return listed is not None


class OnDemand:
    """One state of a site; any number of threads may ask it.

    Its parts do not refer to it, so that it is gone with the last request after the next save: it holds the rows of the whole catalog.
    """

    notice: Final = ""
    """What every page says above all: nothing."""

    def __init__(
        self, making: Making, handwritten: Handwritten, judged: Callable[[str], JudgedServer], engine: str
    ) -> None:
        """Print with `making`; `judged` gives the record of a server by its slug, `engine` built the hand-written pages."""
        catalog, site = making.catalog, making.site
        hosts = Found(handwritten.for_hosts)
        lists = [(kind.folder, Found(partial(_listed, kind, making))) for kind in PAGE_KINDS if kind.catalog_pages]
        pages = partial(_pages, handwritten, catalog, [found for _, found in lists])
        self._handwritten = handwritten
        self.pages: Callable[[], Iterator[str]] = pages
        """Lists the folder of every page, the empty one for the home page; some seconds for 200,000 tools."""
        self._families: tuple[tuple[str, Callable[[str], bytes | None]], ...] = (
            *((folder, partial(_list_page, making, found)) for folder, found in lists),
            ("tools/", _ServerFiles(making, judged).get),
            ("assets/data/pages.js", Found(lambda: [handwritten.index()]).get),
            ("assets/data/", Found(lambda: index_files(catalog)).get),
            ("assets/", Found(lambda: [vocabulary_file(catalog.vocabulary), *shared_files(catalog.vocabulary)]).get),
            (HEADERS_FILE, hosts.get),
            (ROBOTS_FILE, hosts.get),
            ("sitemap", Found(lambda: sitemap_files(site.url, pages())).get),
            (STAMP, Found(lambda: [stamp(catalog, site, engine, _page_count(handwritten, pages()))]).get),
        )
        """Where files of a family begin, and what finds one by its whole path."""

    def content(self, path: str) -> bytes | None:
        """The file at that path of the site; None when a build would write none.

        Raises:
            CatalogError: a template, a slot or the theme's frame cannot be printed, or a server's file changed meanwhile.
        """
        if path in self._handwritten:
            return self._handwritten.content(path)
        for folder, find in self._families:
            if path.startswith(folder):
                content = find(path)
                if content is not None:
                    return content
        return None


class _ServerFiles:
    """The pages and policy files of servers: one server at a time, as its policies are printed once for all of them."""

    def __init__(self, making: Making, judged: Callable[[str], JudgedServer]) -> None:
        self._making = making
        self._judged = lru_cache(_OPENED)(judged)
        self._lock = Lock()

    def get(self, path: str) -> bytes | None:
        """The file below `tools/<server>/`; errors as `OnDemand.content`."""
        slug = path.split("/")[1]
        if slug not in self._making.catalog.server_by_slug:
            return None
        with self._lock:
            judged = self._judged(slug)
            if not path.endswith(_PAGE):
                return next((content for name, content in self._making.policy_files(judged) if name == path), None)
            folder = path.removesuffix(_PAGE)
            pages = self._making.server_pages(judged, own_first=folder == server_path(slug))
            return next((self._making.html(page) for page in pages if page.path == folder), None)


def _listed(kind: PageKind, making: Making) -> Iterator[tuple[str, Page]]:
    if kind.catalog_pages is not None:
        yield from ((page.path, page) for page in kind.catalog_pages(making.context))


def _list_page(making: Making, found: Found[Page], path: str) -> bytes | None:
    page = found.get(path.removesuffix(_PAGE)) if path.endswith(_PAGE) else None
    return None if page is None else making.html(page)


def _pages(handwritten: Handwritten, catalog: Catalog, lists: list[Found[Page]]) -> Iterator[str]:
    yield from (name.removesuffix(_PAGE) for name in handwritten if name.endswith(_PAGE))
    for server in catalog.servers:
        yield server_path(server.slug)
        yield from (tool_path(server.slug, tool.slug) for tool in server.heads)
    for found in lists:
        yield from found.paths()


def _page_count(handwritten: Handwritten, pages: Iterator[str]) -> int:
    others = sum(name.endswith(".html") and not name.endswith(_PAGE) for name in handwritten)
    return others + sum(1 for _ in pages)
