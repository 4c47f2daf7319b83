"""A judged server into what the pages of all its tools say alike, put into words once.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.model.policy import ServerPolicy
from generator.model.server import Server
from generator.views import urls
from generator.views.policy_section import formats_named
from generator.views.provenance import captured, looked_for, package_words, repeated
from generator.views.words import server_phrase


class ServerWords(Struct, frozen=True, kw_only=True):
    """The words that a tool's page has from its server; made anew for each tool they were a tenth of its view."""

    trail: tuple[urls.Link, ...]
    """From the home page to the server."""
    phrase: str
    """The server's name with "MCP server" behind it."""
    package: str | None
    """The package with its version; None when unknown."""
    captured: str
    looked_for: str
    """Of a tool that the captured release does not offer."""
    repeat: str | None
    """Command that repeats the capture."""
    formats: str
    """In which there is a policy."""
    counting: tuple[str, ...]
    """Formats that can count calls."""
    asking_and_counting: tuple[str, ...]
    """Formats that can do both; one that only counts refuses every call instead."""


def server_words(server: Server, policies: Sequence[ServerPolicy]) -> ServerWords:
    """The words of the server, whose complete policies these are."""
    return ServerWords(
        trail=(
            urls.Link(href=urls.HOME, text="Home"),
            urls.Link(href=urls.server_path(server.slug), text=server.name),
        ),
        phrase=server_phrase(server.name),
        package=package_words(server),
        captured=captured(server),
        looked_for=looked_for(server),
        repeat=repeated(server.slug, server.capture) if server.capture else None,
        formats=formats_named(policies),
        counting=tuple(each.label for each in policies if each.counts_calls),
        asking_and_counting=tuple(each.label for each in policies if each.counts_calls and each.asks),
    )
