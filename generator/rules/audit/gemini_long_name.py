"""Gemini CLI: names over 63 characters are shortened, and no rule for the tool matches any more.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject
from generator.rules.audit.words import short
from generator.rules.clients import gemini_cli

ID: Final = "fail-open/gemini-long-name"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Gemini CLI 0.61.0"
SENTENCE: Final = (
    "A rule for a tool whose id `mcp_SERVER_TOOL` exceeds 63 characters: it never matches, and the call goes through."
)


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each rule that holds something back, or allows it, in vain; none when the server's list hides the tool."""
    for seen in subject.seen:
        if seen.client is not gemini_cli:
            continue
        hidden = {named.text for named in seen.server.never}
        for rule in seen.rules():
            name = rule.tool or ""
            bare = name.removeprefix(f"mcp_{seen.server.key}_") if rule.server is None else name
            is_shortened = rule.server is None and gemini_cli.DOTS in name
            if gemini_cli.is_wild(rule) or bare in hidden or is_shortened:
                continue
            if not gemini_cli.is_too_long(seen.server.key, bare):
                continue
            length = len(gemini_cli.tool_id(seen.server.key, bare))
            yield AuditFinding(
                check=ID,
                level={"deny": Level.ERROR, "ask": Level.REVIEW, "allow": Level.NOTE}[rule.effect],
                message=f"found a rule for `{short(bare)}`, whose id has {length} characters: {ENGINE} shortens it to "
                f"{gemini_cli.LONGEST}, so the rule never matches",
                hint="give the server a shorter name, or list the tool in its `excludeTools`, which takes the true name",
                place=rule.place,
                server=seen.server.key,
                tools=(bare,),
                risk=next((each.assessment.risk for each in seen.decided if each.tool.name == bare), None),
            )
