"""What a server shows now, and browsers that wait for what it shows next.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import threading

from generator.on_demand import OnDemand


class Showing:
    """The site of the last good state; a request takes it once and keeps it to its end."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self.site: OnDemand | None = None
        self.why = ""
        """Why there is nothing to show."""
        self._number = 0
        self._changed = threading.Condition()

    @property
    def number(self) -> int:
        """How often `show` was called."""
        return self._number

    def show(self, site: OnDemand) -> None:
        """Show this site from now on, and wake every waiting browser."""
        with self._changed:
            self.site = site
            self._number += 1
            self._changed.notify_all()

    def wait(self, seen: int, seconds: float) -> int:
        """The number once it is not `seen`, or after that many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != seen, timeout=seconds)
            return self._number
