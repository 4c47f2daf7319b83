"""A mock model on loopback that asks for one tool after the other, whatever it was shown.

It has no state: how far the script is, the conversation in each request tells. So a request sent twice is answered
twice alike, and a client's side requests (a title, a summary) get a closing word.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from dialects import DIALECTS, Call, Name

TRUE_NAME = re.compile(r"\[\[(.+?)\]\]")


class Script:
    """What the model asks for, and what it learns on the way.

    Attributes:
        calls: tuples of true tool name, arguments, and the name to use while the tool is hidden.
        addressed: true tool name -> name under which the model was shown it.
        answers: place of a call -> text that the client gave back.
    """

    def __init__(self, dialect: str, calls: list[Any]) -> None:
        self.dialect = DIALECTS[dialect]
        self.calls = calls
        self.addressed: dict[str, Name] = {}
        self.shown: set[str] = set()
        self.answers: dict[int, str] = {}
        self.requests: list[str] = []

    def next(self, body: dict[str, Any]) -> Call | None:
        """The next call of this conversation; None: nothing is left, or this is no conversation with tools."""
        shown = list(self.dialect.shown(body))
        self.shown |= {".".join(filter(None, each.name)) for each in shown}
        for each in shown:
            if found := TRUE_NAME.search(each.description):
                self.addressed[found[1]] = each.name
        for call_id, text in self.dialect.answers(body).items():
            self.answers[place(call_id)] = text
        asked = [place(each) for each in self.dialect.asked(body)]
        number = max(asked, default=-1) + 1
        if not shown or number >= len(self.calls):
            return None
        tool, arguments, hidden_name = self.calls[number]
        return Call(f"call_{number}", self.addressed.get(tool) or Name(*hidden_name), arguments)


def place(call_id: str) -> int:
    """The place of a call in the script; -1 for a call of somebody else."""
    found = re.search(r"call_(\d+)", call_id)
    return int(found[1]) if found else -1


def serve(script: Script) -> ThreadingHTTPServer:
    """A bound server on a free port of loopback; the caller runs it."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_body({"object": "list", "data": [{"id": "mock", "object": "model"}], "models": []})

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            script.requests.append(f"{self.path} {len(raw)}")
            if script.dialect.path not in self.path or "count_tokens" in self.path:
                self.send_body({"input_tokens": 10})
                return
            body = json.loads(raw)
            self.send_body(script.dialect.reply(body, script.next(body)))

        def send_body(self, body: Any) -> None:
            is_stream = isinstance(body, str)
            data = (body if is_stream else json.dumps(body)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream" if is_stream else "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_args: Any) -> None:
            """Say nothing: stderr is the client's."""

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)
