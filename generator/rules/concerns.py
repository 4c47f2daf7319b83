"""Attacks and a judged tool into the ones that concern it, each with the reason that matched.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Final

from generator.model.assessment import Assessment, Sensitivity, Signal
from generator.model.attack import Attack, Trait, Trigger
from generator.model.rows import Concern
from generator.rules.sensitivity import holding

_NAMED: Final = 3
"""Words that raised the signals, named in a reason: chosen."""
_PLACEHOLDER: Final = re.compile(r"\{(?:signals|tool|server)\}")
"""Replaced in one go: a name or a quote that holds one is left as it is."""


def concerns_of(assessment: Assessment, traits: frozenset[Trait], attacks: Sequence[Attack]) -> Iterator[Concern]:
    """For each attack whose triggers match, the first trigger that does: they stand from specific to general.

    A tool that nobody has judged and no rule understood concerns none: there is nothing to give as a reason.
    """
    if assessment.category is None:
        return
    kinds = holding(assessment)
    for attack in attacks:
        for number, trigger in enumerate(attack.triggers):
            if _matches(trigger, assessment, kinds, traits):
                yield Concern(attack=attack.slug, trigger=number, words=sys.intern(_words(trigger, assessment)))
                break


def reason(trigger: Trigger, concern: Concern, tool: str, server: str) -> str:
    """The trigger's sentence about this tool."""
    words = {"{signals}": concern.words, "{tool}": tool, "{server}": server}
    return _PLACEHOLDER.sub(lambda found: words[found[0]], trigger.because)


def _matches(trigger: Trigger, assessment: Assessment, kinds: set[str], traits: frozenset[Trait]) -> bool:
    return (
        (not trigger.categories or assessment.category in trigger.categories)
        and (not trigger.sensitivity or _sensitivity(assessment) in trigger.sensitivity)
        and kinds.issuperset(trigger.signals)
        and traits.issuperset(trigger.server)
    )


def _sensitivity(assessment: Assessment) -> Sensitivity:
    return "ordinary" if assessment.is_lowered else assessment.sensitivity


def _words(trigger: Trigger, assessment: Assessment) -> str:
    """What raised the trigger's signals: names of parameters in backticks, other words in quotation marks, or a person.

    A server chooses its parameters' names; one with a backtick in it must not step out of the code.
    """
    words = [_word(each) for each in assessment.signals if each.kind in trigger.signals]
    return ", ".join(dict.fromkeys(words[:_NAMED]))


def _word(signal: Signal) -> str:
    if signal.parameter:
        return "`{}`".format(signal.parameter.replace("`", "'"))
    return f"“{signal.quote}”" if signal.quote else "set by a person"
