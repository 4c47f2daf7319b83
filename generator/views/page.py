"""The contract between a page kind and the renderer that prints it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from generator.model.assessment import Assessment, JudgedServer
from generator.model.catalog import Catalog
from generator.model.policy import PolicyDocument, ServerPolicy
from generator.model.server import Server
from generator.model.site import Site
from generator.model.tool import Tool


class Page(Struct, frozen=True, kw_only=True):
    """One page of the catalog, ready to print."""

    path: str
    """Folder of the page under the site, with a trailing slash, e.g. `tools/stripe/create-refund/`."""
    kind: str
    """Names the template `pages/<kind>.html.jinja`."""
    title: str
    """Plain text of the browser title, without the site's name."""
    description: str
    """Plain text, at most 160 characters, for the description and Open Graph tags."""
    view: Any
    """The frozen view that the template prints."""
    cause: str = ""
    """Of a page of a list: digest of what is read of servers for it. While it stays, so does the page, given the same program, templates and vocabulary."""

    @property
    def root(self) -> str:
        """Relative prefix from this page to the site's root: `../../../` for three folders."""
        return "../" * self.path.count("/")


class Fragment(Struct, frozen=True, kw_only=True):
    """A piece for the hand-written pages that hold `<!-- catalog:slot NAME -->`."""

    name: str
    kind: str
    """Names the template `pages/<kind>.html.jinja`."""
    view: Any


class Plan(Struct):
    """What a build after an edit knows of the pages of lists: those that would be as they were are passed over."""

    noted: Mapping[str, str]
    """The cause of each page and piece when it was made last, by its path or slot."""
    found: dict[str, str] = field(default_factory=dict)
    """Their causes now, the passed ones included."""

    def wants(self, name: str, cause: str) -> bool:
        """Whether it is to be made; notes it either way."""
        self.found[name] = cause
        return self.noted.get(name) != cause


class Context(Struct, frozen=True, kw_only=True):
    """What every page kind may look at."""

    catalog: Catalog
    site: Site
    policies: Callable[[Server, Tool, Assessment], tuple[PolicyDocument, ...]]
    """The recommended policy of a tool as its page shows it without script."""
    server_policies: Callable[[JudgedServer], Sequence[ServerPolicy]]
    """The complete policy of a server for every target; none for a server without tools."""
    plan: Plan | None = None
    """Which pages of lists, and which pieces, are wanted; None: all are."""

    def wants(self, slot: str, texts: Iterable[bytes] = (), words: Iterable[str] = ()) -> bool:
        """Whether the piece for the slot is wanted, which may show anything of all servers but their texts, and of `texts` and `words` too."""
        return self.plan is None or self.plan.wants(
            slot, digest_of([*[server.shape for server in self.catalog.servers], *texts], words)
        )


class PageKind(Struct, frozen=True, kw_only=True):
    """One kind of page. Register it in `views/__init__.py`, with a template of the same name."""

    name: str
    server_pages: Callable[[JudgedServer, Context], Iterator[Page]] | None = None
    """Pages made from one server's record (its own page, its tools)."""
    catalog_pages: Callable[[Context], Iterator[Page]] | None = None
    """Pages made from the rows of the whole catalog."""
    folder: str = ""
    """Where all of them are, with a trailing slash: who wants one page asks only the kinds of its folder."""
    fragments: Callable[[Context], Iterator[Fragment]] | None = None
    """Pieces of hand-written pages."""
    shows_texts: bool = False
    """Whether pages for the whole catalog, or pieces, print what may change while all is counted as before: summaries, a server's version and day of capture, the day of the build."""
    slots: tuple[str, ...] = ()
    """Names of these pieces."""


def digest_of(digests: Iterable[bytes], words: Iterable[str] = ()) -> str:
    """BLAKE2b of some digests, so that equal numbers of them are of equal length, and of words that hold no line break; 8 bytes, in hex."""
    body = b"".join(digests)
    return hashlib.blake2b(b"%d %b%b" % (len(body), body, "\n".join(words).encode()), digest_size=8).hexdigest()
