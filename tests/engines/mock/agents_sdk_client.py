"""Asks the OpenAI Agents SDK for the tools of a filtered MCP server, and calls each of the plan directly.

Run as `python agents_sdk_client.py FILTER.json PLAN.json OUT SERVER`. OUT/client.json has the shape that `inside.py`
writes for mock models: `addressed` and `answers`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from pathlib import Path
from typing import Any

from agents import Agent, RunContextWrapper
from agents.mcp import MCPServerStdio, create_static_tool_filter


async def ask(lists: dict[str, Any], calls: list[Any], server: str) -> dict[str, Any]:
    """What the filtered list shows, and what a direct call of each tool gives."""
    chosen = create_static_tool_filter(**lists)
    async with MCPServerStdio(params={"command": server, "args": []}, tool_filter=chosen) as started:
        tools = await started.list_tools(RunContextWrapper(context=None), Agent(name="harness"))
        addressed = {re.search(r"\[\[(.+?)\]\]", tool.description)[1]: [None, tool.name] for tool in tools}
        answers = {}
        for place, (tool, arguments, _) in enumerate(calls):
            answer = await started.call_tool(tool, arguments)
            answers[place] = "\n".join(getattr(block, "text", "") for block in answer.content)
    return {"addressed": addressed, "answers": answers}


if __name__ == "__main__":
    the_filter, plan, out = (Path(word) for word in sys.argv[1:4])
    said = asyncio.run(ask(json.loads(the_filter.read_text()), json.loads(plan.read_text())["calls"], sys.argv[4]))
    (out / "client.json").write_text(json.dumps(said))
