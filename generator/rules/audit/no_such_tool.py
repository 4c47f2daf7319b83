"""Rules for tools that their server does not have: mistyped, withdrawn, or a pattern where only names count.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.model.client_config import Named, PolicyRule
from generator.rules.audit.near import Near
from generator.rules.audit.subject import AuditSubject, Seen
from generator.rules.audit.words import short
from generator.rules.clients import gemini_cli
from generator.rules.clients.policy import listed_rule

ID: Final = "policy/no-such-tool"
LEVEL: Final = Level.ERROR
_NO_TOOL: Final = "no_tool_is_allowed"
"""Stands in an exported list that allows nothing, because some clients take an empty list for none."""
SENTENCE: Final = "A rule that matches no tool of its server: what it should hold back is not held back."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such rule."""
    near = Near()
    for seen in subject.seen:
        if seen.judged is None:
            continue
        for rule in seen.rules():
            if _should_match(rule) and not _matches_any(seen, rule):
                yield _finding(seen, rule, rule.text, rule.effect != "allow", near)
        names = {each.tool.name for each in seen.decided}
        for named, is_strict in (
            *((named, True) for named in seen.server.never),
            *((named, False) for named in seen.server.only or ()),
        ):
            if named.text not in {*names, _NO_TOOL}:
                yield _listed(seen, named, is_strict, near)


def _should_match(rule: PolicyRule) -> bool:
    """False for rules of which another check says that the client skips them."""
    if rule.client == gemini_cli.CLIENT and gemini_cli.is_unheeded(rule):
        return False
    return "(" not in rule.text.removeprefix("Mcp(") if rule.server is None else rule.tool is not None


def _matches_any(seen: Seen, rule: PolicyRule) -> bool:
    """Whether the rule is about a tool; one that only the spelling of an id keeps from matching is left to its own check."""
    means = getattr(seen.client, "means", None)
    for each in seen.decided:
        name = each.tool.name
        if seen.client.matches(rule, seen.server.key, name):
            return True
        if means is not None and means(rule, seen.server.key, name):
            return True
    return seen.client.is_wild(rule) and not seen.decided


def _listed(seen: Seen, named: Named, is_strict: bool, near: Near) -> AuditFinding:
    return _finding(
        seen, listed_rule(seen.server, named, "deny" if is_strict else "allow"), named.text, is_strict, near
    )


def _finding(seen: Seen, rule: PolicyRule, text: str, is_strict: bool, near: Near) -> AuditFinding:
    gone = (
        {each.name: each.status for each in seen.judged.server.tools if each.status != "verified"}
        if seen.judged
        else {}
    )
    status = next((gone[name] for name in gone if seen.client.matches(rule, seen.server.key, name)), gone.get(text))
    head = seen.match.head
    slug = head.slug if head else seen.server.key
    if status is not None:
        what = "has been withdrawn" if status == "withdrawn" else "is listed elsewhere but not offered"
        level, hint = Level.NOTE, "remove the rule once no older version is in use"
        message = f"found a rule for `{short(text)}`, which {what} by `{slug}`"
    else:
        level = Level.ERROR if is_strict and seen.is_certain else Level.REVIEW
        guess = " (taken for it by its name only)" if seen.match.how == "name" else ""
        so = ", so it holds nothing back" if is_strict else ""
        message = f"found a rule `{short(text)}` that matches no tool of `{slug}`{guess}{so}"
        hint = _hint(seen, rule, text, near)
    return AuditFinding(check=ID, level=level, message=message, hint=hint, place=rule.place, server=seen.server.key)


def _hint(seen: Seen, rule: PolicyRule, text: str, near: Near) -> str:
    if "*" in text and rule.server is not None:
        return "name the tools one by one: this list takes exact names, no patterns"
    wanted = (rule.tool or text).removeprefix(seen.client.tool_id(seen.server.key, ""))
    meant = near.to(wanted, (each.tool.name for each in seen.decided), 0.7)
    if meant is not None:
        return f"did you mean `{seen.client.tool_id(seen.server.key, meant) if rule.tool is None else meant}`?"
    return "look the tool's name up on the server's page, or remove the rule"
