"""One MCP server of the registry: who publishes it, how it was captured, its tools.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.model.entry import Entry, IsoDate, Line, Name, Slug, WebAddress
from generator.model.tool import Excuse, Tool

EnvironmentName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,127}$")]


class Package(Entry):
    """The released package that was run."""

    registry: Literal["pypi", "npm", "oci", "nuget", "crates", "none"]
    """Where the package is published; `none` for a hosted or private server."""
    name: Annotated[str, StringConstraints(min_length=1, max_length=214)]
    """Identifier in that registry."""
    version: Name | None = None
    """The exact version whose tools were listed. Left out: unknown."""


class Capture(Entry):
    """How the facts were obtained."""

    date: IsoDate
    """The day the server was asked."""
    method: Literal["stdio", "streamable-http", "file"]
    """Started over stdio, reached over HTTP, or read from a saved answer."""
    command: Annotated[tuple[Annotated[str, StringConstraints(max_length=2000)], ...], Field(max_length=100)] | None = (
        None
    )
    """The command and its arguments, for stdio."""
    url: WebAddress | None = None
    """The endpoint, for streamable HTTP."""
    file: Line | None = None
    """Name of the saved `tools/list` answer, for a file."""
    protocol: Name | None = None
    """MCP protocol version that the server answered `initialize` with."""
    environment: Annotated[tuple[EnvironmentName, ...], Field(max_length=200)] = ()
    """Names of the environment variables that were set; never their values."""
    texts: Literal["full", "excerpt", "none"] = "excerpt"
    """How much of the server's own texts is kept: all, first sentences, or nothing."""


class Credential(Entry):
    """An environment variable that holds a secret of the server, however the capture was started."""

    variable: EnvironmentName
    """Its name, as the server's documentation spells it."""
    source: Line
    """Web address of the page that names it, or a short statement of where it is named."""


class Server(Entry):
    """One registry file."""

    slug: Slug
    """Equal to the file name without its ending; part of every page address of the server."""
    name: Name
    """Display name, without "MCP server"."""
    summary: Line | None = None
    """What the server connects an agent to, in one sentence of our own."""
    publisher: Name | None = None
    """Who releases the package, as its metadata or repository states."""
    package: Package | None = None
    """The released package. Left out: there is none, or it is unknown."""
    repository: WebAddress | None = None
    """Where the source is kept, as the package states."""
    homepage: WebAddress | None = None
    """The project's own page, as the package states."""
    licence: Name | None = None
    """SPDX expression as the package states it."""
    transport: Annotated[tuple[Literal["stdio", "streamable-http", "sse"], ...], Field(max_length=3)] = ()
    """Transports that the released server offers, as far as observed."""
    capture: Capture | None = None
    """Left out: nothing was captured yet."""
    credentials: Annotated[tuple[Credential, ...], Field(max_length=40)] = ()
    """Variables that the server's documentation names for secrets it holds. Left out: nobody has looked."""
    excuses: Annotated[tuple[Excuse, ...], Field(max_length=20)] = ()
    """Points of the checks that do not apply to this server, each with its reason."""
    tools: Annotated[tuple[Tool, ...], Field(max_length=2000)]
    """In the order of `tools/list`."""
