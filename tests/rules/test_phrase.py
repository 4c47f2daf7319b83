"""A phrase finds what its pattern finds: the pieces beside it leave nothing out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.rules.classify import FAMILIES  # noqa: F401 - makes the phrases
from generator.rules.phrase import PHRASES, Phrase
from generator.rules.signal_kinds import SIGNALS  # noqa: F401 - as above


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.pieces[0])
def test_whatever_the_pattern_finds_holds_a_piece(phrase):
    @given(st.from_regex(phrase.pattern), st.text(max_size=20))
    @settings(max_examples=200)
    def holds(text, around):
        for each in (text, f"{around} {text} {around}", text.upper(), text.lower()):
            found, wanted = phrase.search(each), phrase.pattern.search(each)
            assert (found and found.span()) == (wanted and wanted.span())
            found, wanted = phrase.match(each, each.lower()), phrase.pattern.match(each)
            assert (found and found.span()) == (wanted and wanted.span())

    holds()


def test_a_letter_that_a_pattern_takes_for_another_is_not_missed():
    phrase = Phrase("secret|kind", r"\bsecret|kind")
    PHRASES.remove(phrase)
    for text in ("my \u017fecret", "\u212aind"):
        assert phrase.search(text)
    assert phrase.search("nothing") is None
