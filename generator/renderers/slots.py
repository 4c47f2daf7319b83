"""Hand-written pages with `<!-- catalog:slot NAME -->` into pages with the catalog's pieces in place.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from generator.model.problem import CatalogError

_SLOT: Final = re.compile(r"<!--\s*catalog:slot\s+([a-z0-9-]+)\s*-->")


def slots_of(html: str) -> set[str]:
    """Names of the pieces that the page asks for."""
    return set(_SLOT.findall(html)) if "catalog:slot" in html else set()


def fill_slots(html: str, path: str, piece: Callable[[str], str | None]) -> str:
    """The page with each slot replaced by `piece(name)`.

    Raises:
        CatalogError: the page asks for a piece that no page kind makes (`piece` returns None).
    """

    def fill(match: re.Match[str]) -> str:
        filled = piece(match[1])
        if filled is None:
            message = f"{path}: found slot {match[1]!r}, expected the name of a piece that a page kind makes"
            raise CatalogError(message)
        return filled

    return _SLOT.sub(fill, html)
