"""Servers into a heat map: one row for each of the largest, one column for each risk class.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from heapq import nsmallest
from typing import Final

from generator.model.rows import ServerSummary, Tally
from generator.views import urls
from generator.views.badges import Badges
from generator.views.grid import Grid
from generator.views.grid_layout import Column, Counted, make_grid

_MOST_SERVERS: Final = 50
_MOST_CELLS: Final = 250
"""Chosen: two screens of rows and about 50 kB of page; a vocabulary of more than four risk classes has fewer servers."""
_NAMES_WIDTH: Final = 36.0


def server_grid(servers: Sequence[ServerSummary], badges: Badges) -> Grid:
    """The servers with the most tools, most first; the list of all servers has those left out."""
    most = min(_MOST_SERVERS, _MOST_CELLS // (len(badges.risk_classes) + 1))
    largest = nsmallest(most, servers, key=lambda server: (-len(server.tools), server.slug))
    shown = [server for server in largest if server.tools]
    classes = risk_columns({risk for server in shown for _, risk, _ in server.tools.tally}, badges)
    rows = [
        Counted(
            text=server.name,
            counts=tuple(counts[each] for each in classes),
            total=len(server.tools),
            href=urls.server_path(server.slug),
        )
        for server, counts in ((server, _risks(server.tools.tally)) for server in shown)
    ]
    return make_grid(
        "heat",
        "servers",
        "Server",
        "Tools of each server by risk class. Each row is a link to the server.",
        tuple(classes.values()),
        rows,
        names_width=_NAMES_WIDTH,
    )


def risk_columns(risks: Collection[str | None], badges: Badges) -> dict[str | None, Column]:
    """A column for each risk class, least first; one for tools nobody has judged where they are among the risk classes of the tools shown."""
    order: list[str | None] = [*badges.risk_classes]
    if None in risks:
        order.append(None)
    found = ((each, badges.risk(each)) for each in order)
    return {each: Column(text=badge.text, style=badge.style) for each, badge in found}


def _risks(tally: Tally) -> Counter[str | None]:
    counts: Counter[str | None] = Counter()
    for _, risk, count in tally:
        counts[risk] += count
    return counts
