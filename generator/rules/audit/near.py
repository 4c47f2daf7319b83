"""What a mistyped word was probably meant to be, for as many words as a person reads about.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final

MOST: Final = 200
"""Suggestions of one check. Chosen: comparing is slow, and nobody reads more."""
_LONGEST: Final = 200


class Near:
    """Suggests until it has been asked often enough."""

    def __init__(self) -> None:
        self._left = MOST

    def to(self, word: str, candidates: Iterable[str], likeness: float = 0.6) -> str | None:
        """The candidate most like the word; None when none is like it, or too many words were asked about."""
        if self._left <= 0:
            return None
        self._left -= 1
        found = difflib.get_close_matches(word[:_LONGEST], list(candidates), 1, likeness)
        return found[0] if found else None
