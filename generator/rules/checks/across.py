"""Points that show only when all servers are read: tools that bled from one server to others, one tool in two classes.

Apart from the checks of servers: it runs once, after them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.model.catalog import ServerSummary, ToolSummary

MOST_SERVERS: Final = 3
"""Servers that may offer one identical definition before it looks like bleed. Chosen: shared libraries exist, monorepos too."""
_NAMED: Final = 5
"""Servers named in a message before the rest is counted: chosen."""


@dataclass(frozen=True, slots=True)
class AcrossFinding:
    """A point about one tool of one server."""

    server: str
    tool: str
    """Its slug."""
    code: str
    message: str
    hint: str


def what_across_reads(server: ServerSummary) -> tuple[object, ...]:
    """All of a server that `check_across` and the excuses from it look at: equal for two rows that give the same points."""
    return tuple(
        (each.slug, each.name, each.status, each.fingerprint, each.likeness, each.category, each.risk, each.excused)
        for each in server.tools
    )


def check_across(servers: Iterable[ServerSummary]) -> Iterator[AcrossFinding]:
    """Findings about tools that several servers offer, excused ones included; each tool is told once of each."""
    tools = [tool for server in servers for tool in server.tools if tool.status == "verified"]
    same = _groups(tools, lambda tool: tool.fingerprint)
    for group in same:
        yield from _bled(group)
    told: set[tuple[str, str]] = set()
    for group, what in (
        *((each, "for one definition of {}") for each in same),
        *(
            (each, "for {} with one first sentence and the same parameters")
            for each in _groups(tools, lambda tool: tool.likeness)
        ),
    ):
        for finding in _in_two_classes(group, what):
            if (finding.server, finding.tool) not in told:
                told.add((finding.server, finding.tool))
                yield finding


def _groups(tools: Iterable[ToolSummary], key: Callable[[ToolSummary], str | None]) -> list[list[ToolSummary]]:
    """Tools of several servers that share the key, in the order of the first of each."""
    groups: dict[str, list[ToolSummary]] = {}
    for tool in tools:
        name = key(tool)
        if name is not None:
            groups.setdefault(name, []).append(tool)
    return [each for each in groups.values() if len({tool.server for tool in each}) > 1]


def _bled(tools: Sequence[ToolSummary]) -> Iterator[AcrossFinding]:
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


def _in_two_classes(tools: Sequence[ToolSummary], what: str) -> Iterator[AcrossFinding]:
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
