"""Starts a LiteLLM proxy beside it and acts as its MCP client: lists the tools, calls each of the plan, says what came back.

Run as `python litellm_client.py CONFIG.yaml PLAN.json OUT` by LiteLLM's own Python. OUT/client.json has the shape that
`inside.py` writes for mock models: `addressed` and `answers`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

TRUE_NAME = re.compile(r"\[\[(.+?)\]\]")


class Session:
    """JSON-RPC over streamable HTTP, as much of it as a list and a call need."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.id = ""
        params = {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "harness", "version": "1"},
        }
        self.request("initialize", params)
        self.send({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def request(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """The answer to a request: `result` or `error`."""
        text = self.send({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
        for line in text.splitlines():
            document = line.removeprefix("data:").strip()
            if document.startswith("{"):
                message = json.loads(document)
                if message.get("id") == 1:
                    return message
        return {"error": {"message": text}}

    def send(self, message: dict[str, Any]) -> str:
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json, text/event-stream",
            "MCP-Protocol-Version": "2025-06-18",
            "x-litellm-api-key": f"Bearer {os.environ['LITELLM_MASTER_KEY']}",
            **({"Mcp-Session-Id": self.id} if self.id else {}),
        }
        asked = urllib.request.Request(self.url, json.dumps(message).encode(), headers)
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                self.id = answer.headers.get("Mcp-Session-Id") or self.id
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return f"HTTP {error.code}: {error.read().decode()}"


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def wait_until_ready(url: str, proxy: subprocess.Popen[bytes]) -> None:
    while proxy.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/health/liveliness", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    sys.exit(f"the proxy ended with {proxy.returncode}")


def text_of(message: dict[str, Any]) -> str:
    """What an answer says, an error's text included."""
    if "result" not in message:
        return message.get("error", {}).get("message", json.dumps(message))
    return "\n".join(block.get("text", "") for block in message["result"].get("content", ()))


def main(config: str, plan_path: str, out: str) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    proxy = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "litellm.proxy.proxy_cli",
            "--config",
            config,
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
        ]
    )
    wait_until_ready(url, proxy)
    session = Session(f"{url}/mcp/")
    listed = session.request("tools/list", {})
    addressed = {
        TRUE_NAME.search(tool["description"])[1]: [None, tool["name"]]
        for tool in listed.get("result", {}).get("tools", ())
        if TRUE_NAME.search(tool.get("description") or "")
    }
    answers = {}
    for place, (tool, arguments, hidden_name) in enumerate(json.loads(Path(plan_path).read_text())["calls"]):
        name = (addressed.get(tool) or hidden_name)[1]
        answers[place] = text_of(session.request("tools/call", {"name": name, "arguments": arguments}))
    (Path(out) / "client.json").write_text(json.dumps({"addressed": addressed, "answers": answers}))
    proxy.terminate()
    proxy.wait(20)


if __name__ == "__main__":
    main(*sys.argv[1:])
