"""An MCP server over stdio that lists the tools of a file and logs each call that reached it.

Run as `python mcp_server.py TOOLS.json LOG.jsonl [PREFIX]`; further words are ignored, so that it can stand in for any launcher.
The prefix stands before a tool's name in the log and the description: it tells servers apart.
Each description carries the tool's true name between `[[` and `]]`: so a mock model knows under which name a client
shows it. Each line of the log is one call: `{"tool": ..., "arguments": ...}`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

PROTOCOL = "2025-06-18"


def listed(tool: dict[str, Any], prefix: str) -> dict[str, Any]:
    """The tool as it is listed: with a schema, and its true name in the description."""
    return {"inputSchema": {"type": "object"}, **tool, "description": f"Stands in for [[{prefix}{tool['name']}]]."}


def answer(message: dict[str, Any], tools: list[dict[str, Any]], log: Path, prefix: str) -> dict[str, Any]:
    """The result or error of one request."""
    params = message.get("params") or {}
    match message["method"]:
        case "initialize":
            return {
                "result": {
                    "protocolVersion": params.get("protocolVersion", PROTOCOL),
                    "capabilities": {"tools": {}},
                    "serverInfo": {"name": "logging", "version": "1.0.0"},
                }
            }
        case "ping":
            return {"result": {}}
        case "tools/list":
            return {"result": {"tools": [listed(tool, prefix) for tool in tools]}}
        case "tools/call":
            call = {"tool": prefix + params["name"], "arguments": params.get("arguments") or {}}
            with log.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(call) + "\n")
            return {"result": {"content": [{"type": "text", "text": f"served [[{prefix}{params['name']}]]"}]}}
        case method:
            return {"error": {"code": -32601, "message": f"no {method}"}}


def main() -> None:
    """Serve until stdin ends."""
    tools = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    prefix = sys.argv[3] if len(sys.argv) > 3 else ""
    for line in sys.stdin:
        message = json.loads(line)
        if "id" in message and "method" in message:
            reply = {"jsonrpc": "2.0", "id": message["id"], **answer(message, tools, Path(sys.argv[2]), prefix)}
            sys.stdout.write(json.dumps(reply) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
