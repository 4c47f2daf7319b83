"""Rules for servers that no file configures: mistyped, or spelt otherwise than the client spells them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.model.client_config import PolicyRule
from generator.rules.audit.near import Near
from generator.rules.audit.subject import AuditSubject, Seen
from generator.rules.audit.words import counted, short, without_arguments
from generator.rules.clients import CLIENTS
from generator.rules.clients.glob import normalised

ID: Final = "policy/no-such-server"
LEVEL: Final = Level.ERROR
SENTENCE: Final = "Rules for a server that no file configures, often one whose name the client spells otherwise."
_NEAR: Final = 0.8


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each client and server named."""
    near = Near()
    off = {server.key for server, _ in subject.servers} - {server.key for server, _ in subject.started()}
    for client in CLIENTS:
        seen = [each for each in subject.seen if each.client is client]
        stray: dict[str, list[PolicyRule]] = {}
        for _, rule in subject.rules(client.CLIENT):
            key = client.key_of(rule) if rule.server is None or rule.tool is not None else None
            is_told = any(client.names(rule, each) for each in (*(one.server.key for one in seen), *off))
            if not is_told and key:
                stray.setdefault(key, []).append(rule)
            elif not is_told and key is None and not client.is_wild(rule) and "_" in rule.text:
                yield from _near_id(client, seen, rule, near)
        for key, rules in stray.items():
            yield _finding(client, seen, key, rules, near)


def _finding(client: ModuleType, seen: list[Seen], key: str, rules: list[PolicyRule], near: Near) -> AuditFinding:
    meant = _meant(near, key, [each.server.key for each in seen if each.server.is_configured])
    number = counted(len(rules), "rule")
    if meant is None:
        return AuditFinding(
            check=ID,
            level=Level.NOTE,
            message=f"found {number} for server `{short(key)}`, which no file given configures",
            hint="give the file that configures it too, or say which server it is with --server KEY=SLUG",
            place=rules[0].place,
            server=key,
        )
    is_strict = any(rule.effect != "allow" for rule in rules)
    spelt = client.tool_id(meant, "TOOL")
    text = without_arguments(rules[0].text).removesuffix("(…)")
    tool = rules[0].tool or text.rpartition("__")[2]
    whole = client.tool_id(meant, tool) if text.count("__") > 1 else client.tool_id(meant, "").removesuffix("__")
    is_misspelt = text.lower().lstrip().startswith("mcp__") and not text.startswith("mcp__")
    what = f"spelt `{short(rules[0].text)}`" if is_misspelt else f"for server `{short(key)}`"
    return AuditFinding(
        check=ID,
        level=Level.ERROR if is_strict else Level.REVIEW,
        message=f"found {number} {what}, but {client.LABEL} knows its tools as `{short(spelt)}`: "
        f"{'nothing is held back' if is_strict else 'nothing is allowed'}",
        hint=f"write `{short(whole)}`" if rules[0].server is None else f"write `{short(meant)}`",
        place=rules[0].place,
        server=meant,
    )


def _meant(near: Near, key: str, keys: list[str]) -> str | None:
    """The configured server that was probably meant."""
    for each in keys:
        if normalised(each).replace("-", "_").lower() == normalised(key).replace("-", "_").lower():
            return each
    return near.to(key, keys, _NEAR)


def _near_id(client: ModuleType, seen: list[Seen], rule: PolicyRule, near: Near) -> Iterator[AuditFinding]:
    """A finding for an id that is spelt much like that of a known tool."""
    written = {client.tool_id(each.server.key, tool.tool.name): each for each in seen for tool in each.decided}
    if any(client.matches(rule, each.server.key, tool.tool.name) for each in seen for tool in each.decided):
        return
    meant = near.to(rule.text, written, 0.88)
    if meant is not None:
        is_strict = rule.effect != "allow"
        yield AuditFinding(
            check=ID,
            level=Level.ERROR if is_strict else Level.REVIEW,
            message=f"found a rule `{short(rule.text)}` for a server that no file configures",
            hint=f"did you mean `{meant}`?",
            place=rule.place,
            server=written[meant].server.key,
        )
