"""Servers of another version than the one whose tools the catalog lists.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject
from generator.rules.audit.words import short

ID: Final = "server/other-version"
LEVEL: Final = Level.NOTE
SENTENCE: Final = "A version other than the one that the catalog describes: tools may be new, gone or changed."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such server."""
    for server, match in subject.started():
        if match.how != "package" or match.package is None or match.head is None:
            continue
        found, known = match.package.version, match.head.version
        if found is None or known is None or found.removeprefix("v") == known:
            continue
        yield AuditFinding(
            check=ID,
            level=LEVEL,
            message=f"found version {short(found)} of `{match.head.package}`, the catalog describes {known}",
            hint=f"use {known}, or import the other version and judge what changed",
            place=server.place,
            server=server.key,
        )
