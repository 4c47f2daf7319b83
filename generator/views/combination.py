"""A judged server into the panel on what its tools can do together that none of them can alone.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from generator.model.assessment import JudgedServer
from generator.rules.traits import LEGS, leg_tools
from generator.views import urls
from generator.views.words import joined, number, plural

_NAMED: Final = 6
"""Tools named for one leg before the rest is counted: chosen."""
_LABELS: Final = {
    "reads-private": "Private data in",
    "takes-untrusted": "Strangers’ text in",
    "sends-out": "A way out",
}
_DOES: Final = {
    "reads-private": "reads private data",
    "takes-untrusted": "takes in strangers’ text",
    "sends-out": "carries data out",
}


class Leg(Struct, frozen=True, kw_only=True):
    """One of the three things it takes."""

    label: str
    tools: tuple[urls.Link, ...]
    rest: str
    """`and 3 more`; empty when all are named."""


class Combination(Struct, frozen=True, kw_only=True):
    """The three legs of the server."""

    verdict: str
    """One sentence."""
    is_toxic: bool
    """True when no leg is missing."""
    legs: tuple[Leg, ...]


def combination_of(judged: JudgedServer) -> Combination | None:
    """The panel; None for a server of which no tool is any of the legs."""
    found = leg_tools(judged.assessments)
    if not any(found.values()):
        return None
    missing = [_DOES[leg] for leg in LEGS if not found[leg]]
    if missing:
        verdict = f"Going by the definitions, no tool of this server {joined(missing, 'or')}; a server beside it may add that."
    else:
        verdict = (
            "Going by the definitions, this server has all three parts of a theft of data: text of strangers can give the agent orders, a tool reads what is "
            "private, and a tool carries it out. Deny or ask on at least one of them."
        )
    return Combination(
        verdict=verdict,
        is_toxic=not missing,
        legs=tuple(_leg(judged, leg, found[leg]) for leg in LEGS),
    )


def _leg(judged: JudgedServer, leg: str, positions: tuple[int, ...]) -> Leg:
    tools = tuple(
        urls.Link(
            href=urls.tool_path(judged.server.slug, judged.assessments[each].slug), text=judged.server.tools[each].name
        )
        for each in positions[:_NAMED]
    )
    rest = len(positions) - _NAMED
    return Leg(
        label=f"{_LABELS[leg]}: {plural(len(positions), 'tool')}",
        tools=tools,
        rest=f"and {number(rest)} more" if rest > 0 else "",
    )
