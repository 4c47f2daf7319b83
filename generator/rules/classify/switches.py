"""Rules that read a tool's switches: one turns a lookup into a change, another stands only before changes.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.rules.classify.lexicon import PLAIN
from generator.rules.classify.reading import Reading
from generator.rules.classify.rule import Family, Found

_SWITCHES: Final = frozenset(
    "delete purge drop wipe save persist create mark send reset apply commit publish write notify".split()
)
"""First words of switches that turn a lookup into the change they name: `mark_as_read`."""
_BARE_SWITCHES: Final = frozenset({("remove",), ("cancel",), ("update",), ("replace",)})
"""The same where nothing follows: `remove_duplicates` only shapes the answer."""
_GUARDED: Final = frozenset({"confirm", "confirmed", "confirmation", "overwrite"})
_TRIED: Final = frozenset({("dry", "run"), ("dryrun",)})
"""Measured: 240 of the 243 switches of these two sorts stood on tools that were said to change something."""


def find(reading: Reading) -> Iterator[Found]:
    """What the switches say the tool does, or may be told to do."""
    for argument in reading.arguments:
        if "boolean" not in argument.type or "." in argument.name or not argument.words:
            continue
        if argument.words[0] in _SWITCHES or argument.words in _BARE_SWITCHES:
            yield Found("argument/switch", argument.name, PLAIN[argument.words[0]])
        elif argument.words[0] in _GUARDED or argument.words in _TRIED:
            yield Found("argument/guarded", argument.name, "write")


FAMILY: Final = Family(
    sentences={
        "argument/switch": "A switch turns the call into the change that it names.",
        "argument/guarded": "A switch confirms the call, overwrites or tries it out, which only a change has.",
    },
    find=find,
)
