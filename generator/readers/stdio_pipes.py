"""The three pipes of a stdio server into messages, noise and last words.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Final

import anyio
import anyio.abc
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp.shared.message import SessionMessage
from mcp_types import jsonrpc_message_adapter

from generator.readers.observation import ImportFailedError

_CHUNK_BYTES: Final = 65536
_TAIL_BYTES: Final = 4000
"""How much of stderr a failure shows. Chosen: a traceback with its message."""
_LOOK_SECONDS: Final = 0.5
"""How often to see whether a silent server has ended."""
_AFTER_END_SECONDS: Final = 0.5
"""How long to wait for the last output of a server that ended with an error."""
_AFTER_LAUNCH_SECONDS: Final = 10
"""How long a program that ended well may leave its child to answer in its place."""
_NOISE_LINES: Final = 20
_NOISE_CHARACTERS: Final = 400
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class StdioPipes:
    """What comes from a running server and goes to it."""

    def __init__(self, process: anyio.abc.Process, most_bytes: int) -> None:
        self.process = process
        self.failure: ImportFailedError | None = None
        """Why reading stopped early; None while it did not."""
        self.heard_all = anyio.Event()
        """Set when the server has closed stderr."""
        self.is_stopping = False
        """True from when this side ends the server."""
        self._has_left = False
        self._most_bytes = most_bytes
        self._noise: list[str] = []
        self._tail = b""

    def last_words(self) -> str:
        """The exit code if the server ended by itself, what it printed on stdout beside messages, and the end of stderr."""
        parts = []
        if self._has_left and self.process.returncode is not None:
            parts.append(f"the server ended with exit code {self.process.returncode}")
        if self._noise:
            parts.append("on stdout, instead of messages:\n" + "\n".join(self._noise))
        tail = self._tail.decode("utf-8", errors="replace").strip()
        if tail:
            parts.append("on stderr, at the end:\n" + tail)
        return _CONTROL.sub("?", "\n".join(parts))

    async def read(self, messages: MemoryObjectSendStream[SessionMessage | Exception]) -> None:
        """Pass on each message until the server closes stdout, ends, or sends too much."""
        assert self.process.stdout is not None
        size_bytes = 0
        pieces: list[bytes] = []
        async with messages:
            with suppress(anyio.EndOfStream, anyio.ClosedResourceError, anyio.BrokenResourceError):
                while self.failure is None:
                    chunk = await self._chunk(self.process.stdout)
                    size_bytes += len(chunk)
                    if size_bytes > self._most_bytes:
                        limit = f"{self._most_bytes:,} bytes"
                        self.failure = ImportFailedError(f"the server sent more than {limit} (--max-bytes)")
                        return
                    head, *rest = chunk.split(b"\n")
                    pieces.append(head)
                    for following in rest:
                        await self._pass_on(b"".join(pieces), messages)
                        pieces = [following]
            self._has_left = not self.is_stopping and self.failure is None

    async def write(self, messages: MemoryObjectReceiveStream[SessionMessage]) -> None:
        """Send each message to the server, one line each, until there are no more or it stops reading."""
        assert self.process.stdin is not None
        async with messages:
            with suppress(OSError, anyio.ClosedResourceError, anyio.BrokenResourceError):
                async for item in messages:
                    data = item.message.model_dump(by_alias=True, mode="json", exclude_unset=True)
                    await self.process.stdin.send(json.dumps(data, separators=(",", ":")).encode() + b"\n")

    async def watch(self) -> None:
        """Keep the end of what the server writes to stderr."""
        assert self.process.stderr is not None
        with suppress(anyio.EndOfStream, anyio.ClosedResourceError, anyio.BrokenResourceError):
            while True:
                chunk = await self.process.stderr.receive(_CHUNK_BYTES)
                self._tail = (self._tail + chunk)[-_TAIL_BYTES:]
        self.heard_all.set()

    async def _chunk(self, stdout: anyio.abc.ByteReceiveStream) -> bytes:
        """What comes next; the end also when the server has ended but a child of it keeps the pipe open."""
        while True:
            has_ended = self.process.returncode is not None
            silence_seconds = _AFTER_END_SECONDS if self.process.returncode else _AFTER_LAUNCH_SECONDS
            with anyio.move_on_after(silence_seconds if has_ended else _LOOK_SECONDS):
                return await stdout.receive(_CHUNK_BYTES)
            if has_ended:
                raise anyio.EndOfStream

    async def _pass_on(self, line: bytes, messages: MemoryObjectSendStream[SessionMessage | Exception]) -> None:
        text = line.decode("utf-8", errors="replace").strip()
        if not text:
            return
        try:
            data = json.loads(text)
            batch = data if isinstance(data, list) else [data]
            found = [jsonrpc_message_adapter.validate_python(each, by_name=False) for each in batch]
        except RecursionError:
            self.failure = ImportFailedError("the server sent JSON that nests too deep to read")
        except ValueError:
            self._noise = [*self._noise, text[:_NOISE_CHARACTERS]][-_NOISE_LINES:]
        else:
            for message in found:
                await messages.send(SessionMessage(message))
