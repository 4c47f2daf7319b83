"""What the rules concluded of a tool, and the record that travels up the floors.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from generator.model.entry import Entry
from generator.model.server import Server
from generator.model.vocabulary import Recommendation


class Signal(Entry):
    """One kind of power that a parameter gives whoever fills it in."""

    parameter: str
    """Dotted name; `items[].path` for a property of the objects in an array."""
    kind: str
    """One of `rules.signals.SIGNALS`."""


class Assessment(Entry):
    """One tool judged."""

    slug: str
    """Last part of the tool's page address; unique within its server."""
    category: str | None
    """None: no person has chosen one; the tool is shown as not reviewed."""
    risk: str | None
    """None exactly when the category is None."""
    category_risk: str | None
    """The class the category alone gives; differs from `risk` only with a stated reason."""
    recommendation: Recommendation
    signals: tuple[Signal, ...]
    """Sorted as the parameters stand, then by kind."""
    contradictions: tuple[str, ...]
    """One sentence for each hint of the server that speaks against the category."""
    line: int
    """Line of the tool in its registry file, 1-based."""


class JudgedServer(Entry):
    """One registry file, read, checked and judged."""

    server: Server
    assessments: tuple[Assessment, ...]
    """One for each tool, in the order of `server.tools`."""
    path: str
    """Path of the registry file from the catalog's own folder, with forward slashes."""
