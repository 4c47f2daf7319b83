"""A command into the message streams of the official SDK: started, connected, stopped.

The SDK's own stdio client has no limit on what a server sends, adds variables of the caller to the environment,
and keeps neither the process id nor the noise on stdout; all four matter here. The protocol above is the SDK's.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

import anyio
import anyio.abc
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp.shared.message import SessionMessage

from generator.readers.observation import ImportFailedError
from generator.readers.sandbox import Sandbox
from generator.readers.stdio_pipes import StdioPipes

GRACE_SECONDS: Final = 2.0
"""Between closing stdin, asking to end, and ending; a quarter after a failure. Source: the SDK's own shutdown."""
_POLL_SECONDS: Final = 0.01

ReadStream = MemoryObjectReceiveStream[SessionMessage | Exception]
WriteStream = MemoryObjectSendStream[SessionMessage]


@asynccontextmanager
async def stdio_streams(
    command: tuple[str, ...], sandbox: Sandbox, most_bytes: int
) -> AsyncIterator[tuple[StdioPipes, ReadStream, WriteStream]]:
    """Start the command and connect to it; on leaving, the command is stopped within six seconds.

    Raises:
        ImportFailedError: The program does not exist or may not be run.
    """
    process = await _started(command, sandbox)
    sandbox.processes.add_group(process.pid)
    pipes = StdioPipes(process, most_bytes)
    incoming, read_stream = anyio.create_memory_object_stream[SessionMessage | Exception](0)
    write_stream, outgoing = anyio.create_memory_object_stream[SessionMessage](0)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(pipes.read, incoming)
        tasks.start_soon(pipes.write, outgoing)
        tasks.start_soon(pipes.watch)
        grace_seconds = GRACE_SECONDS
        try:
            yield pipes, read_stream, write_stream
        except BaseException:
            grace_seconds = GRACE_SECONDS / 4
            raise
        finally:
            pipes.is_stopping = True
            read_stream.close()
            write_stream.close()
            with anyio.CancelScope(shield=True):
                await _stop(process, grace_seconds)
                with anyio.move_on_after(GRACE_SECONDS / 4):
                    await pipes.heard_all.wait()
            tasks.cancel_scope.cancel()
            _close_transport(process)


async def _started(command: tuple[str, ...], sandbox: Sandbox) -> anyio.abc.Process:
    try:
        return await anyio.open_process(
            [_program(command[0], sandbox.environment), *map(_argument, command[1:])],
            env=sandbox.environment,
            cwd=sandbox.folder,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise ImportFailedError(f"{command[0]} could not be started: {error}") from error


async def _stop(process: anyio.abc.Process, grace_seconds: float) -> None:
    """Close stdin, then ask the server to end, then end it; each time wait a little."""
    if process.stdin is not None:
        with suppress(OSError, anyio.BrokenResourceError, anyio.ClosedResourceError):
            await process.stdin.aclose()
    for number in (None, signal.SIGTERM, signal.SIGKILL):
        if number is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, number)
        with anyio.move_on_after(grace_seconds):
            # Not wait(): it also waits for the pipes, which a child of the server may hold open.
            while process.returncode is None:  # noqa: ASYNC110 - there is no event for it
                await anyio.sleep(_POLL_SECONDS)
            return


def _program(name: str, environment: Mapping[str, str]) -> str:
    """The program's path, looked up as the sandbox sees it; a relative path is one of the caller's folder."""
    if os.sep in name:
        return str(Path(name).absolute())
    found = shutil.which(name, path=environment["PATH"])
    if found is None:
        raise ImportFailedError(f"{name} was not found on PATH; install it, or give its path")
    return str(Path(found).absolute())


def _argument(argument: str) -> str:
    """The argument; the name of a file in the caller's folder becomes its whole path, as the server runs elsewhere."""
    try:
        is_own_file = not argument.startswith("-") and Path(argument).is_file()
    except (OSError, ValueError):
        return argument
    return str(Path(argument).absolute()) if is_own_file else argument


def _close_transport(process: anyio.abc.Process) -> None:
    """Close the pipes, which a surviving grandchild would otherwise keep open; nothing public does it."""
    transport = getattr(getattr(process, "_process", None), "_transport", None)
    close: Callable[[], object] | None = getattr(transport, "close", None)
    if close is not None:
        with suppress(PermissionError, ProcessLookupError):
            close()
