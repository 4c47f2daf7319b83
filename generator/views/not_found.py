"""The catalog's servers into the page for addresses that do not exist, which suggests near names.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from generator.views import urls
from generator.views.page import Context, Fragment, PageKind

_MOST: Final = 3000
"""Slugs put into the page for near names: chosen, about 60 kB; a larger catalog offers the links only."""


class NotFoundView(Struct, frozen=True, kw_only=True):
    """Ways on from a page that is not there."""

    ways: tuple[urls.Link, ...]
    slugs: str
    """Server slugs with a space between, for the script that looks for near names."""


def not_found_fragment(context: Context) -> Iterator[Fragment]:
    """The piece for the slot `not-found`."""
    if not context.wants("not-found"):
        return
    servers = context.catalog.servers
    view = NotFoundView(
        ways=(
            urls.Link(href=urls.SERVERS, text="All servers"),
            urls.Link(href=urls.TOOLS, text="All tools"),
            urls.Link(href=urls.HOME, text="Home"),
        ),
        slugs=" ".join(server.slug for server in servers) if len(servers) <= _MOST else "",
    )
    yield Fragment(name="not-found", kind="not_found", view=view)


NOT_FOUND: Final = PageKind(name="not_found", fragments=not_found_fragment, slots=("not-found",))
