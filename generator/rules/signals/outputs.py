"""Signals of the properties that a tool answers with: secrets, and data about people.

A call that makes or changes something may answer with a secret too (`create_api_key`), so those count for every kind.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.assessment import Signal
from generator.rules.classify.lexicon import Kind
from generator.rules.classify.reading import Reading
from generator.rules.returns import person_in, secret_in


def find(reading: Reading, kind: Kind | None) -> Iterator[Signal]:
    """What the answer gives out by the names of its properties."""
    secret = secret_in(reading.returns)
    if secret is not None:
        yield Signal(kind="secret-out", quote=secret)
    person = person_in(reading.returns)
    if person is not None and kind in {"read", None}:
        yield Signal(kind="personal-data", quote=person)
