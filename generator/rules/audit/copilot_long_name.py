"""Copilot CLI: ids over 64 characters are cut, and patterns with the tool's name do not match any more.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject, Seen
from generator.rules.audit.words import few, short
from generator.rules.clients import copilot_cli

ID: Final = "fail-open/copilot-long-name"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Copilot CLI 1.0.102"
SENTENCE: Final = "A `--deny-tool` for a tool whose id `SERVER-TOOL` exceeds 64 characters: it never matches, and the call goes through."
_HINT: Final = "give the server a shorter name, or leave the tool out of its `tools` list, which takes the true name"


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each such rule; a note for tools that no flag could hold back."""
    for seen in subject.seen:
        if seen.client is not copilot_cli:
            continue
        key = seen.server.key
        offered = None if seen.server.only is None else {named.text for named in seen.server.only}
        named = set()
        for rule in seen.rules():
            name = rule.tool or ""
            if rule.server != key or name == "*" or not copilot_cli.is_too_long(key, name):
                continue
            named.add(name)
            if copilot_cli.matches(rule, key, name) or (offered is not None and name not in offered):
                continue
            yield AuditFinding(
                check=ID,
                level=Level.ERROR if rule.effect == "deny" else Level.NOTE,
                message=f"found a rule for `{short(name)}`, whose id has {len(copilot_cli.tool_id(key, name))} characters: "
                f"{ENGINE} cuts it at {copilot_cli.LONGEST}, so the rule never matches",
                hint=_HINT,
                place=rule.place,
                server=key,
                tools=(name,),
                risk=next((each.assessment.risk for each in seen.decided if each.tool.name == name), None),
            )
        if offered is None:
            yield from _unreachable(subject, seen, named)


def _unreachable(subject: AuditSubject, seen: Seen, named: set[str]) -> Iterator[AuditFinding]:
    long = [
        each
        for each in seen.decided
        if copilot_cli.is_too_long(seen.server.key, each.tool.name) and each.tool.name not in named
    ]
    if long:
        ordered = subject.riskiest_first(long)
        yield AuditFinding(
            check=ID,
            level=Level.NOTE,
            message=f"found no list of tools, and ids over {copilot_cli.LONGEST} characters "
            f"({few([each.tool.name for each in ordered])}): no `--deny-tool` with their names would hold in {ENGINE}",
            hint=_HINT,
            place=seen.server.place,
            server=seen.server.key,
            tools=tuple(each.tool.name for each in ordered),
            risk=subject.worst(ordered),
        )
