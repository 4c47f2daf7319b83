"""What must be true of every finished site, looked at while its pages are made: a build that breaks one of these publishes nothing.

The frame of a link depth is looked at once; of each page only its own body, which is half of it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from itertools import pairwise
from typing import Final

from msgspec import Struct, field

from generator.model.catalog import Catalog
from generator.model.problem import CatalogError
from generator.views.urls import server_path, tool_path

_REFERRING: Final = ('href="', 'src="', 'action="')
"""The page is cut at each: one regular expression for all takes longer, though it does not ask what stands in a tag."""
_SLOT: Final = re.compile(r'<!--\s*catalog:slot|class="catalog-slot"')
"""As markup: an entry may hold the same words as text, where `<` and `"` are escaped."""
_HEADING: Final = re.compile(r"<h1\b[^>]*>\s*[^<\s]|<h1\b[^>]*>(?:\s*<[^>]+>)+\s*[^<\s]")
_ELSEWHERE: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_PLAIN: Final = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*/?", re.ASCII)
"""A way down from the root, spelt as it is."""
BUILT_SCRIPTS: Final = ("assets/catalog.js", "assets/app.js")
"""Files of the pages' scripts, which are not in git."""
_NAMED: Final = 20
"""Problems spelt out in the message before the rest is counted."""


class Soundness(Struct):
    """What was seen of some pages."""

    titles: list[tuple[str, str]] = field(default_factory=list)
    """Title and path of each page of the catalog."""
    links: dict[str, str] = field(default_factory=dict)
    """Each file of the site that a page refers to, with one page that does."""
    problems: list[str] = field(default_factory=list)
    _known: dict[str | None, set[str]] = field(default_factory=dict)
    """By folder, the references that led up from a page below it: they lead to the same files from every other page below
    it. Nine in ten references of a tool's page stood on the page of the tool before it."""

    def look(self, folder: str, body: str, *, title: str | None = None, root: str = "") -> None:
        """Look at the page of that folder; `root` is what absolute addresses of the site begin with, if they may stand in it."""
        if title is not None:
            self.titles.append((title, folder))
        if not _HEADING.search(body):
            self.problems.append(f"{folder}: found a page without a heading, expected one with text")
        self.look_at_links(folder, body, root=root)

    def look_at_links(self, folder: str, html: str, *, root: str = "") -> None:
        """Look at the references of a page, or of the frame of pages as deep as that folder."""
        if "slot" in html and _SLOT.search(html):
            self.problems.append(f"{folder}: found a slot that was not filled, expected none in a finished page")
        known = self._known.setdefault(folder[: folder.rfind("/", 0, -1) + 1] if folder else None, set())
        up = "../" * folder.count("/")
        for reference in references(html) - known:
            if up and reference.startswith(up) and _PLAIN.fullmatch(reference, len(up)):  # nearly every row of a list
                rest = reference[len(up) :]
                self.links.setdefault(f"{rest}index.html" if rest[-1] == "/" else rest, folder)
                known.add(reference)
                continue
            if reference[:1] == "#":
                if f'id="{reference[1:]}"' not in html and reference != "#" and not reference.startswith("#__"):
                    self.problems.append(
                        f"{folder}: found a link to {reference}, expected a part of the page of that id"
                    )
                continue
            if not reference or _ELSEWHERE.match(reference):
                continue
            target = _target(folder, unescape(reference), root)
            if target is None:
                self.problems.append(f"{folder}: found the link {reference}, expected one inside the site")
                continue
            self.links.setdefault(target, folder)
            if reference.startswith("../"):
                known.add(reference)

    def add(self, other: Soundness) -> None:
        """Take in what was seen of other pages."""
        self.titles += other.titles
        self.problems += other.problems
        for target, folder in other.links.items():
            self.links.setdefault(target, folder)


def references(html: str) -> set[str]:
    """Every address that a tag of the page refers to, as it is written.

    Text may hold the words of an attribute, as nothing escapes a quote outside tags; in text `<` and `>` are escaped.
    """
    found: set[str] = set()
    for attribute in _REFERRING:
        is_in_tag = False
        for before, behind in pairwise(html.split(attribute)):
            opened, closed = before.rfind("<"), before.rfind(">")
            if opened != closed:
                is_in_tag = opened > closed
            if is_in_tag and before[-1:].isspace():
                found.add(behind.partition('"')[0])
    return found


def assert_sound(seen: Soundness, paths: Collection[str], catalog: Catalog) -> None:
    """Demand that the site with files at these paths is whole.

    Raises:
        CatalogError: a page of the registry is missing, one has no heading, an unfilled slot, a link to nothing, or another's title.
    """
    problems = [*seen.problems, *_missing(paths, catalog), *_dead(seen.links, paths), *_twice(seen.titles)]
    if problems:
        rest = len(problems) - _NAMED
        lines = [*sorted(problems)[:_NAMED], *([f"and {rest} more"] if rest > 0 else [])]
        message = "found a site that is not whole, so it was not published:\n" + "\n".join(
            f"  {line}" for line in lines
        )
        raise CatalogError(message)


def _target(folder: str, reference: str, root: str) -> str | None:
    """Path of the file in the site that the reference leads to; None when it leaves the site."""
    path = reference.partition("#")[0].partition("?")[0]
    if not path:
        return f"{folder}index.html"
    if path.startswith("/"):
        if not root or not path.startswith(root):
            return None
        parts, path = [], path[len(root) :]
    else:
        parts = folder.split("/")[:-1]
    *folders, name = path.split("/")
    if name in {".", ".."}:
        folders, name = [*folders, name], ""
    for part in folders:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join([*parts, name or "index.html"])


def _missing(paths: Collection[str], catalog: Catalog) -> Iterator[str]:
    wanted = [f"{server_path(server.slug)}index.html" for server in catalog.servers]
    wanted += [f"{tool_path(tool.server, tool.slug)}index.html" for tool in catalog.heads()]
    for path in wanted:
        if path not in paths:
            yield f"{path}: found no page, expected one for every server and tool of the registry"
    made = sum(path.startswith("tools/") and path.count("/") == 3 and path.endswith("/index.html") for path in paths)
    listed = sum(path.startswith("tools/page/") for path in paths)
    tools = sum(len(server.tools) for server in catalog.servers)
    if made - listed != tools and not set(wanted) - set(paths):
        yield f"tools/: found {made - listed} pages of tools, expected {tools}, one for each tool of the registry"


def _dead(links: dict[str, str], paths: Collection[str]) -> Iterator[str]:
    for target, folder in links.items():
        if target not in paths:
            hint = "; `scripts/front` makes it, and so does `make build`" if target in BUILT_SCRIPTS else ""
            yield f"{folder or 'index.html'}: found a link to {target}, expected a file of the site{hint}"


def _twice(titles: Iterable[tuple[str, str]]) -> Iterator[str]:
    listed = list(titles)
    counts = Counter(title for title, _ in listed)
    for title, folder in listed:
        if counts[title] > 1:
            yield f"{folder}: found the title {title!r} on {counts[title]} pages, expected each page to have its own"
