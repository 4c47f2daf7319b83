"""What the conductor tells whoever watches a build.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives each stage of a build as it happens."""

    def start(self, stage: str, total: int) -> None:
        """A stage begins; `total` counts its steps."""

    def advance(self, steps: int) -> None:
        """Further steps of the running stage are done."""

    def finish(self) -> None:
        """The running stage is done."""


class Silence:
    """Tells nobody."""

    def start(self, stage: str, total: int) -> None:
        """Do nothing."""

    def advance(self, steps: int) -> None:
        """Do nothing."""

    def finish(self) -> None:
        """Do nothing."""
