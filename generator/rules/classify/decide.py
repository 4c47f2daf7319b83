"""What the rules found in one definition, weighed into a kind of access.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from generator.rules.classify import FAMILIES
from generator.rules.classify.claims import claims_read_only
from generator.rules.classify.lexicon import KINDS, Kind
from generator.rules.classify.opening import GETTING
from generator.rules.classify.reading import Reading
from generator.rules.classify.rule import Found
from generator.rules.classify.texts import GUIDANCE

_RAISES_ONLY_CHANGES: Final = frozenset({"text/irreversible"})
_QUERIES: Final = frozenset("query queries sql select report search statement promql logql kql aggregate".split())
_FINDING: Final = frozenset({("find",), ("search",), ("list",)})
_RUNNING: Final = frozenset({"run", "runs", "execute", "executes"})
_RAISES_ONLY_READS: Final = frozenset({"hint/destructive", "hint/not-read-only"})


class Classification(Struct, frozen=True):
    """What the rules make of a definition."""

    kind: Kind | None
    """None: no rule understood it."""
    found: tuple[Found, ...]
    """Everything that fired, in the order of the families."""
    unhinted: Kind | None
    """What they make of it without the server's hints, which only raise."""

    @property
    def deciding(self) -> tuple[Found, ...]:
        """The findings that speak for `kind`."""
        return tuple(each for each in self.found if each.kind == self.kind)


def classify(reading: Reading) -> Classification:
    """The strongest kind that firm findings speak for; where there are none, what the others suggest.

    Where the description says that it explains what the name says, the name does not count. Words such as "cannot be undone"
    turn a change into a destructive one, never a lookup. Hints raise a lookup, a change keeps its own kind; of what no rule
    understands, only `destructiveHint` makes anything: `readOnlyHint: false` says that it changes, not that it may be asked for.
    """
    found = tuple(each for family in FAMILIES for each in family.find(reading))
    apart = _RAISES_ONLY_CHANGES | _RAISES_ONLY_READS
    firm = [each for each in found if each.is_firm and each.rule not in apart]
    loose = [each for each in found if not each.is_firm and each.rule not in apart]
    if any(each.rule == GUIDANCE for each in firm):
        firm = [each for each in firm if each.rule.startswith("text/")]
    kind = _strongest(firm) or _strongest(loose)
    if kind == "read" and _is_contested(reading, firm, loose):
        kind = None
    if kind == "execute" and (_only_queries(reading, found) or _only_finds(reading, found)):
        kind = "read"
    rules = {each.rule for each in found}
    if kind == "write" and rules & _RAISES_ONLY_CHANGES:
        kind = "destructive"
    unhinted = kind
    if kind in {None, "read"} and "hint/destructive" in rules:
        kind = "destructive"
    elif kind == "read" and rules & _RAISES_ONLY_READS:
        kind = "write"
    return Classification(kind, found, unhinted)


def _is_contested(reading: Reading, firm: Sequence[Found], loose: Sequence[Found]) -> bool:
    """Whether only the name says that something is looked up, while the description speaks of changes.

    A name that `get`s or `list`s stands against one such word, and against all behind the first sentence.
    """
    if not all(each.rule.startswith("name/") for each in firm):
        return False
    changes = [each.quote for each in loose if each.rule.startswith("text/") and each.kind != "read"]
    if any(each.quote.lower() in GETTING for each in firm):
        return len({quote for quote in changes if quote in reading.sentence}) > 1
    return bool(changes)


def _only_finds(reading: Reading, found: Sequence[Found]) -> bool:
    """Whether what is run is the search that the name speaks of: `find`, "Run a find query against a collection"."""
    running = [each for each in found if each.kind == "execute"]
    return (
        reading.words[:1] in _FINDING
        and "query" in reading.sentence
        and all(each.rule == "text/execute" and each.quote.lower() in _RUNNING for each in running)
    )


def _only_queries(reading: Reading, found: Sequence[Found]) -> bool:
    """Whether what is run is a query that the description says cannot change anything."""
    if any(each.rule.startswith("argument/") and each.kind != "read" for each in found):
        return False
    claim = claims_read_only(reading)
    return claim is not None and (
        claim in reading.sentence
        or claim in reading.name
        or any(each.name == claim for each in reading.arguments)
        or not _QUERIES.isdisjoint(reading.words)
    )


def _strongest(found: Sequence[Found]) -> Kind | None:
    return max((each.kind for each in found), key=KINDS.index, default=None)
