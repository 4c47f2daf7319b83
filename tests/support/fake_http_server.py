"""A streamable HTTP MCP server without the SDK, so that it can misbehave.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.support.fake_mcp_server import Server


class FakeHttpServer:
    """Answers as its scenario says: the keys of `fake_mcp_server`, and those below.

    sse             answers are event streams
    status          HTTP status of every answer
    needs           header and value without which the answer is 401
    redirect        where every request is sent
    hang            never answers
    length          bytes of a result that is no JSON
    """

    def __init__(self, **scenario: Any) -> None:
        self.scenario = scenario
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.stopping = threading.Event()

    def body_for(self, message: dict[str, Any]) -> bytes:
        """The answer to a message as JSON."""
        replies: list[dict[str, Any]] = []
        server = Server({"tools": 3, **self.scenario})
        server.send = replies.append  # type: ignore[method-assign]
        server.receive(message)
        return json.dumps({"jsonrpc": "2.0", **replies[-1]}).encode()


class Handler(BaseHTTPRequestHandler):
    """Passes what a client posts to the fake server of its HTTP server."""

    protocol_version = "HTTP/1.1"
    server: FakeHttp

    def do_GET(self) -> None:
        """Offer no stream of its own."""
        self._send(405, b"")

    def do_DELETE(self) -> None:
        """End the session."""
        self._send(200, b"")

    def do_POST(self) -> None:
        """Answer, or refuse, a message."""
        fake = self.server.fake
        scenario = fake.scenario
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        fake.requests.append(message)
        fake.headers.append({name.lower(): value for name, value in self.headers.items()})
        name, value = scenario.get("needs", ("Host", self.headers.get("Host")))
        if scenario.get("hang"):
            fake.stopping.wait(60)
        if "redirect" in scenario:
            self._send(307, b"", Location=scenario["redirect"])
        elif self.headers.get(name) != value:
            self._send(401, b'{"error": "unauthorized"}')
        elif "status" in scenario:
            self._send(scenario["status"], b"no")
        elif "id" not in message:
            self._send(202, b"")
        elif "length" in scenario and message["method"] == "tools/list":
            self._send(200, b"x" * scenario["length"])
        elif scenario.get("sse"):
            self._send(200, b"event: message\ndata: " + fake.body_for(message) + b"\n\n", kind="text/event-stream")
        else:
            self._send(200, fake.body_for(message))

    def _send(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        stated = {"Content-Type": kind, "Content-Length": str(len(body)), "Mcp-Session-Id": "s1", **headers}
        self.send_response(status)
        for name, value in stated.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class FakeHttp(ThreadingHTTPServer):
    """An HTTP server that knows its fake."""

    daemon_threads = True

    def __init__(self, fake: FakeHttpServer) -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", 0), Handler)


@contextmanager
def serving(**scenario: Any) -> Iterator[tuple[str, FakeHttpServer]]:
    """The address of a running server, and what it was asked."""
    fake = FakeHttpServer(**scenario)
    http = FakeHttp(fake)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_address[1]}/mcp", fake
    finally:
        fake.stopping.set()
        http.shutdown()
        http.server_close()
        thread.join()
