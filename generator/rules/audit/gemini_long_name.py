"""Gemini CLI: names over 63 characters are shortened, and no rule with the true name matches any more.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.model.client_config import PolicyRule
from generator.rules.audit.subject import AuditSubject, Decided, Seen
from generator.rules.audit.words import few, short
from generator.rules.clients import gemini_cli

ID: Final = "fail-open/gemini-long-name"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Gemini CLI 0.61.0"
SENTENCE: Final = "A rule with the true name of a tool whose id `mcp_SERVER_TOOL` exceeds 63 characters: it never matches, and the call goes through."
_LEVELS: Final = {"deny": Level.ERROR, "ask": Level.REVIEW, "allow": Level.NOTE}


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each rule that holds something back, or allows it, in vain; none for tools that the server's list hides."""
    for seen in subject.seen:
        if seen.client is not gemini_cli:
            continue
        hidden = {named.text for named in seen.server.never}
        for rule in seen.rules():
            if gemini_cli.is_wild(rule):
                missed = [each for each in seen.decided if each.tool.name not in hidden and _escapes(seen, rule, each)]
                if missed and rule.effect != "allow":
                    yield _of_pattern(subject, seen, rule, missed)
                continue
            name = _true_name(rule, seen.server.key)
            if name not in hidden and _is_in_vain(rule, seen.server.key, name):
                yield _of_name(seen, rule, name)


def _true_name(rule: PolicyRule, key: str) -> str:
    return (rule.tool or "").removeprefix(f"mcp_{key}_") if rule.server is None else rule.tool or ""


def _is_in_vain(rule: PolicyRule, key: str, name: str) -> bool:
    is_long = len(gemini_cli.tool_id(key, name)) > gemini_cli.LONGEST
    return is_long and gemini_cli.means(rule, key, name) and not gemini_cli.matches(rule, key, name)


def _escapes(seen: Seen, rule: PolicyRule, each: Decided) -> bool:
    """Whether a rule for all tools of the server misses this one, because too little of the server's name is left."""
    key, name = seen.server.key, each.tool.name
    is_for_all = rule.tool == "*" if rule.server == key else rule.tool == f"mcp_{key}_*"
    return is_for_all and not gemini_cli.matches(rule, key, name)


def _of_name(seen: Seen, rule: PolicyRule, name: str) -> AuditFinding:
    key = seen.server.key
    return AuditFinding(
        check=ID,
        level=_LEVELS[rule.effect],
        message=f"found a rule for `{short(name)}`, but {ENGINE} shortens its id of {len(gemini_cli.tool_id(key, name))} characters "
        f"to {gemini_cli.LONGEST}, so the rule never matches",
        hint=f'write `toolName = "{short(gemini_cli.shown(key, name))}"` without `mcpName`, or list the tool in the server\'s '
        "`excludeTools`, which takes the true name",
        place=rule.place,
        server=key,
        tools=(name,),
        risk=next((each.assessment.risk for each in seen.decided if each.tool.name == name), None),
    )


def _of_pattern(subject: AuditSubject, seen: Seen, rule: PolicyRule, missed: list[Decided]) -> AuditFinding:
    ordered = subject.riskiest_first(missed)
    names = tuple(each.tool.name for each in ordered)
    return AuditFinding(
        check=ID,
        level=_LEVELS[rule.effect],
        message=f"found a rule for all tools of `{short(seen.server.key)}`, which misses {few(names)}: {ENGINE} shortens these ids "
        f"to {gemini_cli.LONGEST} characters, and too little of the server's name is left",
        hint="give the server a shorter name, or list the tools in its `excludeTools`",
        place=rule.place,
        server=seen.server.key,
        tools=names,
        risk=subject.worst(ordered),
    )
