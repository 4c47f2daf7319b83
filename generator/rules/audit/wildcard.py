"""Rules for many tools at once, and what they let through.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.model.client_config import PolicyRule
from generator.rules.audit.subject import AuditSubject, Decided, Seen
from generator.rules.audit.words import counted, few, short

ID: Final = "policy/wildcard"
LEVEL: Final = Level.ERROR
SENTENCE: Final = "A rule that allows many tools at once, also those that a later version adds."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each rule that lets a tool through by a pattern, or asks where the catalog recommends to refuse."""
    through: dict[PolicyRule, list[Decided]] = {}
    seen_by: dict[PolicyRule, list[Seen]] = {}
    for seen in subject.seen:
        for each in seen.decided:
            rule = each.decision.rule
            if rule is None or rule.effect == "deny" or not seen.client.is_wild(rule):
                continue
            if rule.effect == "allow" or each.is_milder:
                through.setdefault(rule, []).append(each)
                seen_by.setdefault(rule, []).append(seen)
    for rule, decided in through.items():
        yield _finding(subject, rule, seen_by[rule], decided)


def _finding(subject: AuditSubject, rule: PolicyRule, seen_by: list[Seen], decided: list[Decided]) -> AuditFinding:
    only = seen_by[0] if len({each.server.key for each in seen_by}) == 1 else None
    milder = subject.riskiest_first(each for each in decided if each.is_milder)
    shown = milder or subject.riskiest_first(decided)
    is_open = rule.effect == "allow" and any(each.assessment.recommendation.effect == "deny" for each in milder)
    does = "lets" if rule.effect == "allow" else "asks for"
    laxer = f", {len(milder)} of which the catalog holds back" if milder else ", none of which the catalog holds back"
    through = " through" if rule.effect == "allow" else ""
    return AuditFinding(
        check=ID,
        level=Level.ERROR if is_open else Level.REVIEW if milder else Level.NOTE,
        message=f"found `{short(rule.text)}`, which {does} {counted(len(decided), 'tool')}{through}{laxer}: "
        f"{_by_class(subject, shown)} ({few([each.tool.name for each in shown])})",
        hint=_hint(only),
        place=rule.place,
        server=only.server.key if only else None,
        tools=tuple(each.tool.name for each in shown),
        risk=subject.worst(shown),
    )


def _hint(only: Seen | None) -> str:
    prints = only.export_command if only else None
    return "name the tools one by one instead" + (f": `{prints}` prints such rules" if prints else "")


def _by_class(subject: AuditSubject, decided: tuple[Decided, ...]) -> str:
    numbers: dict[str, int] = {}
    for each in decided:
        name = each.assessment.risk or subject.vocabulary.not_reviewed.name
        numbers[name] = numbers.get(name, 0) + 1
    return ", ".join(f"{number} {name}" for name, number in numbers.items())
