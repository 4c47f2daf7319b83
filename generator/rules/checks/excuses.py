"""Excuses: each names a point that can be excused, and that would stand there without it.

Apart from the other checks: it looks at what they found.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.model.entry import STAND_IN
from generator.model.problem import Finding, Pointer
from generator.model.server import Server
from generator.model.tool import Excuse

EXCUSABLE: Final = frozenset({
    "wording/server-name", "wording/doubled-word", "wording/article", "wording/plural", "wording/full-stop", "wording/cut-off",
    "wording/says-nothing", "wording/severity", "wording/safe", "capture/package", "names/generic",
    "judgement/secret-low", "judgement/guard-low", "judgement/hint-unexplained", "evidence/quote",
    "across/bleed", "across/two-classes",
})  # fmt: skip
"""Points of taste and judgement. What an entry lacks, or states wrongly, cannot be excused."""
ACROSS: Final = "across/"
"""Points about tools that only show when all servers are read; whether a tool's excuse is needed is seen there."""


def without_excused(server: Server, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that no excuse covers, and one for each excuse that names nothing or is no longer needed."""
    remaining = list(findings)
    for pointer, excuse in excuses_of(server):
        if STAND_IN in {excuse.check.replace("/", "-"), excuse.reason}:
            continue  # its own mistake is reported already
        covered = [each for each in remaining if each.code == excuse.check and _is_of(each.pointer, pointer)]
        if excuse.check not in EXCUSABLE:
            yield Finding(
                pointer=(*pointer, "check"),
                code="excuses/unknown",
                message=f"found an excuse for {excuse.check!r}, expected one of {', '.join(sorted(EXCUSABLE))}",
                hint="remove the excuse and put the point right",
            )
        elif covered:
            remaining = [each for each in remaining if each not in covered]
        elif not excuse.check.startswith(ACROSS) or pointer[0] != "tools":
            yield needless(pointer, excuse)
    yield from remaining


def needless(pointer: Pointer, excuse: Excuse) -> Finding:
    """The finding about an excuse whose point no longer stands."""
    return Finding(
        pointer=pointer,
        code="excuses/needless",
        message=f"found an excuse for {excuse.check!r}, which is not there any more, expected none",
        hint="remove the excuse",
    )


def excuses_of(server: Server) -> Iterator[tuple[Pointer, Excuse]]:
    """Every excuse with its place: the server's own, then those of its tools."""
    for position, excuse in enumerate(server.excuses):
        yield ("excuses", position), excuse
    for number, tool in enumerate(server.tools):
        for position, excuse in enumerate(tool.excuses):
            yield ("tools", number, "excuses", position), excuse


def _is_of(finding: Sequence[str | int], excuse: Sequence[str | int]) -> bool:
    """Whether the finding is about the entry that the excuse stands in; a server's excuse covers its own keys only."""
    holder = tuple(excuse[:-2])
    return tuple(finding[: len(holder)]) == holder and (bool(holder) or finding[:1] != ("tools",))
