"""What a classification rule is, and what it says when it fires.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec import Struct

from generator.rules.classify.lexicon import Kind
from generator.rules.classify.reading import Reading


class Found(NamedTuple):
    """One rule fired on one definition."""

    rule: str
    """Id of the rule."""
    quote: str
    """The words of the definition that it read, as they stand there."""
    kind: Kind
    is_firm: bool = True
    """False when the words can as well mean something else: it decides only where nothing firm was found."""


class Family(Struct, frozen=True):
    """Rules that read the same part of a definition."""

    sentences: dict[str, str]
    """Id of each rule and what it says, in one sentence."""
    find: Callable[[Reading], Iterator[Found]]
    """Everything the rules of the family find."""
