"""Signals into reach: the kinds of things that a call can touch, read, send or run.

A second look beside the risk class, which says how bad a call can turn out. The two are not independent: some signals lift the
class as well.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from functools import cache
from typing import Final

from msgspec import Struct

from generator.model.assessment import Assessment
from generator.model.tool import Tool
from generator.rules.sensitivity import holding
from generator.rules.traits import runs_anything


class Kind(Struct, frozen=True, kw_only=True):
    """One kind of reach."""

    meaning: str
    """What a call does there; completes "a call ..."."""
    signals: frozenset[str]
    """Any of these is enough."""


ANYTHING: Final = "anything"
RUNS_ANYTHING: Final = "runs a command or code that it is given, which can do all of the below"
REACH: Final[dict[str, Kind]] = {
    "files": Kind(meaning="takes the name of a file or folder", signals=frozenset({"path"})),
    "addresses": Kind(meaning="takes an address to reach", signals=frozenset({"URL"})),
    "queries and code": Kind(
        meaning="takes a query, a template, a command or code",
        signals=frozenset({"query", "template", "command", "code"}),
    ),
    "private data": Kind(
        meaning="gives out data about people, or records that not everybody may see",
        signals=frozenset({"private-data", "personal-data"}),
    ),
    "strangers' text": Kind(meaning="brings in text that strangers wrote", signals=frozenset({"untrusted-content"})),
    "other people": Kind(
        meaning="names who receives something, or carries data to somebody outside",
        signals=frozenset({"recipient", "sends-out"}),
    ),
    "money": Kind(
        meaning="takes an amount of money or units, or costs money", signals=frozenset({"amount", "costs-money"})
    ),
    "secrets and rights": Kind(
        meaning="takes or gives out secrets, or changes who may do what",
        signals=frozenset({"secret-in", "secret-out", "guards"}),
    ),
    "many targets": Kind(
        meaning="takes many targets, or a pattern that matches many", signals=frozenset({"bulk", "wildcard"})
    ),
}
"""Kinds of reach, in the order pages show them."""
NO_REACH: Final = frozenset({"force", "dry-run", "irreversible", "instructs-model", "hidden-text"})
"""Signals that say how a call is made or described, not what it reaches."""


def reach_of(tool: Tool, assessment: Assessment) -> tuple[str, ...] | None:
    """The kinds of reach that the definition shows, `ANYTHING` first where the call runs a command or code.

    None where nobody knows: the schema is unknown, or the definition was not observed.
    """
    is_anything = runs_anything(assessment)
    if not is_anything and (isinstance(tool.parameters, str) or tool.definition is None):
        return None
    return _kinds(frozenset(holding(assessment)), is_anything)


@cache
def _kinds(signals: frozenset[str], is_anything: bool) -> tuple[str, ...]:
    """One tuple for all tools with the same signals: it is kept for every tool of the catalog."""
    return ((ANYTHING,) if is_anything else ()) + tuple(name for name, kind in REACH.items() if kind.signals & signals)
