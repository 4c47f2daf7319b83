"""Signals into one word for the data a call touches: the second axis beside what it does.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from generator.model.assessment import Assessment, Sensitivity, Signal

SENSITIVITIES: Final[dict[Sensitivity, str]] = {
    "ordinary": "nothing that needs protection of its own",
    "private": "files, messages or records that not everybody may see",
    "personal": "data about people",
    "guard": "permissions, members, policies or another guard",
    "secret": "passwords, keys, tokens or other secrets",
}
"""Each sensitivity and what it stands for, from least to most."""
_ORDER: Final = tuple(SENSITIVITIES)
_OF_SIGNAL: Final[dict[str, Sensitivity]] = {
    "private-data": "private",
    "personal-data": "personal",
    "guards": "guard",
    "secret-out": "secret",
}


_OF_CONTENT: Final = frozenset({"private-data", "personal-data", "secret-out", "untrusted-content"})


def holding(assessment: Assessment) -> set[str]:
    """The kinds of signal that hold: those of what comes back do not where a person looked and set the class back."""
    kinds = {signal.kind for signal in assessment.signals}
    return kinds - _OF_CONTENT if assessment.is_lowered else kinds


def sensitivity_of(signals: Iterable[Signal]) -> Sensitivity:
    """The most sensitive data that the signals speak of; `ordinary` when none does."""
    found = [_OF_SIGNAL[each.kind] for each in signals if each.kind in _OF_SIGNAL]
    return max(found, key=_ORDER.index, default="ordinary")
