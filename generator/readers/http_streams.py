"""An HTTP endpoint into an observation of its server, through the SDK's streamable HTTP client.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

import anyio
import httpx2
from mcp.client.streamable_http import streamable_http_client

from generator.readers.mcp_session import ListedTools, list_tools
from generator.readers.mcp_transports import one_error
from generator.readers.observation import ImportFailedError, Observation, Source

_UNREACHABLE: Final = (httpx2.HTTPError, httpx2.InvalidURL, OSError, UnicodeError)


def observe_endpoint(source: Source) -> Observation:
    """What the server behind the address lists.

    Raises:
        ImportFailedError: It cannot be reached or asked; the message says which.
    """
    listed = anyio.run(_ask_endpoint, source)
    return Observation(method="streamable-http", tools=listed.tools, protocol=listed.protocol)


async def _ask_endpoint(source: Source) -> ListedTools:
    assert source.url is not None
    limits = source.limits
    watch = _Watch(limits.answer_bytes)
    client = httpx2.AsyncClient(
        headers={"Accept-Encoding": "identity", **dict(source.headers)},  # so that bytes counted are bytes kept
        timeout=httpx2.Timeout(limits.startup_seconds, read=limits.total_seconds),
        event_hooks={"response": [watch.see]},
    )
    try:
        with one_error(ImportFailedError, TimeoutError, *_UNREACHABLE), anyio.fail_after(limits.total_seconds):
            streams = streamable_http_client(source.url, http_client=client, max_sse_event_size=limits.answer_bytes)
            async with client, streams as (reader, writer):
                return await list_tools(reader, writer, limits)
    except TimeoutError as error:
        message = f"the server did not list its tools within {limits.total_seconds:g} seconds (--timeout)"
        raise ImportFailedError(message) from error
    except ImportFailedError as error:
        raise ImportFailedError(watch.excess or "; ".join(filter(None, [str(error), watch.refusal]))) from error
    except _UNREACHABLE as error:
        raise ImportFailedError(f"the address cannot be reached: {error}") from error


class _Watch:
    """Counts what the server sends, and remembers why an answer was of no use."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._size_bytes = 0
        self.excess: str | None = None
        """Set when the server sent more than allowed."""
        self.refusal: str | None = None
        """The last HTTP status that refused a message."""

    async def see(self, response: httpx2.Response) -> None:
        """Note the status, and count the body as it is read."""
        if response.request.method == "POST" and response.status_code >= httpx2.codes.BAD_REQUEST:
            self.refusal = f"it answered {response.status_code} {response.reason_phrase}"
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _CountedStream(response.stream, self)

    def count(self, size_bytes: int) -> None:
        """Add to what was sent.

        Raises:
            httpx2.StreamError: It is more than allowed.
        """
        self._size_bytes += size_bytes
        if self._size_bytes > self._most_bytes:
            self.excess = f"the server sent more than {self._most_bytes:,} bytes (--max-bytes)"
            raise httpx2.StreamError(self.excess)


class _CountedStream(httpx2.AsyncByteStream):
    """A body that counts its bytes as they are read."""

    def __init__(self, stream: httpx2.AsyncByteStream, watch: _Watch) -> None:
        self._stream = stream
        self._watch = watch

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            self._watch.count(len(chunk))
            yield chunk

    async def aclose(self) -> None:
        """Close the body."""
        await self._stream.aclose()
