"""The signals that the rules see, and a person's word on single ones, into the signals that hold.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.assessment import Signal
from generator.model.tool import SignalChoice
from generator.rules.classify.reading import Reading
from generator.rules.signal_kinds import PARAMETER_SIGNALS, TOOL_SIGNALS


def settled(
    seen: tuple[Signal, ...], choices: Sequence[SignalChoice], reading: Reading
) -> tuple[tuple[Signal, ...], tuple[Signal, ...]]:
    """The signals that hold, in the order of `signals_of`, and those that a person took away.

    A choice that means no signal of this definition changes nothing; of two about the same signal the first counts.
    """
    if not choices:
        return seen, ()
    holding = list(seen)
    removed: list[Signal] = []
    settled_already: set[tuple[str, str | None]] = set()
    for choice in choices:
        if not is_usable(choice, reading) or (choice.kind, choice.parameter) in settled_already:
            continue
        settled_already.add((choice.kind, choice.parameter))
        meant = [each for each in seen if is_meant(choice, each)]
        if choice.holds and not meant:
            holding.append(Signal(kind=choice.kind, parameter=choice.parameter or "", reason=choice.reason))
        elif not choice.holds:
            holding = [each for each in holding if each not in meant]
            removed += meant
    places = {each.name: number for number, each in enumerate(reading.arguments)}
    holding.sort(key=lambda each: places[each.parameter] if each.kind in PARAMETER_SIGNALS else len(places))
    return tuple(holding), tuple(removed)


def is_usable(choice: SignalChoice, reading: Reading) -> bool:
    """Whether the choice means a signal that this definition can have: a known kind, at a place that has such kinds."""
    if choice.parameter is None:
        return choice.kind in TOOL_SIGNALS
    return choice.kind in PARAMETER_SIGNALS and any(each.name == choice.parameter for each in reading.arguments)


def is_meant(choice: SignalChoice, signal: Signal) -> bool:
    """Whether the choice is about this signal; a kind of the whole tool is meant wherever the rules saw it."""
    return choice.kind == signal.kind and choice.parameter in {None, signal.parameter}
