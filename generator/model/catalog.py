"""What every page may know of all others: one row for each tool, and the numbers.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from generator.model.attack import Attack
from generator.model.vocabulary import Sensitivity, Vocabulary


class Concern(NamedTuple):
    """An attack that concerns a tool."""

    attack: str
    """Slug of the attack."""
    trigger: int
    """Which of its triggers matched, from 0."""
    words: str
    """What raised the signals that the trigger names; empty when it names none."""


class ToolSummary(NamedTuple):
    """The row kept of every tool while pages are made; its page body is never kept.

    A tuple of plain values and of tuples of them: 220,000 are read back in half a second.
    """

    server: str
    """Slug of its server."""
    name: str
    slug: str
    category: str | None
    """None: not reviewed."""
    risk: str | None
    """None: not reviewed."""
    effect: str
    """Recommended effect: allow, ask or deny."""
    status: str
    summary: str | None
    parameter_count: int | None
    """None: the schema is unknown."""
    required_count: int | None
    tokens: int | None
    """Estimated tokens of the definition; None when it was not observed."""
    is_confirmed: bool = False
    """True when a person chose the category; False when the rules did, or nobody."""
    fingerprint: str | None = None
    """Start of the definition's digest, enough to tell two apart; None when it was not observed."""
    likeness: str | None = None
    """The same for name, first sentence, and names and types of the parameters; None where any of them is not known."""
    excused: tuple[str, ...] = ()
    """Points across servers that the entry is excused from."""
    concerns: tuple[Concern, ...] = ()
    """Attacks that concern it, in the order of the catalog's attacks."""
    sensitivity: Sensitivity = "ordinary"
    """The most sensitive data that a call touches."""
    signals: tuple[str, ...] = ()
    """Kinds of risk signals that hold, each once, in the order of `rules.signals.SIGNALS`."""
    legs: tuple[str, ...] = ()
    """Which legs of the toxic combination it is, in the order of `rules.traits.LEGS`."""
    hints: tuple[bool | None, ...] | None = None
    """readOnlyHint, destructiveHint, idempotentHint, openWorldHint; None for one not stated, or for all when they are unknown."""
    parameters: tuple[str, ...] | None = None
    """Names of its parameters, then those of nested ones, each once; None: the schema is unknown."""
    reach: tuple[str, ...] | None = None
    """Kinds of reach that its definition shows, see `rules.reach`; None: unknown."""
    mark: bytes = b""
    """Digest of all of the above, 8 bytes: two rows that differ in anything have another one."""


class ServerSummary(NamedTuple):
    """The row kept of every server."""

    slug: str
    name: str
    summary: str | None
    publisher: str | None
    package: str | None
    """Identifier in its package registry."""
    package_registry: str | None
    version: str | None
    captured: str | None
    """ISO date; None when nothing was captured."""
    tools: tuple[ToolSummary, ...]
    """Sorted by slug."""
    url: str | None = None
    """Its hosted endpoint where the catalog asked one."""
    is_toxic: bool = False
    """True when its tools together read private data, take in strangers' text and carry data out."""
    shape: bytes = b""
    """Digest of all of it but its texts: while it stays, so do every list, count and address of the site."""
    texts: bytes = b""
    """Digest of its texts: 8 bytes for its own (summary, version, day of capture), 8 for the summaries of its tools."""


class SameName(NamedTuple):
    """What pages of other servers say of a tool that has a name of theirs."""

    server: str
    """Slug of its server."""
    slug: str
    name: str
    risk: str | None
    """None: not reviewed."""
    status: str


class ServerHead(NamedTuple):
    """What pages of other servers say of a server."""

    slug: str
    name: str
    tool_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """All rows and the vocabulary they are written in."""

    vocabulary: Vocabulary
    servers: tuple[ServerSummary, ...]
    """Sorted by slug."""
    server_by_slug: Mapping[str, ServerSummary]
    tools_by_name: Mapping[str, tuple[SameName, ...]]
    """Tools of the same exact name on different servers, sorted by server slug."""
    server_names: Mapping[str, str]
    """Name by slug."""
    slugs_by_name: Mapping[str, tuple[str, ...]]
    """Slugs of the servers of that name, sorted."""
    servers_by_publisher: Mapping[str, tuple[ServerHead, ...]]
    """Servers of the same publisher, sorted by slug."""
    attacks: tuple[Attack, ...] = ()
    """The attack database, sorted by slug."""

    def tools(self) -> Iterator[ToolSummary]:
        """Every tool, by server slug, then tool slug."""
        for server in self.servers:
            yield from server.tools


_REMEMBERED: Final = 20_000
"""Names whose tools are kept as they were given out: enough for the names that many servers share."""


class ByName(Mapping[str, tuple[SameName, ...]]):
    """Tools of the same exact name, made for each name when it is asked for: an edit asks for thirty of 100,000."""

    def __init__(self, servers: Sequence[ServerSummary]) -> None:
        """Look into these servers, sorted by slug."""
        self._servers = servers
        self._made: dict[str, tuple[SameName, ...]] = {}

    @cached_property
    def _rows(self) -> dict[str, list[ToolSummary]]:
        rows: dict[str, list[ToolSummary]] = {}
        for server in self._servers:
            for tool in server.tools:
                rows.setdefault(tool.name, []).append(tool)
        return rows

    def __getitem__(self, name: str) -> tuple[SameName, ...]:
        made = self._made.get(name)
        if made is None:
            if len(self._made) > _REMEMBERED:
                self._made.clear()
            rows = self._rows[name]
            made = tuple(SameName(each.server, each.slug, name, each.risk, each.status) for each in rows)
            self._made[name] = made
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def gather(vocabulary: Vocabulary, servers: list[ServerSummary], attacks: tuple[Attack, ...] = ()) -> Catalog:
    """The catalog of these rows, in any order given."""
    ordered = tuple(sorted(servers, key=lambda server: server.slug))
    by_publisher: dict[str, list[ServerHead]] = {}
    slugs: dict[str, list[str]] = {}
    for server in ordered:
        slugs.setdefault(server.name, []).append(server.slug)
        if server.publisher:
            head = ServerHead(server.slug, server.name, len(server.tools))
            by_publisher.setdefault(server.publisher, []).append(head)
    return Catalog(
        vocabulary=vocabulary,
        servers=ordered,
        server_by_slug={server.slug: server for server in ordered},
        tools_by_name=ByName(ordered),
        server_names={server.slug: server.name for server in ordered},
        slugs_by_name={name: tuple(same) for name, same in slugs.items()},
        servers_by_publisher={publisher: tuple(heads) for publisher, heads in by_publisher.items()},
        attacks=attacks,
    )
