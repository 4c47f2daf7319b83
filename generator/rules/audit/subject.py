"""What a check of an audit looks at: the files, the servers, and what each client does with each tool.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from types import ModuleType

from msgspec import Struct

from generator.model.assessment import Assessment, JudgedServer
from generator.model.audit import Decision
from generator.model.client_config import ConfigFile, ConfiguredServer, Hook, PolicyRule, Setting
from generator.model.tool import Tool
from generator.model.vocabulary import Vocabulary
from generator.rules.audit.matching import Match
from generator.rules.clients.policy import STRICTNESS, ClientPolicy
from generator.rules.clients.switch import is_off


class Decided(Struct, frozen=True, kw_only=True):
    """What one client does with one tool."""

    tool: Tool
    assessment: Assessment
    decision: Decision

    @property
    def is_milder(self) -> bool:
        """True when the client lets through more than the catalog recommends."""
        return STRICTNESS[self.decision.effect] < STRICTNESS[self.assessment.recommendation.effect]


class Seen(Struct, frozen=True, kw_only=True):
    """One server as one client sees it."""

    client: ModuleType
    """One of `rules.clients.CLIENTS`."""
    server: ConfiguredServer
    policy: ClientPolicy
    match: Match
    judged: JudgedServer | None
    """None: the catalog does not have it, or its entry cannot be read."""
    decided: tuple[Decided, ...]
    """One for each tool that the released server offers; empty when the catalog does not know it."""

    def rules(self) -> Iterator[PolicyRule]:
        """Every rule of the client about this server and no other."""
        yield from (rule for rule in self.policy.rules if self.client.names(rule, self.server.key))
        yield from self.server.rules

    @property
    def export_command(self) -> str | None:
        """What prints the recommended rules for this server; None when no target is this client's, or the server is not known."""
        target = getattr(self.client, "EXPORTED_AS", None)
        if target is None or self.match.head is None:
            return None
        slug, key = self.match.head.slug, self.server.key
        named = f" --key {shlex.quote(key)}" if key != slug else ""
        return f"policy-catalog export --target {target} --server {slug}{named}"

    @property
    def is_certain(self) -> bool:
        """True when the tools are those of the catalog's entry, as far as a file can tell."""
        package, head = self.match.package, self.match.head
        return self.match.how != "name" and (package is None or head is None or package.version in {None, head.version})


class AuditSubject(Struct, frozen=True, kw_only=True):
    """Everything that was given, as one."""

    files: tuple[ConfigFile, ...]
    servers: tuple[tuple[ConfiguredServer, Match], ...]
    """Every configured server once, in the order of the files."""
    seen: tuple[Seen, ...]
    vocabulary: Vocabulary

    def started(self) -> Iterator[tuple[ConfiguredServer, Match]]:
        """The configured servers that are not switched off."""
        yield from (each for each in self.servers if not is_off(each[0]))

    def rules(self, client: str) -> Iterator[tuple[ConfigFile, PolicyRule]]:
        """Every rule that one client reads, with its file."""
        for file in self.files:
            for rule in (*file.rules, *(rule for server in file.servers for rule in server.rules)):
                if rule.client == client:
                    yield file, rule

    def hooks(self) -> Iterator[tuple[ConfigFile, Hook]]:
        """Every hook with its file."""
        for file in self.files:
            for hook in file.hooks:
                yield file, hook

    def settings(self, name: str) -> Iterator[tuple[ConfigFile, Setting]]:
        """Every switch of that name with its file."""
        for file in self.files:
            for setting in file.settings:
                if setting.name == name:
                    yield file, setting

    def riskiest_first(self, decided: Iterable[Decided]) -> tuple[Decided, ...]:
        """The tools from the riskiest class down, by name within one; one that nobody reviewed is above all."""
        return tuple(sorted(decided, key=lambda each: (-self.vocabulary.rank(each.assessment.risk), each.tool.name)))

    def worst(self, decided: Iterable[Decided]) -> str | None:
        """The highest risk class among the tools; None without any, or when one is not reviewed."""
        ordered = self.riskiest_first(decided)
        return ordered[0].assessment.risk if ordered else None
