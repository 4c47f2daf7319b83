"""Tools that a rule of their own lets through more easily than the catalog recommends.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject, Decided, Seen

ID: Final = "policy/milder"
LEVEL: Final = Level.ERROR
SENTENCE: Final = "A rule that allows a tool, or only asks, where the catalog recommends more."
_DONE: Final = {"allow": "allowed", "ask": "asked about"}
_WANTED: Final = {"ask": "to ask a person first", "deny": "to refuse it"}


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such tool."""
    for seen in subject.seen:
        for each in subject.riskiest_first(seen.decided):
            rule = each.decision.rule
            if rule is not None and each.is_milder and not seen.client.is_wild(rule):
                yield _finding(seen, each)


def _finding(seen: Seen, each: Decided) -> AuditFinding:
    rule, assessment = each.decision.rule, each.assessment
    wanted = assessment.recommendation.effect
    risk = f"{assessment.risk} risk" if assessment.risk else "not reviewed"
    is_open = each.decision.effect == "allow" and wanted == "deny"
    return AuditFinding(
        check=ID,
        level=Level.ERROR if is_open else Level.REVIEW,
        message=f"found `{each.tool.name}` of `{seen.server.key}` ({assessment.category or 'no category'}, {risk}) "
        f"{_DONE[each.decision.effect]} in {seen.client.LABEL} ({each.decision.because}); the catalog recommends {_WANTED[wanted]}",
        hint=f"{'refuse it' if wanted == 'deny' else 'have it asked about'}, or keep the rule if you decided so",
        place=rule.place if rule else seen.server.place,
        server=seen.server.key,
        tools=(each.tool.name,),
        risk=assessment.risk,
    )
