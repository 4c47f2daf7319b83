"""The other end of the contact form: a web server on another port that takes what is posted.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Final
from urllib.parse import parse_qsl

from tests.browser.static_site import QuietServer

_THANKS: Final = b"<!doctype html><html lang=en><title>Thanks</title><h1>Received</h1></html>"
_LIMIT_SECONDS: Final = 60


class Receiver:
    """Answers each POST with `status`, as soon as `may_answer` is set, and keeps what was posted."""

    def __init__(self) -> None:
        self.status = 200
        self.messages: list[dict[str, str]] = []
        self.accepts: list[str] = []
        self.may_answer = threading.Event()
        self.may_answer.set()
        self._server = QuietServer(("127.0.0.1", 0), _handler(self))

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def url(self) -> str:
        return self.origin + "/contact"

    def forget(self) -> None:
        """Become as new, for the next test."""
        self.status = 200
        self.messages.clear()
        self.accepts.clear()
        self.may_answer.set()

    @contextmanager
    def listening(self) -> Iterator[Receiver]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.may_answer.set()
            self._server.shutdown()
            self._server.server_close()
            thread.join()


def closed_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_OPTIONS(self) -> None:
            self._answer(204, b"")

        def do_GET(self) -> None:
            self._answer(200, b"")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            receiver.messages.append(dict(parse_qsl(body, keep_blank_values=True)))
            receiver.accepts.append(self.headers["Accept"])
            receiver.may_answer.wait(_LIMIT_SECONDS)
            self._answer(receiver.status, _THANKS)

        def _answer(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "*")
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing: `messages` has it."""

    return Handler
