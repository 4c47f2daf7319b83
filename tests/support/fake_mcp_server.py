"""An MCP server over stdio without the SDK, so that it can misbehave in every way seen in the wild.

Run as `python fake_mcp_server.py SCENARIO.json`. Keys of the scenario, all optional:

tools           the tool objects, or a number of made-up ones
page_size       tools a page
protocol        version answered to `initialize`
capabilities    answered to `initialize`
stdout, stderr  lines printed before anything is read
raw             method -> text sent as its result, whatever it is
error           method -> JSON-RPC error
silent          methods that are never answered
delay           method -> seconds
exits           method -> exit code with which it ends instead of answering
cursor          `loop`, `empty`, `number`, `endless`: what is wrong with nextCursor
chatter         pings, unknown requests and notifications before each answer
changed         list_changed after `initialized`; from the second list on there is one tool more
echo            names of variables whose values it writes into its tools
random          write something else into a description in every run
machine         write host name, home, folder and command line into a description
spawn           list of `child`, `setsid`, `forgetful`: processes that outlive it
stubborn        ignores the end of stdin and SIGTERM
endless         prints without end and without a line break
pid_file        where it writes its process id and those of the spawned, one a line

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

SLEEPER = "import time; time.sleep(600)"


def tool(number: int) -> dict[str, Any]:
    """A made-up tool."""
    schema = {
        "type": "object",
        "properties": {"id": {"type": "string", "description": "Which one."}},
        "required": ["id"],
    }
    return {"name": f"tool_{number}", "description": f"Does thing {number}. And more.", "inputSchema": schema}


class Server:
    """Answers as its scenario says."""

    def __init__(self, scenario: dict[str, Any]) -> None:
        self.scenario = scenario
        stated = scenario.get("tools", 2)
        self.tools = [tool(number) for number in range(stated)] if isinstance(stated, int) else stated
        self.lists = 0
        for name in scenario.get("echo", ()):
            value = os.environ[name]
            schema = {
                "type": "object",
                "properties": {value: {"type": "string", "default": value, "enum": [value, "b"]}},
            }
            self.tools.append({"name": f"echo_{name.lower()}", "description": f"Uses {value}.", "inputSchema": schema})
        if scenario.get("random"):
            self.tools.append(
                {"name": "random", "description": f"Set of {os.getpid()}.", "inputSchema": {"type": "object"}}
            )
        if scenario.get("machine"):
            text = f"Runs on {socket.gethostname()} in {Path.cwd()} with {Path.home()} and {os.environ['PATH']}"
            self.tools.append({"name": "where", "description": text, "inputSchema": {"type": "object"}})

    def run(self) -> None:
        """Serve until stdin ends, if it heeds that."""
        if self.scenario.get("stubborn"):
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        self.spawn()
        for line in self.scenario.get("stderr", ()):
            print(line, file=sys.stderr, flush=True)
        for line in self.scenario.get("stdout", ()):
            print(line, flush=True)
        while self.scenario.get("endless"):
            sys.stdout.write("x" * 65536)
        for line in sys.stdin:
            self.receive(json.loads(line))
        while self.scenario.get("stubborn"):
            time.sleep(60)

    def spawn(self) -> None:
        """Start what outlives the server, and say who they are."""
        pids = [os.getpid()]
        for kind in self.scenario.get("spawn", ()):
            environment = {"PATH": os.environ["PATH"]} if kind == "forgetful" else None
            child = subprocess.Popen(
                [sys.executable, "-c", SLEEPER], start_new_session=kind != "child", env=environment
            )
            pids.append(child.pid)
        if "pid_file" in self.scenario:
            Path(self.scenario["pid_file"]).write_text("\n".join(map(str, pids)))

    def receive(self, message: dict[str, Any]) -> None:
        """Answer a message, or not."""
        method = message.get("method")
        if method in self.scenario.get("exits", {}):
            sys.exit(self.scenario["exits"][method])
        if method == "notifications/initialized" and self.scenario.get("changed"):
            self.send({"method": "notifications/tools/list_changed"})
        if "id" not in message or method is None or method in self.scenario.get("silent", ()):
            return
        time.sleep(self.scenario.get("delay", {}).get(method, 0))
        if self.scenario.get("chatter"):
            self.send({"id": "p1", "method": "ping"})
            self.send({"id": 99, "method": "log", "params": {"text": "hello"}})
            self.send({"method": "notifications/message", "params": {"level": "info", "data": "x"}})
            self.send({"id": "nobody", "result": {}})
        if method in self.scenario.get("raw", {}):
            text = self.scenario["raw"][method]
            sys.stdout.write(f'{{"jsonrpc":"2.0","id":{json.dumps(message["id"])},"result":{text}}}\n')
            sys.stdout.flush()
        elif method in self.scenario.get("error", {}):
            self.send({"id": message["id"], "error": self.scenario["error"][method]})
        elif method == "initialize":
            self.send({"id": message["id"], "result": self.hello()})
        elif method == "tools/list":
            self.send({"id": message["id"], "result": self.page((message.get("params") or {}).get("cursor"))})
        else:
            self.send({"id": message["id"], "error": {"code": -32601, "message": f"no {method}"}})

    def hello(self) -> dict[str, Any]:
        """The answer to `initialize`."""
        return {
            "protocolVersion": self.scenario.get("protocol", "2025-11-25"),
            "capabilities": self.scenario.get(
                "capabilities", {"tools": {"listChanged": bool(self.scenario.get("changed"))}}
            ),
            "serverInfo": {"name": "fake", "version": "9.9.9"},
        }

    def page(self, cursor: Any) -> dict[str, Any]:
        """One page of the list."""
        self.lists += cursor is None
        tools = [*self.tools, *([tool(1000)] if self.scenario.get("changed") and self.lists > 1 else [])]
        size = self.scenario.get("page_size", len(tools) or 1)
        start = int(cursor or 0)
        page: dict[str, Any] = {"tools": tools[start : start + size]}
        fault = self.scenario.get("cursor")
        if fault == "loop":
            page["nextCursor"] = "0"
        elif fault == "endless":
            page = {"tools": [], "nextCursor": str(start + 1)}
        elif start + size < len(tools):
            page["nextCursor"] = start + size if fault == "number" else str(start + size)
        elif fault == "empty":
            page["nextCursor"] = ""
        return page

    def send(self, message: dict[str, Any]) -> None:
        """Write one line."""
        sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    Server(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))).run()
