"""Rules that read what a tool answers: a count of things changed is the trace of a change.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from generator.rules.classify.lexicon import Kind
from generator.rules.classify.reading import Reading
from generator.rules.classify.rule import Family, Found
from generator.rules.returns import change_in


def find(reading: Reading) -> Iterator[Found]:
    """What the answer says the tool did."""
    change = change_in(reading.returns)
    if change is not None:
        name, kind = change
        yield Found("output/changed", name, cast("Kind", kind))


FAMILY: Final = Family(
    sentences={"output/changed": "The answer counts what was created, changed or removed."},
    find=find,
)
