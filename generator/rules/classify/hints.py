"""Rules that read the server's own hints; a hint raises a class and never lowers one.

Source: MCP 2025-11-25, schema, ToolAnnotations: `destructiveHint` has a meaning only where `readOnlyHint` is not true.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.rules.classify.reading import Reading
from generator.rules.classify.rule import Family, Found


def find(reading: Reading) -> Iterator[Found]:
    """What the hints say the tool does."""
    hints = reading.hints
    if hints.get("readOnlyHint") is False:
        yield Found("hint/not-read-only", "readOnlyHint: false", "write")
    if hints.get("destructiveHint") is True and hints.get("readOnlyHint") is not True:
        yield Found("hint/destructive", "destructiveHint: true", "destructive")


FAMILY: Final = Family(
    sentences={
        "hint/not-read-only": "The server says that the tool is not read-only.",
        "hint/destructive": "The server says that the tool may destroy something.",
    },
    find=find,
)
