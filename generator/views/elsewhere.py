"""A tool's name into the tools of the same name on other servers, in steps that do not grow with their number.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from generator.model.catalog import Catalog, SameName


def elsewhere(catalog: Catalog, name: str, server: str, most: int) -> tuple[list[SameName], int]:
    """The first `most` tools of that exact name on servers other than `server`, by server, and how many more there are."""
    same = catalog.tools_by_name.get(name, ())
    if len(same) == 1 and same[0].server == server:  # most names are those of one server
        return [], 0
    start = bisect_left(same, server, key=_server)
    end = bisect_right(same, server, lo=start, key=_server)
    found = [*same[: min(start, most)], *same[end : end + most]][:most]
    return found, len(same) - (end - start) - len(found)


def _server(row: SameName) -> str:
    return row.server
