"""Category and signals into a risk class: the vocabulary's raises, applied.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.assessment import Sensitivity, Signal
from generator.model.vocabulary import Category, Vocabulary


def risk_of(
    tool_name: str, category: Category, signals: Sequence[Signal], sensitivity: Sensitivity, vocabulary: Vocabulary
) -> tuple[str, tuple[str, ...]]:
    """The class, and a sentence for each raise that lifted it that far; none when it is the category's own.

    A raise applies when it names the category, when its sensitivities (if any) include the tool's, and when all its signals are
    there. The highest class wins, and a raise never lowers one.
    """
    kinds = {signal.kind for signal in signals}
    applying = [
        each
        for each in vocabulary.raises
        if category.name in each.categories
        and (not each.sensitivity or sensitivity in each.sensitivity)
        and kinds.issuperset(each.signals)
    ]
    highest = max((each.risk for each in applying), key=vocabulary.rank, default=category.risk)
    if vocabulary.rank(highest) <= vocabulary.rank(category.risk):
        return category.risk, ()
    return highest, tuple(
        dict.fromkeys(each.because.replace("{tool}", tool_name) for each in applying if each.risk == highest)
    )
