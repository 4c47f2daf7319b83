"""What every page may know of all others: one row for each tool, and the numbers.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, Final, NamedTuple

from msgspec import Struct

from generator.model.attack import Attack
from generator.model.rows import Concern, ServerSummary, ToolHead, ToolSummary
from generator.model.tools_by_word import ToolsByWord
from generator.model.vocabulary import Vocabulary


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


class Catalog(Struct, frozen=True, kw_only=True):
    """All rows and the vocabulary they are written in."""

    vocabulary: Vocabulary
    servers: tuple[ServerSummary, ...]
    """Sorted by slug."""
    server_by_slug: Mapping[str, ServerSummary]
    tools_by_name: Mapping[str, tuple[SameName, ...]]
    """Tools of the same exact name on different servers, sorted by server slug."""
    tools_by_word: ToolsByWord
    """What lists and counts of the whole catalog go by."""
    server_names: Mapping[str, str]
    """Name by slug."""
    slugs_by_name: Mapping[str, tuple[str, ...]]
    """Slugs of the servers of that name, sorted."""
    servers_by_publisher: Mapping[str, tuple[ServerHead, ...]]
    """Servers of the same publisher, sorted by slug."""
    attacks: tuple[Attack, ...] = ()
    """The attack database, sorted by slug."""

    def heads(self) -> Iterator[ToolHead]:
        """What lists show of every tool, by server slug, then tool slug."""
        return chain.from_iterable([server.tools.heads for server in self.servers])

    def tools(self) -> Iterator[ToolSummary]:
        """Every whole row in the same order, each made for the caller: half a second for 220,000. Keep what you need of it, not the row."""
        for server in self.servers:
            yield from server.tools

    def look_for(self, names: Iterable[str]) -> None:
        """Find the tools of these names in one walk, before each is asked for in one of its own."""
        if isinstance(self.tools_by_name, ByName):
            self.tools_by_name.look_for(names)

    def summaries(self, server: str) -> Sequence[str | None]:
        """The summary of each tool of the server, by its place."""
        return self.server_by_slug[server].tools.summaries()

    def concerns(self, server: str) -> Sequence[tuple[Concern, ...]]:
        """The attacks that concern each tool of the server, by its place."""
        return self.server_by_slug[server].tools.concerns()


_REMEMBERED: Final = 20_000
"""Names whose tools are kept as they were given out: enough for the names that many servers share."""


_FEW: Final = 200
"""Names that are looked for among the names of every server, half a millisecond each, before all of them are put in order."""


class ByName(Mapping[str, tuple[SameName, ...]]):
    """Tools of the same exact name, made for each name when it is asked for: an edit asks for thirty of 100,000."""

    def __init__(self, servers: Sequence[ServerSummary]) -> None:
        """Look into these servers, sorted by slug."""
        self._servers = servers
        self._made: dict[str, tuple[SameName, ...]] = {}

    @cached_property
    def _rows(self) -> dict[str, list[ToolHead]]:
        rows: dict[str, list[ToolHead]] = {}
        for server in self._servers:
            for tool in server.heads:
                rows.setdefault(tool.name, []).append(tool)
        return rows

    def __getitem__(self, name: str) -> tuple[SameName, ...]:
        made = self._made.get(name)
        if made == ():
            raise KeyError(name)
        if made is None:
            if len(self._made) > _REMEMBERED:
                self._made.clear()
            rows = self._rows[name] if self._is_ordered or len(self._made) >= _FEW else self._found(name)
            made = self._made[name] = _same(name, rows)
        return made

    def look_for(self, names: Iterable[str]) -> None:
        """Find these in one walk over all servers, and that there is none of a name."""
        found: dict[str, list[ToolHead]] = {name: [] for name in names if name not in self._made}
        for server in () if self._is_ordered else self._servers:
            if server.tools.have_any(found.keys()):
                for tool in server.heads:
                    if tool.name in found:
                        found[tool.name].append(tool)
        if not self._is_ordered:
            self._made.update((name, _same(name, rows)) for name, rows in found.items())

    @property
    def _is_ordered(self) -> bool:
        return "_rows" in self.__dict__

    def _found(self, name: str) -> list[ToolHead]:
        """As in `_rows`, of the servers that may have the name."""
        rows = [tool for each in self._servers if each.tools.may_have(name) for tool in each.heads if tool.name == name]
        if not rows:
            raise KeyError(name)
        return rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __reduce__(self) -> tuple[Any, ...]:
        """As the servers alone between processes: heads beside them would be the larger part, and stay in memory twice."""
        return ByName, (self._servers,)


def _same(name: str, rows: Iterable[ToolHead]) -> tuple[SameName, ...]:
    return tuple(SameName(each.server, each.slug, name, each.risk, each.status) for each in rows)


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
        tools_by_word=ToolsByWord(ordered),
        server_names={server.slug: server.name for server in ordered},
        slugs_by_name={name: tuple(same) for name, same in slugs.items()},
        servers_by_publisher={publisher: tuple(heads) for publisher, heads in by_publisher.items()},
        attacks=attacks,
    )
