"""Risk signals: what in a definition gives a caller power, or lets something in or out.

Each module is one family; `find` yields the signals it sees. A signal says where to look; which of them lift the risk class is
said in the vocabulary (`raises`).

To add one: a module with `find(reading, kind)`, one line in `FAMILIES`, its kinds in `rules.signal_kinds`, and cases in `tests/rules`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from generator.model.assessment import Signal
from generator.rules.classify.lexicon import Kind
from generator.rules.classify.reading import Reading
from generator.rules.signals import arguments, contents, effects, hidden, orders, outputs

FAMILIES: Final[tuple[Callable[[Reading, Kind | None], Iterator[Signal]], ...]] = (
    arguments.find,
    contents.find,
    outputs.find,
    effects.find,
    orders.find,
    hidden.find,
)


def signals_of(reading: Reading, kind: Kind | None) -> tuple[Signal, ...]:
    """The signals of a definition whose calls are of this kind (None: nobody knows), each kind and parameter once.

    Those of parameters come first, as the parameters stand; then those of the tool.
    """
    signals = [signal for family in FAMILIES for signal in family(reading, kind)]
    return tuple(signals if len(signals) < 2 else dict.fromkeys(signals))  # a model's hash takes a microsecond
