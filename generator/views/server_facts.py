"""A server into the facts beside its heading; what nobody has observed says "unknown".

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from generator.model.server import Credential, Server
from generator.views import urls
from generator.views.provenance import REGISTRIES
from generator.views.words import joined

_UNKNOWN: Final = "unknown"
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`\\]+")
"""Source: `model.entry.WebAddress`; no other scheme ever becomes a link."""
_TRANSPORTS: Final = {"stdio": "stdio", "streamable-http": "streamable HTTP", "sse": "SSE"}


class ServerFact(Struct, frozen=True, kw_only=True):
    """A labelled value, with an address where it leads out of the site."""

    label: str
    value: str
    href: str | None = None


def server_facts(server: Server) -> tuple[ServerFact, ...]:
    """All facts in a fixed order, the unknown ones too; documented credentials only where somebody looked them up."""
    package = server.package
    registry = REGISTRIES.get(package.registry) if package else None
    return (
        ServerFact(label="Publisher", value=server.publisher or _UNKNOWN),
        ServerFact(
            label=f"Package ({registry})" if registry else "Package",
            value=package.name if package else _UNKNOWN,
            href=urls.package_url(package) if package else None,
        ),
        ServerFact(label="Version", value=(package.version if package else None) or _UNKNOWN),
        ServerFact(label="Verified", value=server.capture.date if server.capture else "not yet"),
        ServerFact(label="Transport", value=joined([_TRANSPORTS[each] for each in server.transport]) or _UNKNOWN),
        ServerFact(label="Licence", value=server.licence or _UNKNOWN),
        *_credentials(server.credentials),
        ServerFact(label="Repository", value=_host_path(server.repository), href=server.repository),
        ServerFact(label="Homepage", value=_host_path(server.homepage), href=server.homepage),
    )


def _credentials(credentials: Sequence[Credential]) -> Iterator[ServerFact]:
    """One fact for each source: the variables that it names, with its address, or with the statement."""
    for source in dict.fromkeys(each.source for each in credentials):
        names = joined([each.variable for each in credentials if each.source == source])
        is_address = bool(_ADDRESS.fullmatch(source))
        yield ServerFact(
            label="Credentials",
            value=names if is_address else f"{names}: {source}",
            href=source if is_address else None,
        )


def _host_path(address: str | None) -> str:
    return _UNKNOWN if address is None else address.split("://", 1)[1].removeprefix("www.").rstrip("/")
