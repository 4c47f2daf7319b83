"""Credentials that stand in the file itself. A value is looked at and never printed.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.model.client_config import StatedValue
from generator.rules.audit.subject import AuditSubject
from generator.rules.audit.words import short
from generator.rules.redaction import is_sought
from generator.rules.secret_arguments import secret_arguments, secrets_of_address

ID: Final = "server/credential"
LEVEL: Final = Level.ERROR
SENTENCE: Final = "A password, key or token in plain text: whoever reads the file, or its history, has it."
_REFERENCE: Final = re.compile(
    r"(?:Bearer |Basic |token )?(?:\$\{[^}]*\}|\$[A-Za-z_]\w*|\{env:[^}]*\}|\{file:[^}]*\}|os\.environ/\S+|%\w+%|<[^>]*>|\[[^\]]*\])",
    re.IGNORECASE,
)
_STAND_IN: Final = re.compile(
    r"(?:Bearer )?(?:your[-_ ]|(?:insert|replace|enter|paste)[-_ ]|change[-_ ]?me|todo|x{3}|\*{3}|\.{3}|example|dummy|placeholder|redacted)"
    r"|.*(?:[-_ ]here\b|placeholder|changeme|x{6}|\*{4}|\.{3}$)",
    re.IGNORECASE,
)
"""What documentation writes where a secret belongs."""
_TELLING: Final = re.compile(r"authorization|cookie", re.IGNORECASE)


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such value."""
    for server, _ in subject.servers:
        arguments = [each.value for each in server.values if each.kind == "argument"]
        secret = secret_arguments(arguments)
        for value in server.values:
            if value.kind == "argument":
                found = [each for each in secret if each in value.value and _is_secret(each)]
            else:
                found = [each for each in _secrets(value) if _is_secret(each)]
            if found:
                yield AuditFinding(
                    check=ID,
                    level=LEVEL,
                    message=f"found a credential in plain text in {_shown(value)}",
                    hint="take it from the environment or the client's secret store, and replace it: it may be known by now",
                    place=value.place,
                    server=server.key,
                )


def _secrets(value: StatedValue) -> tuple[str, ...]:
    if value.kind == "address":
        return secrets_of_address(value.value)
    if value.kind == "field" or _TELLING.search(value.name):
        return (value.value,)
    return (*secret_arguments([f"--{value.name}={value.value}"]), *secrets_of_address(value.value))


def _is_secret(text: str) -> bool:
    bare = text.strip()
    return is_sought(bare) and not _REFERENCE.fullmatch(bare) and not _STAND_IN.match(bare)


def _shown(value: StatedValue) -> str:
    if value.kind == "argument":
        return f"{value.name} of the command"
    return "the address" if value.kind == "address" else f"{value.kind} `{short(value.name)}`"
