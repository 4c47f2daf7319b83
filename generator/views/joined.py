"""Rows of several parts of a list as one sequence.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any


class Joined(Sequence[Any]):
    """Several sequences one behind the other, none of which is opened before it is asked for."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Sequence[Sequence[Any]]) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[Any]:
        return (row for part in self._parts for row in part)

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __getitem__(self, index: Any) -> Any:
        return [*self][index]
