"""Two things under one name: found, and told.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.model.problem import CatalogError

Column = tuple[str, int]
"""A recipe's own name that has to differ, and where it stands in a row."""


class SameKey(CatalogError):
    """Two rules would stand under one name, so one of them would not count."""


def unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """The mapping of the pairs.

    Raises:
        SameKey: a key is there twice.
    """
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for position, key in enumerate(keys) if key in keys[:position])
        message = f"found two rules under the name {twice!r}, expected one; choose other keys for the servers"
        raise SameKey(message)
    return made


def check_names(servers: Sequence[Any], of_server: Sequence[Column], of_tool: Sequence[Column]) -> None:
    """Whether names of the rows of servers (whose last part is the rows of their tools) differ where they have to.

    Raises:
        SameKey: two do not.
    """
    for _, place in of_tool:
        texts = [row[place] for server in servers for row in server[-1]]
        if len(set(texts)) < len(texts):
            break
    else:
        if len(servers) < 2 or not of_server:
            return
    _check_one_by_one(servers, of_server, of_tool)


def _check_one_by_one(servers: Sequence[Any], of_server: Sequence[Column], of_tool: Sequence[Column]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for server in servers:
        key = server[0]["key"]
        rows = [(key, of_server, server)]
        if of_tool:
            rows += [(f"{key}/{row[0]['name']}", of_tool, row) for row in server[-1]]
        for owner, columns, row in rows:
            for name, place in columns:
                other = seen.setdefault((name, row[place]), owner)
                if other != owner:
                    message = (
                        f"found {other!r} and {owner!r} both named {row[place]!r} by this client, expected two names; "
                        "choose other keys for the servers"
                    )
                    raise SameKey(message)
