"""A folder served to a browser that reloads when told.

For the author's own machine: it listens on the loopback address unless told otherwise, and adds one script to each
page it sends. The files on disk stay as they are.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

_EVENTS: Final = "/.reload"
_RELOADER: Final = "/.reload.js"
_SCRIPT: Final = f'<script src="{_RELOADER}"></script>'.encode()
"""A script by its address: the policy of a page forbids one that stands in it."""
_RELOAD: Final = f"new EventSource('{_EVENTS}').addEventListener('reload',()=>location.reload())\n".encode()
_HEARTBEAT_SECONDS: Final = 15.0


class Generation:
    """Counts finished builds; browsers wait for the next one."""

    def __init__(self) -> None:
        """Start at zero."""
        self._number = 0
        self._changed = threading.Condition()

    @property
    def number(self) -> int:
        """How often `advance` was called."""
        return self._number

    def advance(self) -> None:
        """Wake every waiting browser."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def wait(self, seen: int, seconds: float) -> int:
        """The number once it is not `seen`, or after that many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != seen, timeout=seconds)
            return self._number


class _Handler(SimpleHTTPRequestHandler):
    """Sends files below `prefix`, the site's own 404 page, and the reload events."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, generation: Generation, prefix: str, **options: Any) -> None:
        self._generation = generation
        self._prefix = prefix
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        """Answer one request."""
        path = unquote(urlsplit(self.path).path)
        if path == _EVENTS:
            self._send_events()
        elif path == _RELOADER:
            self._send(HTTPStatus.OK, "text/javascript", _RELOAD)
        elif not path.startswith(self._prefix):
            self._redirect(self._prefix)
        else:
            self._send_file(path)

    def _send_file(self, path: str) -> None:
        folder = Path(self.directory)
        wanted = (folder / path.removeprefix(self._prefix)).resolve()
        if not wanted.is_relative_to(folder.resolve()):
            wanted = folder / ".outside"
        if wanted.is_dir():
            if not path.endswith("/"):
                self._redirect(path + "/")
                return
            wanted /= "index.html"
        status = HTTPStatus.OK if wanted.is_file() else HTTPStatus.NOT_FOUND
        if status is HTTPStatus.NOT_FOUND:
            wanted = folder / "404.html"
        try:
            content = wanted.read_bytes()
        except OSError:
            content = b"the site is not built yet"
        if wanted.suffix == ".html":
            content = content.replace(b"</body>", _SCRIPT + b"</body>", 1)
        self._send(status, self.guess_type(str(wanted)), content)

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        self.wfile.write(content)

    def _send_events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        seen = self._generation.number
        try:
            while True:
                now = self._generation.wait(seen, _HEARTBEAT_SECONDS)
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


def live_server(folder: Path, host: str, port: int, prefix: str, generation: Generation) -> ThreadingHTTPServer:
    """A server of the folder under the address prefix; the caller runs and closes it.

    Raises:
        OSError: the address is taken or not allowed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handler = partial(_Handler, directory=str(folder), generation=generation, prefix=prefix)
    server = ThreadingHTTPServer((host, port), handler)
    server.daemon_threads = True
    return server
