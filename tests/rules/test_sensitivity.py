"""One word for the data a call touches: the most sensitive that its signals speak of."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.assessment import Signal
from generator.model.vocabulary import Sensitivity
from generator.rules.sensitivity import SENSITIVITIES, sensitivity_of
from generator.rules.signal_kinds import SIGNALS

KINDS = sorted(SIGNALS)
ORDER = list(SENSITIVITIES)


def signals(*kinds):
    return [Signal(kind=kind, quote="word") for kind in kinds]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], "ordinary"),
        (["path", "URL", "sends-out", "costs-money", "irreversible", "secret-in"], "ordinary"),
        (["private-data"], "private"),
        (["personal-data"], "personal"),
        (["guards"], "guard"),
        (["secret-out"], "secret"),
        (["personal-data", "private-data"], "personal"),
        (["guards", "personal-data"], "guard"),
        (["secret-out", "guards", "private-data"], "secret"),
    ],
)
def test_the_most_sensitive_signal_says_what_is_touched(kinds, expected):
    assert sensitivity_of(signals(*kinds)) == expected


@given(st.permutations(KINDS))
def test_the_order_of_the_signals_does_not_matter(kinds):
    assert sensitivity_of(signals(*kinds)) == "secret"


@given(st.lists(st.sampled_from(KINDS)), st.sampled_from(KINDS))
def test_one_signal_more_never_makes_the_data_less_sensitive(kinds, more):
    before, after = sensitivity_of(signals(*kinds)), sensitivity_of(signals(*kinds, more))
    assert ORDER.index(after) >= ORDER.index(before)


def test_every_word_of_the_model_is_explained_from_least_to_most():
    assert tuple(SENSITIVITIES) == get_args(Sensitivity)
    assert all(SENSITIVITIES.values())
