"""The words that a name or a text is made of.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
"""A word of a name, however the name joins them."""


@lru_cache(maxsize=16384)
def words_of(name: str) -> tuple[str, ...]:
    """The lower-case words of a snake_case, camelCase, dotted or dashed name, in order.

    >>> words_of("d1_databaseDelete")
    ('d', '1', 'database', 'delete')
    """
    return tuple(map(str.lower, WORD.findall(name)))


def each_word(text: str) -> Iterator[str]:
    """The same of a text, one by one; it is not kept, as names are, which come again from tool to tool."""
    return (found[0].lower() for found in WORD.finditer(text))
