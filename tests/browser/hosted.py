"""A built site as usual hosts serve it: the headers of its `_headers`, gzip, and connections that stay open.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from tests.browser.static_site import BASE, StaticSite

COMPRESSED: Final = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")
"""What usual hosts compress."""
DEFAULT: Final = ("Cache-Control", "public, max-age=0, must-revalidate")
"""What Netlify and Cloudflare Pages say of files that no rule names."""

Rules = list[tuple[str, list[tuple[str, str]]]]


def rules_of(text: str) -> Rules:
    """The addresses of a `_headers` file, each with its headers."""
    rules: Rules = []
    for line in text.splitlines():
        if not line.startswith(" "):
            rules.append((line, []))
        else:
            name, value = line.strip().split(": ", 1)
            rules[-1][1].append((name, value))
    return rules


class HostedSite(StaticSite):
    """The folder as a host serves it that knows `_headers`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._rules = rules_of((folder / "_headers").read_text(encoding="utf-8"))
        self._compressed = cache(lambda content: gzip.compress(content, 6))
        self._server.RequestHandlerClass = _kept_open(self._server.RequestHandlerClass)

    def headers(self, address: str) -> Iterator[tuple[str, str]]:
        path = "/" + urlsplit(address).path.removeprefix(BASE)
        found = [header for pattern, headers in self._rules if fnmatchcase(path, pattern) for header in headers]
        yield from found if "Cache-Control" in dict(found) else [*found, DEFAULT]

    def encoded(self, address: str, content: bytes) -> tuple[str | None, bytes]:
        path = urlsplit(address).path
        if path.endswith(("/", *COMPRESSED)):
            return "gzip", self._compressed(content)
        return None, content


def _kept_open(handler: type[BaseHTTPRequestHandler]) -> type[BaseHTTPRequestHandler]:
    class KeptOpen(handler):  # type: ignore[misc,valid-type]
        protocol_version = "HTTP/1.1"

    return KeptOpen
