"""What the rules concluded of a tool, and the record that travels up the floors.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Literal

from generator.model.entry import Entry
from generator.model.server import Server
from generator.model.vocabulary import Recommendation, Sensitivity

__all__ = ["Assessment", "Fired", "JudgedServer", "Sensitivity", "Signal"]


class Signal(Entry):
    """Something in a definition that gives a caller power, or lets something in or out."""

    parameter: str = ""
    """Dotted name, `items[].path` for a property of the objects in an array; empty for the tool as a whole."""
    kind: str
    """One of `rules.signals.SIGNALS`."""
    quote: str = ""
    """The words of the definition that raised it; empty where only a person says that it holds."""
    reason: str = ""
    """Why a person says that it holds; empty where the rules see it."""


class Fired(Entry):
    """A classification rule that fired."""

    rule: str
    """One of `rules.classify.RULES`."""
    quote: str
    """The words of the definition that it read."""
    kind: Literal["read", "write", "execute", "destructive", "financial"]
    """What it speaks for."""


class Assessment(Entry):
    """One tool judged."""

    slug: str
    """Last part of the tool's page address; unique within its server."""
    category: str | None
    """The person's choice, else what the rules say; None: neither, the tool is shown as not reviewed."""
    risk: str | None
    """None exactly when the category is None."""
    category_risk: str | None
    """The class the category alone gives."""
    rules_category: str | None
    """What the rules alone say; None: they did not understand the definition."""
    rules_risk: str | None
    """The class that the published category and the signals give; differs from `risk` only with a stated reason."""
    fired: tuple[Fired, ...]
    """The classification rules that fired, in the order of their families."""
    sensitivity: Sensitivity
    """The most sensitive data that a call touches, as far as the definition tells."""
    raised: tuple[str, ...]
    """Why `rules_risk` is above `category_risk`: one sentence for each raise of the vocabulary that lifted it that far."""
    recommendation: Recommendation
    signals: tuple[Signal, ...]
    """Those that hold: those of parameters as the parameters stand, then those of the tool."""
    removed: tuple[Signal, ...] = ()
    """Those that the rules see and a person says do not hold."""
    contradictions: tuple[str, ...]
    """One sentence for each hint of the server that speaks against the category."""
    line: int
    """Line of the tool in its registry file, 1-based."""

    @property
    def is_lowered(self) -> bool:
        """True when signals lift the class and a person set it back to the category's own: they do not hold here."""
        return bool(self.raised) and self.risk == self.category_risk != self.rules_risk


class JudgedServer(Entry):
    """One registry file, read, checked and judged."""

    server: Server
    assessments: tuple[Assessment, ...]
    """One for each tool, in the order of `server.tools`."""
    path: str
    """Path of the registry file from the catalog's own folder, with forward slashes."""
