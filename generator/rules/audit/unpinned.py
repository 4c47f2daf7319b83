"""Servers whose version is whatever is newest when they start.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject
from generator.rules.audit.words import short
from generator.rules.package_spec import NamedPackage

ID: Final = "server/unpinned"
LEVEL: Final = Level.REVIEW
SENTENCE: Final = (
    "A package or image without an exact version: a new release changes the tools without anybody's consent."
)
_JOINED: Final = {"pypi": "==", "npm": "@", "oci": ":"}


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such server."""
    for server, match in subject.started():
        package = match.package
        if package is None or package.version is not None:
            continue
        yield AuditFinding(
            check=ID,
            level=LEVEL,
            message=f"found `{short(package.name)}` without an exact version, so every start may bring other tools",
            hint=_hint(package, match.head.version if match.head and match.how != "name" else None),
            place=server.place,
            server=server.key,
        )


def _hint(package: NamedPackage, version: str | None) -> str:
    joined = _JOINED.get(package.registry, "@")
    if version is None:
        return f"write `{short(package.name)}{joined}VERSION` with a version that somebody looked at"
    return f"write `{short(package.name)}{joined}{version}`, the version that the catalog describes"
