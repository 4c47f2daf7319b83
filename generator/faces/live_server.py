"""A site that makes each file when a browser asks for it, and reloads open pages when told.

For the author's own machine: it listens on the loopback address unless told otherwise, and adds one script to each
page it sends. No path of a request ever reaches the disk.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import mimetypes
import re
import sys
from collections.abc import Callable
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import unquote

from generator.faces.showing import Showing
from generator.handwritten import NOT_FOUND
from generator.model.problem import CatalogError
from generator.on_demand import OnDemand
from generator.still_reading import StillReading

_EVENTS: Final = "/.reload"
_RELOADER: Final = "/.reload.js"
_SCRIPT: Final = f'<script src="{_RELOADER}?%d"></script></body>'
"""A script by its address: the policy of a page forbids one that stands in it. The number is that of the site which made the page."""
_HEADER: Final = b'<header class="md-header'
_BANNER: Final = (
    '<aside class="md-banner"><div class="md-banner__inner md-grid md-typeset" role="status">%s</div></aside>\n'
)
"""Material's own place for an announcement."""
_RELOAD: Final = (
    f"new EventSource('{_EVENTS}'+new URL(document.currentScript.src).search)"
    ".addEventListener('reload',()=>location.reload())\n"
).encode()
_NUMBER: Final = re.compile("[0-9]{1,9}")
_PORT: Final = re.compile(":[0-9]*$")
_HEARTBEAT_SECONDS: Final = 15.0
_PATIENCE_SECONDS: Final = 60.0
"""How long a connection may say nothing, or take nothing, before it is closed."""
_LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")
"""Names of this machine to itself."""
_WAITING: Final = 128
"""Requests that wait, unanswered, while the registry is read: a browser asks for a page and its parts at once."""
_OURS: Final = {".js": "text/javascript", ".woff2": "font/woff2", ".cedar": "text/plain", ".rego": "text/plain"}
"""Endings that a system may not know, or not so."""


class _Handler(BaseHTTPRequestHandler):
    """Sends files below `prefix`, the site's own 404 page, and the reload events."""

    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE_SECONDS

    def __init__(
        self,
        *arguments: Any,
        showing: Showing,
        prefix: str,
        report: Callable[[str], None],
        names: frozenset[str],
        **options: Any,
    ) -> None:
        self._showing = showing
        self._names = names  # hosts that it answers to; to all when empty
        self._prefix = prefix
        self._report = report
        self._number = 0
        self._above = ""
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        """Answer one request."""
        path, _, query = self.path.partition("#")[0].partition("?")
        if self._names and self._host() not in self._names:
            said = f"found a request for {self._host()!r}, expected one of {', '.join(sorted(self._names))}"
            self._send_page(HTTPStatus.MISDIRECTED_REQUEST, _notice("Not this site", said))
        elif path == _EVENTS and self.command == "GET":
            self._send_events(query)
        elif path == _RELOADER:
            self._send(HTTPStatus.OK, "text/javascript", _RELOAD)
        elif not path.startswith(self._prefix):
            self._redirect(self._prefix)
        else:
            self._send_file(path, query)

    def _host(self) -> str:
        """The name that the request is addressed to, without its port, which a tunnel may change."""
        return _PORT.sub("", self.headers.get("Host", _LOOPBACK[0]).lower())

    def do_HEAD(self) -> None:
        """Answer one request without the content."""
        self.do_GET()

    def _send_file(self, path: str, query: str) -> None:
        name = file_of(path.removeprefix(self._prefix))
        site, self._number = self._showing.now
        if site is None:
            self._send_page(HTTPStatus.SERVICE_UNAVAILABLE, _notice("There is nothing to show yet", self._showing.why))
            return
        try:
            content = site.content(name) if name is not None else None
            is_folder = content is None and _is_folder(site, path, name)
            missing = site.content(NOT_FOUND) if content is None and not is_folder else None
        except Exception as error:  # noqa: BLE001 - a template may run into anything, and the next save may mend it
            said = str(error) if isinstance(error, CatalogError) else f"{type(error).__name__}: {error}"
            self._report(f"{name}: {said}")
            self._send_page(HTTPStatus.INTERNAL_SERVER_ERROR, _notice("This page cannot be made", said))
            return
        self._above = site.notice
        if is_folder:
            self._redirect(f"{path}/?{query}" if query else f"{path}/")
        elif name is None or content is None:
            self._send_page(HTTPStatus.NOT_FOUND, missing or _notice("Not found", ""))
        elif name.endswith(".html"):
            self._send_page(HTTPStatus.OK, content)
        else:
            self._send(HTTPStatus.OK, kind_of(name), content)

    def _send_page(self, status: HTTPStatus, html: bytes) -> None:
        if self._above:
            html = html.replace(_HEADER, (_BANNER % escape(self._above)).encode() + _HEADER, 1)
        script = (_SCRIPT % self._number).encode()
        self._send(status, "text/html; charset=utf-8", html.replace(b"</body>", script, 1))

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_events(self, seen_by_page: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        seen = int(seen_by_page) if _NUMBER.fullmatch(seen_by_page) else self._showing.now[1]
        try:
            while True:
                now = self._showing.wait(seen, _HEARTBEAT_SECONDS)
                self.wfile.write(b": still here\n\n" if now == seen else b"event: reload\ndata:\n\n")
                self.wfile.flush()
                seen = now
        except OSError:
            self.close_connection = True  # the browser went away

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing: requests of one's own browser are no news."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = _WAITING

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def file_of(path: str) -> str | None:
    """Path of the file that an address below the prefix names, its page for a folder; None when no file has such a path."""
    parts = [unquote(part) for part in path.split("/")]
    if parts[-1] == "":
        parts[-1] = "index.html"
    is_plain = not any(part in {"", ".", ".."} or "/" in part or "\\" in part or "\0" in part for part in parts)
    return "/".join(parts) if is_plain else None


def kind_of(name: str) -> str:
    """The content type of a file by its ending; text is UTF-8."""
    ending = name[name.rfind(".") :] if "." in name.rpartition("/")[2] else ""
    kind = _OURS.get(ending) or mimetypes.guess_type(f"a{ending}")[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def live_server(
    host: str, port: int, prefix: str, showing: Showing, report: Callable[[str], None]
) -> ThreadingHTTPServer:
    """A server of what is shown under the address prefix; it listens already, and the caller runs and closes it.

    `report` is told what kept a page from being made. On a loopback address it answers to the names of one alone: a page of somebody else's
    whose name leads here (DNS rebinding) cannot read a private catalog.

    Raises:
        OSError: the address is taken or not allowed.
    """
    names = (
        frozenset({*_LOOPBACK, host.lower()})
        if host.lower() in {*_LOOPBACK, "::1"} or host.startswith("127.")
        else frozenset()
    )
    return _Server((host, port), partial(_Handler, showing=showing, prefix=prefix, report=report, names=names))


def _is_folder(site: OnDemand | StillReading, path: str, name: str | None) -> bool:
    return name is not None and path[-1:] != "/" and site.content(f"{name}/index.html") is not None


def _notice(heading: str, text: str) -> bytes:
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(heading)}</title><body><h1>{escape(heading)}</h1><pre>{escape(text)}</pre></body></html>\n'
    return page.encode("utf-8", "replace")
