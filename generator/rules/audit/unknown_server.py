"""Servers that the catalog does not have.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject
from generator.rules.audit.words import short

ID: Final = "server/unknown"
LEVEL: Final = Level.REVIEW
SENTENCE: Final = "A configured server that the catalog does not have: nobody has judged its tools."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such server."""
    for server, match in subject.started():
        if match.head is not None:
            continue
        hint = "import and judge it (`policy-catalog import`), name it with --server KEY=SLUG, or remove it"
        if match.package is not None:
            what = (
                f"found {match.package.registry} package `{short(match.package.name)}`, which the catalog does not have"
            )
            if match.near is not None:
                hint = f"did you mean `{match.near.package}`? If not, look closely at who publishes it"
        elif match.host is not None:
            what = f"found a server at `{short(match.host)}`, which the catalog does not have"
        else:
            what = "found a command that names no package, so which server it starts cannot be told"
        yield AuditFinding(
            check=ID,
            level=LEVEL,
            message=f"{what}; its tools are not audited",
            hint=hint,
            place=server.place,
            server=server.key,
        )
