"""What a server shows now, and browsers that wait for what it shows next.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import threading

from generator.on_demand import OnDemand
from generator.still_reading import StillReading


class Showing:
    """The site of the last good state; a request takes it once and keeps it to its end."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self.now: tuple[OnDemand | StillReading | None, int] = (None, 0)
        """The site, and how many were shown so far: both of one moment."""
        self.why = ""
        """Why there is nothing to show."""
        self._changed = threading.Condition()

    def show_meanwhile(self, site: StillReading) -> None:
        """Show this until there is a whole site; who sees it is told then."""
        self.now = (site, self.now[1])

    def show_again(self) -> None:
        """Tell browsers of a save while there is no whole site: afterwards a state that has read it is shown anyway."""
        with self._changed:
            site, number = self.now
            if isinstance(site, StillReading):
                self.now = (site, number + 1)
                self._changed.notify_all()

    def show(self, site: OnDemand) -> None:
        """Show this site from now on, and wake every waiting browser."""
        with self._changed:
            self.now = (site, self.now[1] + 1)
            self._changed.notify_all()

    def show_nothing(self, why: str) -> None:
        """Say why the last state cannot be shown: in place of the site where there is no whole one."""
        with self._changed:
            self.why = why
            if isinstance(self.now[0], StillReading):
                self.now = (None, self.now[1] + 1)
                self._changed.notify_all()

    def wait(self, seen: int, seconds: float) -> int:
        """The number of the site shown once it is not `seen`, or after that many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.now[1] != seen, timeout=seconds)
            return self.now[1]
