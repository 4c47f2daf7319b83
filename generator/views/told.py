"""What pages of other servers may say of a server, and which servers those are: an edit looks at the pages of these alone.

The pages of a server read of others what they share with it: the name of a tool, the publisher, the server's own name. `traced`
notes each question, so a build of everything needs none of this.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from generator.model.catalog import Catalog
from generator.model.rows import ServerSummary


class Told(NamedTuple):
    """What pages of other servers may say of a server."""

    name: str
    publisher: str | None
    tool_count: int
    tools: tuple[tuple[str, str, str, str | None, str], ...]
    """As `SameName`."""


def told_of(server: ServerSummary) -> Told:
    """What they may say of this one."""
    tools = tuple((each.server, each.slug, each.name, each.risk, each.status) for each in server.heads)
    return Told(server.name, server.publisher, len(server.tools), tools)


def concerned(catalog: Catalog, changes: Iterable[tuple[Told | None, Told | None]]) -> Iterator[str]:
    """Slugs of servers whose pages may say something else after these changes, each from what was told to what is; None where there is no server.

    The changed servers may be among them.
    """
    names: set[str] = set()
    tools: set[str] = set()
    publishers: set[str] = set()
    for before, after in changes:
        sides = [each for each in (before, after) if each is not None]
        is_same_head = len(sides) == 2 and sides[0][:3] == sides[1][:3]
        is_same_name = len(sides) == 2 and sides[0].name == sides[1].name
        names.update(() if is_same_name else (each.name for each in sides))
        publishers.update(() if is_same_head else (each.publisher for each in sides if each.publisher))
        rows = [set(each.tools) for each in sides]
        kept = rows[0] & rows[1] if is_same_name else set()
        tools.update(row[2] for side in rows for row in side - kept)
    for server in catalog.servers:
        if server.name in names or server.publisher in publishers or _has_one(server, tools):
            yield server.slug


def _has_one(server: ServerSummary, tools: Collection[str]) -> bool:
    return any(map(server.tools.may_have, tools))
