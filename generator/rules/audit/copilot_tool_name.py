"""Copilot CLI: a permission that calls a tool otherwise than its id does.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.model.client_config import PolicyRule
from generator.rules.audit.subject import AuditSubject, Seen
from generator.rules.audit.words import short
from generator.rules.clients import copilot_cli

ID: Final = "fail-open/copilot-tool-name"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Copilot CLI 1.0.102"
SENTENCE: Final = (
    "A `--deny-tool` with a tool's true name where its id `SERVER-TOOL` spells it otherwise (dots as `-`, cut at 64 characters): "
    "it never matches, and the call goes through."
)


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such rule; none for a tool that the server's own list hides."""
    for seen in subject.seen:
        if seen.client is copilot_cli:
            offered = None if seen.server.only is None else {named.text for named in seen.server.only}
            for rule in seen.rules():
                name = rule.tool or ""
                if _is_misspelt(rule, seen.server.key) and (offered is None or name in offered):
                    yield _finding(seen, rule, name)


def _is_misspelt(rule: PolicyRule, key: str) -> bool:
    name = rule.tool or ""
    return rule.server == key and name != "*" and not copilot_cli.matches(rule, key, name)


def _finding(seen: Seen, rule: PolicyRule, name: str) -> AuditFinding:
    key = seen.server.key
    right = f"{key}({copilot_cli.shown(key, name)})"
    length = len(copilot_cli.tool_id(key, name))
    why = f"cuts its id of {length} characters at {copilot_cli.LONGEST}" if length > copilot_cli.LONGEST else ""
    return AuditFinding(
        check=ID,
        level=Level.ERROR if rule.effect == "deny" else Level.NOTE,
        message=f"found a rule for `{short(name)}`, but {ENGINE} {why or 'spells it otherwise in its id'}, so the rule never matches",
        hint=f"write `{short(right)}`, or leave the tool out of the server's `tools` list, which takes the true name",
        place=rule.place,
        server=key,
        tools=(name,),
        risk=next((each.assessment.risk for each in seen.decided if each.tool.name == name), None),
    )
