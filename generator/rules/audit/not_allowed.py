"""Servers that a list of the organisation keeps from starting.

Source: Claude Code's documentation of managed settings: where a list of allowed servers names a command, each server that is started
has to be one of those commands, and where it names an address, each remote server one of those addresses; a name alone is enough only
where there is no such entry. What is denied is denied. An empty list allows nothing.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.model.client_config import ConfiguredServer
from generator.rules.audit.subject import AuditSubject
from generator.rules.clients.glob import matches_glob

ID: Final = "server/not-allowed"
LEVEL: Final = Level.NOTE
SENTENCE: Final = "A configured server that a list of allowed or denied servers keeps from starting."
_ALLOWED: Final = "allowedMcpServers"
_DENIED: Final = "deniedMcpServers"


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such server."""
    for seen in subject.seen:
        does = _keeps_out(subject, seen.client.CLIENT, seen.server) if seen.server.is_configured else None
        if does is not None:
            yield AuditFinding(
                check=ID,
                level=LEVEL,
                message=f"found a server that the lists of {seen.client.LABEL} {does}, so it will not start",
                hint="remove it, or have it added to the list",
                place=seen.server.place,
                server=seen.server.key,
            )


def _keeps_out(subject: AuditSubject, client: str, server: ConfiguredServer) -> str | None:
    """What the lists do with the server; None when they let it start."""
    if any(_fits(kind, value, server) for kind, value in _entries(subject, client, _DENIED)):
        return "deny"
    allowed = tuple(_entries(subject, client, _ALLOWED))
    needed = "serverUrl" if server.url else "serverCommand"
    kinds = {needed} if any(kind == needed for kind, _ in allowed) else {"serverName"}
    is_named = any(kind in kinds and _fits(kind, value, server) for kind, value in allowed)
    return "do not name" if allowed and not is_named else None


def _entries(subject: AuditSubject, client: str, name: str) -> Iterator[tuple[str, str]]:
    """Kind and value of each entry; an entry of no kind stands for the list itself."""
    for file in subject.files:
        if file.client == client:
            for each in file.settings:
                if each.name.split(".")[0] == name:
                    yield each.name.partition(".")[2] or "serverName", each.value


def _fits(kind: str, value: str, server: ConfiguredServer) -> bool:
    if kind == "serverUrl":
        return server.url is not None and matches_glob(value, server.url)
    if kind == "serverCommand":
        return bool(server.command) and value == json.dumps(server.command)
    return kind == "serverName" and value == server.key
