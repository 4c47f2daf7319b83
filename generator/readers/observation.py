"""What an importer is asked for, and what it brings back: contracts of the import.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field

from generator.model.problem import CatalogError
from generator.rules.redaction import Secret

MOST_TOOLS: Final = 2000
"""Source: `model.server.Server.tools`; the largest server observed had 401."""
MOST_TOOL_BYTES: Final = 256 * 1024
"""Chosen: three times the largest tool observed (77,365 bytes)."""
MOST_PAGES: Final = 500
"""Chosen: a page holds at least four tools of 2,000."""


class ImportFailedError(CatalogError):
    """The tools could not be read; the message says why and carries the server's own last words."""


class Limits(Struct, frozen=True, kw_only=True):
    """How long and how much an import may take."""

    startup_seconds: float = 60
    """From the start of the command to the answer to `initialize`. The slowest server observed took 24."""
    total_seconds: float = 180
    """From the start of the command to the last page."""
    answer_bytes: int = 16 * 1024 * 1024
    """All that the server sends. The largest list observed had 1,121,661 bytes."""


class Source(Struct, frozen=True, kw_only=True):
    """Where the tools are to be read from: exactly one of `command`, `url` and `file`."""

    command: tuple[str, ...] = ()
    """Program and arguments of a stdio server."""
    url: str | None = None
    """Endpoint of a streamable HTTP server."""
    file: Path | None = None
    """A saved `tools/list` answer."""
    environment: tuple[tuple[str, str], ...] = ()
    """Names and values set for the command beside the bare environment, in the order given."""
    headers: tuple[tuple[str, str], ...] = ()
    """Names and values sent to the endpoint."""
    folder: Path | None = None
    """Folder the command runs in; None: a fresh one that is removed afterwards."""
    limits: Limits = field(default_factory=Limits)


class Observation(Struct, frozen=True, kw_only=True):
    """What the source answered, before anything was taken out of it."""

    method: str
    """`stdio`, `streamable-http` or `file`."""
    tools: tuple[Any, ...]
    """The tool objects of all pages, raw and in order."""
    protocol: str | None = None
    """Protocol version answered to `initialize`; None for a file."""
    programs: tuple[tuple[str, ...], ...] = ()
    """Command lines of the processes that ran, the first one first; shows what was really installed."""
    machine: tuple[Secret, ...] = ()
    """Details of this machine that a server may have repeated."""


class Importer(Struct, frozen=True, kw_only=True):
    """One way in."""

    name: str
    """The words of `--help` and of the handbook."""
    accepts: Callable[[Source], bool]
    """Whether the source is of this kind."""
    observe: Callable[[Source], Observation]
    """Reads the source; raises `ImportFailedError` when that is not possible."""
