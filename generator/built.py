"""What a build says of itself when it is done.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from msgspec import Struct, field

from generator.outputs.budget import Weight
from generator.outputs.folder import Published
from generator.reading import Reading


class Built(Struct):
    """What a build did."""

    reading: Reading
    published: Published
    remade: dict[str, str]
    """Why each unit (the pages of a server, a page of a list) was made anew, by the address of its page."""
    kept_count: int
    """Units taken as they were."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Wall time of each stage, in order."""
    weight: Weight | None = None
    """None: the catalog has no tool."""
