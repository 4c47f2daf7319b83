"""A policy document as a reader pastes it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDocument:
    """The neutral recommendation in one client's or gateway's format."""

    target: str
    """Stable id of the exporter, e.g. `policylayer-json`."""
    label: str
    """What the tab says."""
    language: str
    """Name of the syntax, for the code block: `json`, `yaml`, `toml`."""
    filename: str
    """What a downloaded copy is called."""
    text: str
    """The document, ending in one newline."""
    where: str
    """One sentence: where the reader puts it."""
    lost: tuple[str, ...]
    """One sentence for each part of the recommendation this format cannot express."""
    verified: str | None
    """Engine, version and date of the last run that enforced it; None: not machine-verified."""
