"""A command or an endpoint into an observation of its server: started, asked, ended.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import anyio

from generator.readers.mcp_session import ListedTools, list_tools
from generator.readers.observation import ImportFailedError, Observation, Source
from generator.readers.sandbox import Sandbox, sandbox
from generator.readers.stdio_pipes import StdioPipes
from generator.readers.stdio_streams import stdio_streams


def observe_command(source: Source) -> Observation:
    """What the stdio server of the command lists; nothing it started runs on afterwards.

    Raises:
        ImportFailedError: It could not be started or asked; the message ends with what it printed.
    """
    with sandbox(dict(source.environment), source.folder) as room:
        listed, programs = anyio.run(_ask_command, source, room)
    return Observation(
        method="stdio", tools=listed.tools, protocol=listed.protocol, programs=programs, machine=room.machine
    )


async def _ask_command(source: Source, room: Sandbox) -> tuple[ListedTools, tuple[tuple[str, ...], ...]]:
    limits = source.limits
    pipes: StdioPipes | None = None
    try:
        with one_error(ImportFailedError, TimeoutError), anyio.fail_after(limits.total_seconds):
            async with stdio_streams(source.command, room, limits.answer_bytes) as (pipes, reader, writer):
                listed = await list_tools(reader, writer, limits)
                return listed, room.processes.commands()
    except (TimeoutError, ImportFailedError) as error:
        cause = str(error) or f"the server did not list its tools within {limits.total_seconds:g} seconds (--timeout)"
        if pipes is None:
            raise ImportFailedError(cause) from error
        first = str(pipes.failure or cause)
        raise ImportFailedError("\n".join(filter(None, [first, pipes.last_words()]))) from error


@contextmanager
def one_error(*kinds: type[Exception]) -> Iterator[None]:
    """Let the one error of interest out of the groups that concurrent tasks wrap it in; first kinds go first."""
    try:
        yield
    except BaseExceptionGroup as group:
        for kind in kinds:
            found: BaseException | None = group.subgroup(kind)
            while isinstance(found, BaseExceptionGroup):
                found = found.exceptions[0]
            if found is not None:
                raise found from group
        raise
