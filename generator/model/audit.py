"""What an audit of client configurations finds.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from generator.model.client_config import Place, PolicyRule
from generator.model.vocabulary import Effect


class Level(StrEnum):
    """How much a finding matters."""

    NOTE = "note"
    """Worth knowing; may be just as wanted."""
    REVIEW = "review"
    """A person should look: something is laxer or vaguer than the catalog recommends."""
    ERROR = "error"
    """What the file seems to forbid is not forbidden, or a secret lies open."""

    @property
    def rank(self) -> int:
        """From 0, least."""
        return list(Level).index(self)


class AuditFinding(Struct, frozen=True, kw_only=True):
    """One thing that a check says about one place."""

    check: str
    """Id of the check that found it, `family/detail`; listed in the handbook."""
    level: Level
    message: str
    """What was found, and what follows from it."""
    hint: str
    """What to do about it."""
    place: Place
    server: str | None = None
    """Key of the server it concerns."""
    tools: tuple[str, ...] = ()
    """Names of the tools it concerns, the riskiest first."""
    risk: str | None = None
    """The highest risk class among these tools; None: no tool, or none that is reviewed."""


class Decision(Struct, frozen=True, kw_only=True):
    """What a client does with a call of one tool."""

    effect: Effect
    rule: PolicyRule | None
    """The rule that decided; None: none names the tool, the client's own default holds."""
    because: str
    """Completes "... is allowed: "."""
