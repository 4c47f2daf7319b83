"""Files into views: which servers each client reads, with which rules, also servers that only rules name.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import ModuleType

from msgspec import Struct
from msgspec.structs import replace

from generator.model.assessment import JudgedServer
from generator.model.client_config import ConfigFile, ConfiguredServer, PolicyRule
from generator.rules.audit.matching import Match, Matcher
from generator.rules.audit.subject import Decided, Seen
from generator.rules.clients import CLIENTS, claude_desktop
from generator.rules.clients.policy import ClientPolicy
from generator.rules.clients.switch import is_off


class View(Struct, frozen=True, kw_only=True):
    """One server as one client reads it, before the catalog was asked about its tools."""

    client: ModuleType
    server: ConfiguredServer
    policy: ClientPolicy
    match: Match


def views(files: Sequence[ConfigFile], matcher: Matcher) -> tuple[View, ...]:
    """The views of all clients, in the order of the registry of clients.

    A client reads its own servers and those of files that many clients share. Where it has rules and neither, it reads every
    server given: rules and servers are then taken to belong together.
    """
    stated = [server for file in files for server in file.servers]
    every = [server for server in stated if not is_off(server)]
    off = {server.key for server in stated} - {server.key for server in every}
    shared = [server for server in every if server.client is None]
    found: list[View] = []
    is_shared_read = False
    for client in CLIENTS:
        own = [server for server in every if server.client == getattr(client, "SERVERS_OF", client.CLIENT)]
        policy = ClientPolicy(
            rules=tuple(rule for file in files for rule in file.rules if rule.client == client.CLIENT),
            settings=tuple(setting for file in files if file.client == client.CLIENT for setting in file.settings),
        )
        has_rules = bool(policy.rules or policy.settings)
        servers = _by_key([*own, *shared] if own or shared else every) if has_rules else own
        if client is claude_desktop:
            servers = [*own, *(shared if not is_shared_read and not _any_rules(files) else [])]
        elif getattr(client, "SERVERS_OF", None) and not policy.rules:
            continue
        is_shared_read |= has_rules
        servers = [*servers, *_implied(client, policy.rules, servers, off, matcher)]
        found += [
            View(client=client, server=server, policy=policy, match=_match(server, matcher)) for server in servers
        ]
    return tuple(found)


def seen(each: View, judged: Mapping[str, JudgedServer]) -> Seen:
    """The view with what its client does with each tool of the released server."""
    policy = replace(each.policy, rules=tuple(_concerning(each)))
    entry = judged.get(each.match.head.slug) if each.match.head else None
    decided = (
        Decided(tool=tool, assessment=assessment, decision=each.client.decide(policy, each.server, tool))
        for tool, assessment in (zip(entry.server.tools, entry.assessments, strict=True) if entry else ())
        if tool.status == "verified"
    )
    return Seen(
        client=each.client,
        server=each.server,
        policy=policy,
        match=each.match,
        judged=entry,
        decided=tuple(decided),
    )


def _concerning(view: View) -> Iterator[PolicyRule]:
    """The rules that can be about a tool of the server: those that name it, and patterns."""
    names_tools_only = getattr(view.client, "NAMES_TOOLS_ONLY", False)
    for rule in view.policy.rules:
        if names_tools_only or view.client.is_wild(rule) or view.client.names(rule, view.server.key):
            yield rule


def _any_rules(files: Sequence[ConfigFile]) -> bool:
    return any(file.rules for file in files)


def _by_key(servers: Sequence[ConfiguredServer]) -> list[ConfiguredServer]:
    """The servers without those whose key stands there already."""
    return list({server.key: server for server in reversed(servers)}.values())[::-1]


def _match(server: ConfiguredServer, matcher: Matcher) -> Match:
    if server.is_configured:
        return matcher.match(server)
    head = matcher.named(server.key)
    return Match(head=head, how="told" if matcher.is_told(server.key) else "name" if head else "none")


def _implied(
    client: ModuleType,
    rules: Sequence[PolicyRule],
    servers: Sequence[ConfiguredServer],
    off: Iterable[str],
    matcher: Matcher,
) -> Iterator[ConfiguredServer]:
    """A server for each name that only rules use and by which the catalog knows one; none that is switched off, or spelt as a given one but for its case."""
    keys = [*(server.key for server in servers), *off]
    folded = {key.casefold() for key in keys}
    known: set[str] = set()
    for rule in rules:
        if any(client.names(rule, key) for key in (*known, *keys)):
            continue
        key = client.key_of(rule)
        if key is None:
            key = next((alias for alias in matcher.aliases() if client.names(rule, alias)), None)
        if key is not None and key.casefold() in folded:
            continue  # misspelt: the client takes it for no server's name
        if key is not None and key not in known and matcher.named(key) is not None and client.names(rule, key):
            known.add(key)
            yield ConfiguredServer(key=key, client=client.CLIENT, place=rule.place, is_configured=False)
