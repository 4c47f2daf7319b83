"""A tool's assessment into how it was judged: which rules fired on which words, what lifted the class, who decided.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from generator.model.assessment import Assessment, Signal
from generator.model.tool import Tool
from generator.rules.sensitivity import SENSITIVITIES
from generator.rules.signal_kinds import TOOL_SIGNALS
from generator.views.words import sentence, shortened, with_article

_MOST_RULES: Final = 6
"""Rules shown for one tool: chosen; a definition with more repeats itself."""
_QUOTE: Final = 60
"""Characters of a quoted word or phrase: chosen, half a row."""


class Mark(NamedTuple):
    """Something seen in the definition, with the words that showed it."""

    name: str
    """Id of a rule, or kind of a signal."""
    quote: str
    meaning: str
    """What such a tool does; empty for a rule, whose sentence stands in the handbook."""
    reason: str = ""
    """Why a person says so, where no words showed it."""


class Judgement(NamedTuple):
    """How a tool came to its class."""

    verdict: str
    """One sentence on what the rules say."""
    rules: tuple[Mark, ...]
    signals: tuple[Mark, ...]
    """Of the tool as a whole; those of parameters stand in their table."""
    data: str | None
    """The most sensitive data that a call touches, as a sentence; None for ordinary data."""
    raised: tuple[str, ...]
    """Why the class is above the category's own."""
    by_hand: tuple[str, ...]
    """What a person decided against the rules, with the reason."""


def judgement_of(tool: Tool, assessment: Assessment) -> Judgement:
    """Everything the page says of how the tool was judged."""
    return Judgement(
        verdict=_verdict(assessment),
        rules=tuple(dict.fromkeys(_rules(assessment)))[:_MOST_RULES],
        signals=tuple(_signal(each) for each in assessment.signals if each.kind in TOOL_SIGNALS),
        data=None
        if assessment.sensitivity == "ordinary" or assessment.is_lowered
        else f"It touches {SENSITIVITIES[assessment.sensitivity]}.",
        raised=assessment.raised if assessment.risk == assessment.rules_risk else (),
        by_hand=tuple(_by_hand(tool, assessment)),
    )


def reviewed_words(tool: Tool) -> str | None:
    """When the entry was judged, and by whom where that is stated; None when nobody did."""
    if tool.reviewed is None:
        return None
    return f"Reviewed on {tool.reviewed}" + (f" by {tool.reviewed_by}." if tool.reviewed_by else ".")


def _verdict(assessment: Assessment) -> str:
    if assessment.rules_category is None:
        return "No rule understood the definition."
    return f"By the rules it is {with_article(assessment.rules_category)} tool."


def _rules(assessment: Assessment) -> Iterator[Mark]:
    for each in assessment.fired:
        yield Mark(name=each.rule, quote=shortened(each.quote, _QUOTE), meaning="")


def _signal(signal: Signal) -> Mark:
    return Mark(
        name=signal.kind,
        quote=shortened(signal.quote, _QUOTE),
        meaning=TOOL_SIGNALS[signal.kind],
        reason=sentence(signal.reason),
    )


def _taken_away(tool: Tool, assessment: Assessment) -> Iterator[str]:
    """A sentence for each signal of the whole tool that a person says does not hold; those of parameters stand in their table."""
    for kind in dict.fromkeys(each.kind for each in assessment.removed if each.kind in TOOL_SIGNALS):
        words = next(each.quote for each in assessment.removed if each.kind == kind)
        reason = next(each.reason for each in tool.signals if each.kind == kind)
        yield (
            f"The rules see {kind} in “{shortened(words, _QUOTE)}”; a person says that it does not hold: {sentence(reason)}"
        )


def _by_hand(tool: Tool, assessment: Assessment) -> Iterator[str]:
    if tool.category is None and assessment.category is not None:
        yield "No person has looked at it yet."
    if tool.category is not None and assessment.rules_category not in {None, assessment.category}:
        reason = f": {sentence(tool.category_reason)}" if tool.category_reason else "."
        yield f"A person chose {assessment.category} instead of {assessment.rules_category}{reason}"
    yield from _taken_away(tool, assessment)
    if tool.risk_reason is not None and assessment.category is not None:
        if assessment.risk == assessment.rules_risk:
            yield f"A person agrees: {sentence(tool.risk_reason)}"
            return
        if assessment.risk != assessment.category_risk:
            usual = f"{with_article(assessment.category)} tool is {assessment.category_risk} unless a reason is given"
        else:
            usual = f"the rules say {assessment.rules_risk}"
        yield f"Set to {assessment.risk} by hand ({usual}): {sentence(tool.risk_reason)}"
