"""opencode: an agent's own permissions come before the global ones.

Source: https://opencode.ai/docs/permissions, "Agents".

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject
from generator.rules.audit.words import short
from generator.rules.clients import opencode
from generator.rules.clients.glob import matches_glob

ID: Final = "fail-open/opencode-agent"
LEVEL: Final = Level.ERROR
ENGINE: Final = "opencode's documentation"
SENTENCE: Final = "Permissions of one agent: they override the global ones, and allow what those ask about or refuse."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each key; a note for one that widens nothing, because decisions leave agents out."""
    for file in subject.files:
        strict = [each.text for each in file.rules if each.client == opencode.CLIENT and each.effect != "allow"]
        for setting in file.settings if file.client == opencode.CLIENT else ():
            key = setting.value
            over = [text for text in strict if matches_glob(key, text) or matches_glob(text, key)]
            is_open = setting.name == "agent.allow" and bool(over)
            yield AuditFinding(
                check=ID,
                level=LEVEL if is_open else Level.NOTE,
                message=f"found `{short(key)}` allowed for one agent, which overrides the global `{short(over[0])}`"
                if is_open
                else f"found `{short(key)}` among the permissions of one agent, which were not looked at",
                hint="remove it, or allow it for no agent" if is_open else "see that it is no laxer than `permission`",
                place=setting.place,
            )
