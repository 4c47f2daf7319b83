"""A built site behind a real web server, below a sub-path as code hosts publish pages.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import mimetypes
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

BASE: Final = "/sub/"
"""Where the site begins; a link that forgets it leads nowhere."""


@dataclass(frozen=True)
class Request:
    """One answered request."""

    path: str
    status: int


class QuietServer(ThreadingHTTPServer):
    """A web server that finds nothing wrong in a browser that goes away before it has the whole answer."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class StaticSite:
    """A folder on 127.0.0.1: unknown addresses get `404.html`, every request is written down."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.requests: list[Request] = []
        self._server = QuietServer(("127.0.0.1", 0), _handler(self))

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def url(self) -> str:
        return self.origin + BASE

    def text_of(self, path: str) -> str:
        """What the file of that page holds, before any script touched it."""
        return (self.folder / path / "index.html").read_text(encoding="utf-8")

    def answer(self, address: str) -> tuple[int, str, bytes]:
        """Status, type and content; for a redirect the new address stands in place of the type."""
        path = unquote(urlsplit(address).path)
        if not path.startswith(BASE):
            return 404, "text/plain", b"outside the site"
        file = (self.folder / path.removeprefix(BASE)).resolve()
        if file.is_relative_to(self.folder.resolve()):
            if file.is_dir() and not path.endswith("/"):
                return 301, urlsplit(address).path + "/", b""
            if file.is_dir():
                file /= "index.html"
            if file.is_file():
                return 200, mimetypes.guess_type(file.name)[0] or "application/octet-stream", file.read_bytes()
        return 404, "text/html", (self.folder / "404.html").read_bytes()

    def headers(self, address: str) -> Iterable[tuple[str, str]]:
        """Further headers of the answer; none, as GitHub Pages lets nobody set any."""
        return ()

    def encoded(self, address: str, content: bytes) -> tuple[str | None, bytes]:
        """The content as it is sent, and the name of its encoding if it has one."""
        return None, content

    @contextmanager
    def served(self) -> Iterator[StaticSite]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


def _handler(site: StaticSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, content = site.answer(self.path)
            site.requests.append(Request(self.path, status))
            self.send_response(status)
            if status == 301:
                self.send_header("Location", kind)
            else:
                self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            encoding, content = site.encoded(self.path, content)
            if encoding:
                self.send_header("Content-Encoding", encoding)
            for name, value in site.headers(self.path):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing: `requests` has it."""

    return Handler
