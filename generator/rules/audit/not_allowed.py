"""Servers that a list of the organisation keeps from starting.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject

ID: Final = "server/not-allowed"
LEVEL: Final = Level.NOTE
SENTENCE: Final = "A configured server that a list of allowed or denied servers keeps from starting."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such server; none where a list also names commands or addresses."""
    allowed = {(file.client, each.value) for file, each in subject.settings("allowedMcpServers")}
    denied = {(file.client, each.value) for file, each in subject.settings("deniedMcpServers")}
    clients = {client for client, _ in allowed if (client, "") not in allowed}
    for seen in subject.seen:
        key = (seen.client.CLIENT, seen.server.key)
        is_left_out = seen.client.CLIENT in clients and key not in allowed
        if seen.server.is_configured and (key in denied or is_left_out):
            yield AuditFinding(
                check=ID,
                level=LEVEL,
                message=f"found a server that the lists of {seen.client.LABEL} "
                f"{'deny' if key in denied else 'do not name'}, so it will not start",
                hint="remove it, or have it added to the list",
                place=seen.server.place,
                server=seen.server.key,
            )
