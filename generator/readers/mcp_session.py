"""An open connection to an MCP server into its tool objects: `initialize`, then every page of `tools/list`.

Results are taken raw from the SDK's dispatcher: its typed call drops unknown keys, and one tool of a shape it
does not know would cost the whole list.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Any, Final

import anyio
from mcp import ClientSession, MCPError
from mcp.client.session import IncomingMessage
from mcp.shared.dispatcher import CallOptions
from mcp.shared.inbound import MCP_PROTOCOL_VERSION_HEADER
from mcp.shared.jsonrpc_dispatcher import JSONRPCDispatcher
from mcp_types import CONNECTION_CLOSED, Implementation, ToolListChangedNotification
from msgspec import Struct
from pydantic import ValidationError

from generator.readers.observation import MOST_PAGES, MOST_TOOLS, ImportFailedError, Limits

CLIENT: Final = Implementation(name="policy-catalog", version="0.1.0")
_LONGEST_MESSAGE: Final = 1000
CHANGE_SECONDS: Final = 0.3
"""How long to wait for `list_changed`. Source: the one server observed to send it did so at once."""


class ListedTools(Struct, frozen=True, kw_only=True):
    """What the server answered."""

    protocol: str
    tools: tuple[Any, ...]


class _Changes:
    """Notices that the server says its list has changed."""

    def __init__(self) -> None:
        self.seen = anyio.Event()

    async def __call__(self, message: IncomingMessage) -> None:
        if isinstance(message, ToolListChangedNotification):
            self.seen.set()


async def list_tools(read_stream: Any, write_stream: Any, limits: Limits) -> ListedTools:
    """Protocol version and all tools; listed a second time when the server says at once that they changed.

    Raises:
        ImportFailedError: The server answered with an error, broke the protocol, or went beyond a limit.
    """
    changes = _Changes()
    dispatcher: JSONRPCDispatcher[Any] = JSONRPCDispatcher(read_stream, write_stream)
    async with ClientSession(dispatcher=dispatcher, message_handler=changes, client_info=CLIENT) as session:
        protocol, may_change = await _initialize(session, limits.startup_seconds)
        headers = {MCP_PROTOCOL_VERSION_HEADER: protocol}
        tools = await _all_pages(dispatcher, headers)
        if may_change or changes.seen.is_set():
            with anyio.move_on_after(CHANGE_SECONDS):
                await changes.seen.wait()
            if changes.seen.is_set():
                await anyio.sleep(CHANGE_SECONDS)
                tools = await _all_pages(dispatcher, headers)
    return ListedTools(protocol=protocol, tools=tools)


async def _initialize(session: ClientSession, startup_seconds: float) -> tuple[str, bool]:
    """The protocol version, and whether the server says that its tools may change."""
    try:
        with anyio.fail_after(startup_seconds):
            answer = await session.initialize()
    except TimeoutError as error:
        message = f"the server did not answer initialize within {startup_seconds:g} seconds (--startup-timeout; a first run may still be installing)"
        raise ImportFailedError(message) from error
    except MCPError as error:
        raise ImportFailedError(_refusal("initialize", error)) from error
    except RuntimeError as error:
        raise ImportFailedError(f"the server speaks another protocol: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise ImportFailedError(f"the answer to initialize is malformed at {place}: {first['msg']}") from error
    tools = answer.capabilities.tools
    return answer.protocol_version, bool(tools and tools.list_changed)


async def _all_pages(dispatcher: JSONRPCDispatcher[Any], headers: dict[str, str]) -> tuple[Any, ...]:
    tools: list[Any] = []
    cursor: str | None = None
    seen: set[str] = set()
    for _ in range(MOST_PAGES):
        page = await _page(dispatcher, cursor, headers)
        tools += page["tools"]
        if len(tools) > MOST_TOOLS:
            raise ImportFailedError(f"the server lists more than {MOST_TOOLS:,} tools, which no entry can hold")
        cursor = page.get("nextCursor")
        if not cursor:
            return tuple(tools)
        if not isinstance(cursor, str):
            raise ImportFailedError(f"nextCursor is {type(cursor).__name__}, expected text")
        if cursor in seen:
            raise ImportFailedError(f"the server repeats the cursor {cursor[:80]!r}, so its list never ends")
        seen.add(cursor)
    raise ImportFailedError(f"the server's list has more than {MOST_PAGES} pages")


async def _page(dispatcher: JSONRPCDispatcher[Any], cursor: str | None, headers: dict[str, str]) -> dict[str, Any]:
    options: CallOptions = {"headers": headers}
    try:
        page = await dispatcher.send_raw_request("tools/list", {} if cursor is None else {"cursor": cursor}, options)
    except MCPError as error:
        raise ImportFailedError(_refusal("tools/list", error)) from error
    if not isinstance(page.get("tools"), list):
        message = "the answer to tools/list has no list `tools`"
        raise ImportFailedError(message)
    return page


def _refusal(method: str, error: MCPError) -> str:
    if error.error.code == CONNECTION_CLOSED:
        return f"the server went away before it answered {method}"
    return f"the server refused {method}: {error.error.message[:_LONGEST_MESSAGE]} (code {error.error.code})"
