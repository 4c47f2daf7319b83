"""Progress bars for a person at a terminal.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress


class BarProgress:
    """A bar for each stage."""

    def __init__(self) -> None:
        """Draw on standard error."""
        self._console = Console(stderr=True)
        self._bar: RichProgress | None = None

    def start(self, stage: str, total: int) -> None:
        """Draw a new bar."""
        columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = RichProgress(*columns, console=self._console, transient=True)
        self._bar.add_task(stage, total=total)
        self._bar.start()

    def advance(self, steps: int) -> None:
        """Move the bar."""
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0], steps)

    def finish(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
