"""Servers that only their name connects with the catalog.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject

ID: Final = "server/matched-by-name"
LEVEL: Final = Level.NOTE
SENTENCE: Final = "A server that was recognised by its name alone: what it really starts may be something else."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such server."""
    for server, match in subject.started():
        if match.head is None or match.how != "name":
            continue
        package = f", not its {match.head.registry} package `{match.head.package}`" if match.head.package else ""
        yield AuditFinding(
            check=ID,
            level=LEVEL,
            message=f"found only the name of `{match.head.slug}`{package}; the rest of this audit takes it for that server",
            hint="start the catalogued package, or say which server it is with --server KEY=SLUG",
            place=server.place,
            server=server.key,
        )
