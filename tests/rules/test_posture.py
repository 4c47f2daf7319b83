"""A posture makes effects stricter and never milder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.vocabulary import Denial, Limit, Posture, Recommendation
from generator.rules.assess import EFFECTS
from generator.rules.posture import with_posture
from tests.support.builders import make_vocabulary
from tests.support.plans import POSTURES, SLUGS, catalog_plan

VOCABULARY = make_vocabulary()
RISKS = [each.name for each in VOCABULARY.risk_classes]
ADVICE = st.builds(
    Recommendation,
    effect=st.sampled_from(EFFECTS),
    limit=st.none() | st.just(Limit(max=3, per="hour")),
    reason=st.just("So."),
)
DENIALS = st.builds(
    Denial,
    risks=st.lists(st.sampled_from(RISKS), max_size=2).map(tuple),
    effects=st.lists(st.sampled_from(EFFECTS), max_size=2).map(tuple),
    modifies=st.sampled_from([None, True, False]),
    visibility=st.sampled_from(["visible", "hidden"]),
)
MADE_UP = st.builds(
    Posture,
    name=st.just("own"),
    meaning=st.just("So."),
    unlisted=st.sampled_from(["ask", "deny"]),
    denies=st.lists(DENIALS, max_size=4).map(tuple),
)


@given(
    ADVICE,
    st.sampled_from(VOCABULARY.postures) | MADE_UP,
    st.sampled_from([None, *VOCABULARY.categories]),
    st.sampled_from([None, *RISKS]),
)
def test_no_posture_makes_an_effect_milder_or_shows_what_was_hidden(advice, posture, category, risk):
    made = with_posture(advice, posture, category, risk)
    assert EFFECTS.index(made.effect) >= EFFECTS.index(advice.effect)
    assert made.visibility == "hidden" or advice.visibility == "visible"
    assert made.visibility == "visible" or made.effect == "deny"
    assert made.reason == advice.reason
    if made.effect != "deny":
        assert made == advice


@pytest.mark.parametrize("slug", SLUGS)
def test_the_shipped_postures_do_what_they_say(slug):
    plans = {name: catalog_plan(slug, name)["servers"][0] for name in POSTURES}
    assert [plans[name]["unlisted"] for name in POSTURES] == ["ask", "deny", "deny"]
    for balanced, strict, read_only in zip(*(plans[name]["tools"] for name in POSTURES), strict=True):
        is_grave = balanced["risk"] in {"High", "Critical"} and balanced["effect"] == "ask"
        assert strict["effect"] == ("deny" if is_grave else balanced["effect"])
        modifies = balanced["category"] != "Read"
        assert read_only["effect"] == ("deny" if modifies else balanced["effect"])
        assert read_only["visibility"] == ("hidden" if modifies else balanced["visibility"])
