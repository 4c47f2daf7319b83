"""One attack that an agent's tools can be used for: how it works, where it happened, and which tools it concerns.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, get_args

from pydantic import Field, StringConstraints

from generator.model.entry import Entry, Line, Name, WebAddress
from generator.model.vocabulary import PlainSlug, Sensitivity

Trait = Literal[
    "reads-private",
    "takes-untrusted",
    "sends-out",
    "no-version",
    "no-publisher",
    "holds-credential",
    "changed-definition",
]
"""A fact of a whole server; `rules.traits` says when each holds."""
TRAITS = get_args(Trait)
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?$")]
"""A day or, where the day is not public, a month: ISO 8601."""
OwaspId = Annotated[
    str, StringConstraints(pattern=r"^(?:LLM(?:0[1-9]|10):2025|ASI(?:0[1-9]|10):2026|MCP(?:0[1-9]|10):2025)$")
]
"""Id of the OWASP Top 10 for LLM Applications 2025, for Agentic Applications 2026, or for MCP 2025."""
CweId = Annotated[str, StringConstraints(pattern=r"^CWE-[1-9][0-9]{0,4}$")]
"""Id of the Common Weakness Enumeration."""
Step = Annotated[str, StringConstraints(min_length=1, max_length=600, pattern=r"\S")]
"""A few sentences, with code between backticks and no other markup."""


class Incident(Entry):
    """Something that happened, or was shown in public."""

    date: Day
    """When it happened or was published."""
    title: Line
    """A neutral title; a researchers' demonstration says so."""
    what: Step
    """What happened, in our own words."""
    source: WebAddress
    """A public page that says so."""


class Reference(Entry):
    """Further reading."""

    title: Line
    """What it is."""
    url: WebAddress
    """Where it is."""


class Trigger(Entry):
    """One set of conditions under which a tool is concerned; all that are given must hold."""

    categories: Annotated[tuple[Name, ...], Field(max_length=24)] = ()
    """Any of these categories."""
    signals: Annotated[tuple[Name, ...], Field(max_length=10)] = ()
    """All of these signals."""
    sensitivity: Annotated[tuple[Sensitivity, ...], Field(max_length=5)] = ()
    """Any of these sensitivities."""
    server: Annotated[tuple[Trait, ...], Field(max_length=7)] = ()
    """All of these hold for the tool's server."""
    because: Line
    """The reason that the tool's page shows; `{tool}`, `{server}` and `{signals}` stand for names and words."""


_MATCHING: Final[dict[str, Any]] = {"slug": True, "triggers": {"__all__": set(Trigger.model_fields) - {"because"}}}


class Attack(Entry):
    """One file of `attacks/`."""

    slug: PlainSlug
    """Equal to the file name without its ending; part of its page address."""
    name: Name
    """What it is called."""
    group: Literal["Tool definitions", "Supply chain", "Untrusted content", "Data flow", "Identity", "Agent behaviour"]
    """Where it comes from."""
    summary: Step
    """What it is, and who loses what."""
    how_it_works: Annotated[tuple[Step, ...], Field(min_length=1, max_length=12)]
    """Step by step."""
    incidents: Annotated[tuple[Incident, ...], Field(max_length=20)]
    """Newest first; empty when none is known."""
    detection: Annotated[tuple[Step, ...], Field(min_length=1, max_length=12)]
    """What can be seen of it."""
    defence: Annotated[tuple[Step, ...], Field(min_length=1, max_length=12)]
    """What can be done against it."""
    owasp: Annotated[tuple[OwaspId, ...], Field(max_length=10)] = ()
    """Ids only: the texts are not ours to copy."""
    cwe: Annotated[tuple[CweId, ...], Field(max_length=10)] = ()
    """Weaknesses it uses."""
    sources: Annotated[tuple[Reference, ...], Field(min_length=1, max_length=20)]
    """What the page rests on."""
    triggers: Annotated[tuple[Trigger, ...], Field(min_length=1, max_length=20)]
    """Which tools it concerns: those that any of these matches, the most specific first."""

    @property
    def matching(self) -> str:
        """All that decides which tools it concerns, as JSON."""
        return self.model_dump_json(include=_MATCHING)
