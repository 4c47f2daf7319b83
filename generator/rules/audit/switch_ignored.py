"""Servers that a key switches off which their client does not heed.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject
from generator.rules.clients.switch import heeds, reader_of

ID: Final = "fail-open/switch-ignored"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Claude Code 2.1.330, Codex 0.169.0, Copilot CLI 1.0.102, Gemini CLI 0.61.0"
SENTENCE: Final = (
    "A server switched off by a key that its client ignores: it starts, and its tools can be called. "
    "Codex heeds `enabled`, Copilot CLI `disabled`, Claude Code and Gemini CLI neither."
)


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such server."""
    for server, _ in subject.servers:
        reader = reader_of(server)
        if server.off is None or reader is None or heeds(server) is not False:
            continue
        known = " or ".join(
            {"enabled": "`enabled` = false", "disabled": "`disabled`: true"}[key] for key in reader.OFF_BY
        )
        yield AuditFinding(
            check=ID,
            level=LEVEL,
            message=f"found `{server.off.text}`, which {reader.LABEL} {reader.ENGINE} ignores: the server starts",
            hint=f"write {known}" if known else "remove the entry",
            place=server.off.place,
            server=server.key,
        )
