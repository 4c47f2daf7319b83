"""Policies as a reader pastes them: files for one client or gateway, and what they cannot say.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from msgspec import Struct


class PolicyFile(Struct, frozen=True, kw_only=True):
    """One file of an export."""

    name: str
    """Relative path; what a downloaded copy is called."""
    language: str
    """Name of the syntax: `json`, `yaml`, `toml`, `cedar`, `rego`, `python`, `shell`."""
    text: str
    """The content, ending in one newline."""
    where: str
    """One sentence: where the reader puts it."""
    is_the_same_for_all: bool = False
    """True for a program that no plan changes."""


class Remark(Struct, frozen=True, kw_only=True):
    """Something about some tools of one server that the reader has to know."""

    what: str
    """Stable word for programs: `ask`, `limit`, `constraints`, `long-name` and so on."""
    say: str
    """One or two sentences."""
    server: str
    """Key of the server."""
    tools: tuple[str, ...]
    """The tools concerned, in the server's order; empty when it concerns the server as a whole."""


class Verified(Struct, frozen=True, kw_only=True):
    """The last run of a target's documents against the real engine."""

    engine: str
    version: str
    date: str
    """ISO date."""

    def __str__(self) -> str:
        """As pages print it: `Claude Code 2.1.330, 2026-11-25`."""
        return f"{self.engine} {self.version}, {self.date}"


class Export(Struct, frozen=True, kw_only=True):
    """One plan in one target's format."""

    target: str
    """Stable id, e.g. `claude-code`."""
    label: str
    files: tuple[PolicyFile, ...]
    lost: tuple[Remark, ...]
    """What the format cannot express of this plan."""
    warnings: tuple[Remark, ...]
    """What was done about names the client cannot hold, and what else to look at."""


class ServerPolicy(Struct, frozen=True, kw_only=True):
    """All tools of one server in one target's format, as the site publishes them."""

    target: str
    """Stable id, e.g. `claude-code`."""
    label: str
    files: tuple[PolicyFile, ...]
    """Empty: two tools of the server would have one name in this client, so nothing can be printed."""
    asks: bool
    """Whether the format can have a person asked."""
    counts_calls: bool
    """Whether the format can hold a limit on calls."""
    verified: str | None
    """Engine, version and date of the last run that enforced it; None: not machine-verified."""


class PolicyDocument(Struct, frozen=True, kw_only=True):
    """The neutral recommendation for one tool in one client's or gateway's format, as its page shows it."""

    target: str
    """Stable id of the target, e.g. `policylayer-json`."""
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
    warnings: tuple[str, ...] = ()
    """What else the reader has to look at."""
    verified: str | None
    """Engine, version and date of the last run that enforced it; None: not machine-verified."""
