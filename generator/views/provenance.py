"""Where the facts of a server or tool come from, and how to repeat and correct them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import shlex
from typing import Final, NamedTuple

from generator.model.server import Capture, Server
from generator.model.site import Site
from generator.views import urls
from generator.views.words import number

REGISTRIES: Final = {"pypi": "PyPI", "npm": "npm", "oci": "container image", "nuget": "NuGet", "crates": "crates.io"}
_METHODS: Final = {
    "stdio": "over stdio",
    "streamable-http": "over streamable HTTP",
    "file": "from a saved tools/list answer",
}
TOKEN_METHODS: Final = {"bytes/4": "bytes divided by four, rounded up"}


class Provenance(NamedTuple):
    """The last section of a page's facts."""

    captured: str
    """One sentence: when, from what and how."""
    repeat: str | None
    """Command that repeats the capture; None when nothing was captured."""
    environment: str | None
    """One sentence on the variables that were set, on the server's page only; None when there were none."""
    digest: str | None
    """`sha256:...` of the definition; None when it was not observed."""
    size: str | None
    """Bytes and tokens of the definition, with the method."""
    source: str
    """Registry file and line as text."""
    edit: str | None
    """Address of that file and line; None when the site names no source."""
    report: str | None
    """Address of a new issue; None when the site names no tracker."""


def server_provenance(server: Server, site: Site, source: str) -> Provenance:
    """The provenance of a whole server, whose registry file is `source`."""
    return Provenance(
        captured=captured(server),
        repeat=repeated(server.slug, server.capture) if server.capture else None,
        environment=_environment(server.capture) if server.capture else None,
        digest=None,
        size=None,
        source=source,
        edit=urls.edit_url(site, source),
        report=urls.report_url(site.contact, server.slug),
    )


def package_words(server: Server) -> str | None:
    """The package with its version, `mcp-server-git 2026.10.19, PyPI`; None when unknown."""
    package = server.package
    if package is None:
        return None
    registry = REGISTRIES.get(package.registry)
    version = f" {package.version}" if package.version else ""
    return f"{package.name}{version}" + (f", {registry}" if registry else "")


def captured(server: Server) -> str:
    """When, from what and how the server was captured."""
    if server.capture is None:
        return "Nothing was captured from this server yet."
    source = package_words(server)
    origin = f" from {source}," if source else ""
    protocol = f", MCP protocol {server.capture.protocol}" if server.capture.protocol else ""
    return f"On {server.capture.date}{origin} {_METHODS[server.capture.method]}{protocol}."


def looked_for(server: Server) -> str:
    """When the tool was looked for and not found."""
    if server.capture is None:
        return "The server was not captured, so nobody has looked whether it offers this tool."
    source = package_words(server)
    where = f" in {source}" if source else ""
    return f"Not captured: on {server.capture.date} it was looked for{where} and was not there."


def repeated(slug: str, capture: Capture) -> str | None:
    """The command that captures the server again."""
    names = " ".join(f"--env {name}=\u2026" for name in capture.environment)
    start = f"policy-catalog import {slug}" + (f" {names}" if names else "")
    if capture.command:
        return f"{start} -- {shlex.join(capture.command)}"
    if capture.url:
        return f"{start} --url {shlex.quote(capture.url)}"
    return f"{start} --from-json {shlex.quote(capture.file)}" if capture.file else None


def _environment(capture: Capture) -> str | None:
    count = len(capture.environment)
    if not count:
        return None
    if count == 1:
        return "1 environment variable was set; its value was not kept."
    return f"{number(count)} environment variables were set; their values were not kept."
