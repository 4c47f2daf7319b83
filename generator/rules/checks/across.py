"""Points that show only when all servers are read: tools that bled from one server to others, one tool in two classes.

Apart from the checks of servers: it runs once, after them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from msgspec import Struct

from generator.model.rows import ServerSummary, ToolHead, ToolSummary

MOST_SERVERS: Final = 3
"""Servers that may offer one identical definition before it looks like bleed. Chosen: shared libraries exist, monorepos too."""
_NAMED: Final = 5
"""Servers named in a message before the rest is counted: chosen."""


_Groups = dict[str, list[ToolHead]]


class AcrossFinding(Struct, frozen=True):
    """A point about one tool of one server."""

    server: str
    tool: str
    """Its slug."""
    code: str
    message: str
    hint: str


class Compared(NamedTuple):
    """All of a tool that `check_across` and the excuses from it look at."""

    server: str
    slug: str
    name: str
    status: str
    fingerprint: str | None
    likeness: str | None
    category: str | None
    risk: str | None
    excused: tuple[str, ...]

    @property
    def digests(self) -> frozenset[str]:
        """What it is compared with other tools by; nothing unless a released server was seen to offer it."""
        known = (self.fingerprint, self.likeness) if self.status == "verified" else ()
        return frozenset(each for each in known if each is not None)


_looked_at: Final = attrgetter(*Compared._fields)


def compared(server: ServerSummary) -> Iterator[Compared]:
    """The server's tools, as they are looked at."""
    for row in server.tools:
        yield Compared._make(_looked_at(row))


def check_across(servers: Iterable[ServerSummary], among: Collection[str] | None = None) -> Iterator[AcrossFinding]:
    """Findings about tools that several servers offer, excused ones included; each tool is told once of each.

    With digests to stay `among`, tools are compared by these alone: what is found of a tool is whole where all of its own are among them
    and all servers with one of them are given.
    """
    by_fingerprint: _Groups = {}
    by_likeness: _Groups = {}
    for server in servers:
        for tool, row in _verified(server):
            for groups, digest in ((by_fingerprint, row.fingerprint), (by_likeness, row.likeness)):
                if digest is not None and (among is None or digest in among):
                    groups.setdefault(digest, []).append(tool)
    same = _of_several(by_fingerprint)
    for group in same:
        yield from _bled(group)
    told: set[tuple[str, str]] = set()
    for group, what in (
        *((each, "for one definition of {}") for each in same),
        *((each, "for {} with one first sentence and the same parameters") for each in _of_several(by_likeness)),
    ):
        for finding in _in_two_classes(group, what):
            if (finding.server, finding.tool) not in told:
                told.add((finding.server, finding.tool))
                yield finding


def _verified(server: ServerSummary) -> Iterator[tuple[ToolHead, ToolSummary]]:
    if any(tool.status == "verified" for tool in server.heads):
        yield from (each for each in zip(server.heads, server.tools, strict=True) if each[0].status == "verified")


def _of_several(groups: _Groups) -> list[list[ToolHead]]:
    """The groups with tools of several servers, in the order of the first of each."""
    return [each for each in groups.values() if len(each) > 1 and len({tool.server for tool in each}) > 1]


def _bled(tools: Sequence[ToolHead]) -> Iterator[AcrossFinding]:
    slugs = sorted({tool.server for tool in tools})
    if len(slugs) <= MOST_SERVERS:
        return
    for tool in tools:
        yield AcrossFinding(
            tool.server,
            tool.slug,
            "across/bleed",
            f"found the definition of {tool.name!r} on {len(slugs)} servers ({_some(slugs)}), expected at most {MOST_SERVERS}",
            "see whether the released server offers it; excuse it where a shared library is the reason",
        )


def _in_two_classes(tools: Sequence[ToolHead], what: str) -> Iterator[AcrossFinding]:
    judged = {(tool.category, tool.risk) for tool in tools if tool.category is not None}
    if len(judged) < 2:
        return
    slugs = sorted({tool.server for tool in tools})
    classes = " and ".join(sorted(f"{category}/{risk}" for category, risk in judged))
    for tool in tools:
        others = _some([slug for slug in slugs[: _NAMED + 2] if slug != tool.server], len(slugs) - 1)
        yield AcrossFinding(
            tool.server,
            tool.slug,
            "across/two-classes",
            f"found {classes} {what.format(repr(tool.name))} (also on {others}), expected one class",
            "judge both alike, or excuse the difference with what the servers do differently",
        )


def _some(slugs: Sequence[str], count: int | None = None) -> str:
    """The first of these servers, and how many more there are of `count`, or of them."""
    rest = (len(slugs) if count is None else count) - _NAMED
    return ", ".join(slugs[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
