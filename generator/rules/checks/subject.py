"""What a check looks at.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.server import Server
from generator.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One server as far as it could be read, and what surrounds it."""

    server: Server
    file_slug: str
    """Name of its registry file without the ending."""
    vocabulary: Vocabulary
