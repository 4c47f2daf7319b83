"""LiteLLM: two lists at once, of which one only hides.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject
from generator.rules.audit.words import few
from generator.rules.clients import litellm

ID: Final = "fail-open/litellm-both-lists"
LEVEL: Final = Level.ERROR
ENGINE: Final = "LiteLLM 1.106.2"
SENTENCE: Final = "`allowed_tools` and `disallowed_tools` together: a disallowed tool is hidden from the list and can still be called."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each server with both."""
    for seen in subject.seen:
        if seen.client is not litellm or seen.server.only is None or not seen.server.never:
            continue
        names = [named.text for named in seen.server.never]
        concerned = [each for each in seen.decided if each.tool.name in names]
        yield AuditFinding(
            check=ID,
            level=LEVEL,
            message=f"found both lists: {ENGINE} hides {few(names)} and still runs a call of it",
            hint="keep `allowed_tools` only, without the tools that are not wanted",
            place=seen.server.never[0].place,
            server=seen.server.key,
            tools=tuple(names),
            risk=subject.worst(concerned),
        )
