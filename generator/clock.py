"""Wall time of the stages of a build, for its report only, never for a page.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import time


class Clock:
    """Wall seconds of each stage, in order."""

    def __init__(self) -> None:
        """The first stage begins."""
        self._last = time.perf_counter()
        self.seconds: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """The stage ends, and the next begins."""
        now = time.perf_counter()
        self.seconds[stage] = now - self._last
        self._last = now
