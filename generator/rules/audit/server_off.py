"""Servers that their file switches off.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject
from generator.rules.clients.switch import heeds, is_off, reader_of

ID: Final = "server/off"
LEVEL: Final = Level.NOTE
SENTENCE: Final = "A server that its file switches off: it does not start, and its tools are not audited."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such server."""
    for server, _ in subject.servers:
        if server.off is None or not is_off(server):
            continue
        reader = reader_of(server)
        untried = (
            "" if heeds(server) else f"; nobody tried whether {reader.LABEL if reader else 'every client'} heeds that"
        )
        yield AuditFinding(
            check=ID,
            level=LEVEL,
            message=f"found `{server.off.text}`, so its tools are not audited{untried}",
            hint="remove the entry if it is not wanted any more; audit again once it is switched on",
            place=server.off.place,
            server=server.key,
        )
