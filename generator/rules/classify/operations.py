"""Rules that read the operations a tool lets its caller choose from; the strongest of them counts.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.rules.classify.lexicon import KINDS, PLAIN
from generator.rules.classify.opening import opens_with_reading
from generator.rules.classify.reading import Argument, Reading
from generator.rules.classify.rule import Family, Found
from generator.rules.name_words import words_of

_CHOICES: Final = frozenset("action actions operation op method command cmd subcommand verb".split())
_PERHAPS_CHOICES: Final = frozenset("mode type task intent tool".split())
"""The same where every allowed value opens with a verb."""
_ANY_CHOICES: Final = _CHOICES | _PERHAPS_CHOICES
_HTTP: Final = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})


def find(reading: Reading) -> Iterator[Found]:
    """What the operations to choose from can do."""
    if all(_ANY_CHOICES.isdisjoint(argument.words) for argument in reading.arguments):
        return
    head = next((word for word in reading.words if word in PLAIN), None)
    only_looks = head is not None and PLAIN[head] == "read" and opens_with_reading(reading)
    for argument in reading.arguments:
        is_choice = argument.words[-1:] and argument.words[-1] in _ANY_CHOICES
        if is_choice and argument.name.count(".") < 2 and _is_believed(argument, only_looks=only_looks):
            yield from _choice(argument)


def _is_believed(argument: Argument, *, only_looks: bool) -> bool:
    """Whether the choice is one of operations: a tool that only looks may also filter by what was done (`action: [create, delete]`).

    Operations of such a tool have its own looking among them.
    """
    if not only_looks:
        return True
    firsts = [words_of(value)[:1] for value in argument.values or () if isinstance(value, str)]
    words = {first[0] for first in firsts if first}
    are_operations = all(firsts) and words <= PLAIN.keys() and any(PLAIN[word] == "read" for word in words)
    return are_operations or words >= {"get", "post"}


def _choice(argument: Argument) -> Iterator[Found]:
    """The strongest of the operations that an argument lets the caller choose."""
    if argument.values is not None:
        values = [str(value) for value in argument.values if isinstance(value, str)]
        spelt = {value.lower() for value in values}
        if len(spelt & _HTTP) >= 2 and spelt & {"post", "put"}:
            yield Found("argument/http-method", argument.name, "execute")
            return
        firsts = [words_of(value)[:1] for value in values]
        if argument.words[-1] in _PERHAPS_CHOICES and not all(first and first[0] in PLAIN for first in firsts):
            return
        strongest = _strongest([word for value in values for word in words_of(value)[:2]])
        if sum(not PLAIN.keys().isdisjoint(words_of(value)) for value in values) < 2:
            strongest = None
    elif argument.words[-1] in _CHOICES:
        strongest = _strongest(re.findall(r"[a-z]+", argument.text[:400].lower()))
        if strongest is not None and len(re.findall(r"['\"`|]|, ", argument.text[:400])) < 2:
            strongest = None
    else:
        return
    if strongest is not None:
        yield Found("argument/operation", f"{argument.name}: {strongest}", PLAIN[strongest])


def _strongest(words: list[str]) -> str | None:
    return max((word for word in words if word in PLAIN), key=lambda word: KINDS.index(PLAIN[word]), default=None)


FAMILY: Final = Family(
    sentences={
        "argument/operation": "An argument lets the caller choose an operation; the strongest of them counts.",
        "argument/http-method": "An argument lets the caller choose the method of a request.",
    },
    find=find,
)
