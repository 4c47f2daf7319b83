"""opencode: a later key undoes an earlier one.

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
from generator.rules.clients.policy import STRICTNESS

ID: Final = "fail-open/opencode-order"
LEVEL: Final = Level.ERROR
ENGINE: Final = "opencode 1.18.33"
SENTENCE: Final = "A key that a later, wider key overrides: the last match wins, so the earlier one never holds."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each key that is overridden by another effect."""
    for file in subject.files:
        rules = [rule for rule in file.rules if rule.client == opencode.CLIENT]
        wide = [(position, rule) for position, rule in enumerate(rules) if "*" in rule.text]
        for position, rule in enumerate(rules):
            later = [
                each
                for at, each in wide
                if at > position and each.text != rule.text and matches_glob(each.text, rule.text)
            ]
            if not later or later[-1].effect == rule.effect:
                continue
            over = later[-1]
            is_open = STRICTNESS[over.effect] < STRICTNESS[rule.effect]
            yield AuditFinding(
                check=ID,
                level=Level.ERROR if is_open else Level.REVIEW,
                message=f"found `{short(rule.text)}`: {rule.effect}, which `{short(over.text)}`: {over.effect} on line "
                f"{over.place.line} overrides in {ENGINE}",
                hint="write the wider key first, the exact ones after it",
                place=rule.place,
            )
