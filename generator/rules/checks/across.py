"""Points that show only when all servers are read: tools that bled from one server to others, one tool in two classes.

Apart from the checks of servers: it runs once, after them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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


def check_across(servers: Iterable[ServerSummary]) -> Iterator[AcrossFinding]:
    """Findings about tools with the same definition on several servers, excused ones included."""
    by_definition: dict[str, list[ToolSummary]] = {}
    for server in servers:
        for tool in server.tools:
            if tool.fingerprint is not None and tool.status == "verified":
                by_definition.setdefault(tool.fingerprint, []).append(tool)
    for tools in by_definition.values():
        slugs = sorted({tool.server for tool in tools})
        if len(slugs) < 2:
            continue
        if len(slugs) > MOST_SERVERS:
            for tool in tools:
                yield AcrossFinding(
                    tool.server,
                    tool.slug,
                    "across/bleed",
                    f"found the definition of {tool.name!r} on {len(slugs)} servers ({_some(slugs)}), expected at most {MOST_SERVERS}",
                    "see whether the released server offers it; excuse it where a shared library is the reason",
                )
        judged = {(tool.category, tool.risk) for tool in tools if tool.category is not None}
        if len(judged) > 1:
            classes = " and ".join(sorted(f"{category}/{risk}" for category, risk in judged))
            for tool in tools:
                others = _some([slug for slug in slugs[: _NAMED + 2] if slug != tool.server], len(slugs) - 1)
                yield AcrossFinding(
                    tool.server,
                    tool.slug,
                    "across/two-classes",
                    f"found {classes} for one definition of {tool.name!r} (also on {others}), expected one class",
                    "judge both alike, or excuse the difference with what the servers do differently",
                )


def _some(slugs: Sequence[str], count: int | None = None) -> str:
    """The first of these servers, and how many more there are of `count`, or of them."""
    rest = (len(slugs) if count is None else count) - _NAMED
    return ", ".join(slugs[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
