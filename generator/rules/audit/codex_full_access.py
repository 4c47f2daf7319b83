"""Codex: a person is never asked, so `prompt` holds nothing back.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject
from generator.rules.clients import codex
from generator.rules.clients.policy import ClientPolicy

ID: Final = "fail-open/codex-full-access"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Codex 0.169.0"
SENTENCE: Final = "`approval_policy` never with `sandbox_mode` danger-full-access: a call that `prompt` should hold back goes through."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding at the setting that is read last, when the two stand together."""
    settings = tuple(each for file in subject.files if file.client == codex.CLIENT for each in file.settings)
    policy = ClientPolicy(settings=settings)
    asked = policy.setting("approval_policy")
    if asked is not None and codex.asks_nobody(policy):
        yield AuditFinding(
            check=ID,
            level=LEVEL,
            message=f"found `approval_policy` never with full access for the sandbox: {ENGINE} then asks nobody, so `prompt` lets the call through",
            hint="write `disabled_tools` for what must not run, or another `approval_policy`",
            place=asked.place,
        )
