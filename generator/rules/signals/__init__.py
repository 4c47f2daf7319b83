"""Risk signals: what in a definition gives a caller power, or lets something in or out.

Each module is one family; `find` yields the signals it sees. A signal says where to look; which of them lift the risk class is
said in the vocabulary (`raises`).

To add one: a module with `find(reading, kind)`, one line in `FAMILIES`, its kinds in `SIGNALS`, and cases in `tests/rules`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from generator.model.assessment import Signal
from generator.rules.classify.lexicon import Kind
from generator.rules.classify.reading import Reading
from generator.rules.signals import arguments, contents, effects, hidden, orders, outputs

PARAMETER_SIGNALS: Final[dict[str, str]] = {
    "path": "names a file or folder",
    "URL": "names an address to reach",
    "command": "holds a command line",
    "query": "holds a query the server runs",
    "code": "holds code or an expression",
    "template": "holds a template the server fills in",
    "recipient": "names who receives something",
    "amount": "holds an amount of money or units",
    "bulk": "takes many targets in one call",
    "wildcard": "may match more than one target",
    "force": "skips a check or a confirmation",
    "dry-run": "lets a call be tried without its effect",
    "secret-in": "takes a secret",
}
"""Kind of signal of one parameter and what such a parameter does, in the order they are reported."""
TOOL_SIGNALS: Final[dict[str, str]] = {
    "secret-out": "gives out secrets",
    "personal-data": "gives out data about people",
    "private-data": "gives out files, messages or records that not everybody may see",
    "untrusted-content": "brings in text that strangers wrote",
    "sends-out": "carries data to somebody outside",
    "guards": "changes permissions, members or another guard",
    "irreversible": "says that there is no way back",
    "costs-money": "costs money by being called",
    "instructs-model": "gives the model orders in its description",
    "hidden-text": "holds characters in its definition that nobody sees",
}
"""Kind of signal of the tool as a whole and what such a tool does, in the order they are reported."""
SIGNALS: Final[dict[str, str]] = PARAMETER_SIGNALS | TOOL_SIGNALS
"""Both, parameters first."""

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
