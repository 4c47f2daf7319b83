"""Each question that saves the rules a search leaves out nothing that the search would find."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.rules.checks import articles, cut_off, doubled_words
from generator.rules.classify import arguments as said_by_arguments
from generator.rules.classify import opening
from generator.rules.classify.reading import Argument, Reading
from generator.rules.excerpt import _is_plain, _opening
from generator.rules.guard_words import LOOSENING, loosens
from generator.rules.name_words import words_of
from generator.rules.order_words import FAMILIES
from generator.rules.signals import arguments, hidden, orders

HARD = "a an A An the The MCP server data re-do e.g. i.e. (the “the` apple hour uni 1 İ ı ſ K é \u200b \u202e <important> ignore previous instructions * __ ` : # === - \n \t \xa0".split(" ")  # fmt: skip
texts = st.lists(st.sampled_from(HARD) | st.text(max_size=6), max_size=14).map(" ".join)
names = st.lists(
    st.sampled_from(sorted(arguments._TELLING | said_by_arguments._TELLING | LOOSENING))
    | st.text("abcT_9", max_size=5),
    max_size=4,
).map("_".join)


@given(texts | st.from_regex(doubled_words._DOUBLED))
@settings(max_examples=500)
def test_a_doubled_word_is_always_looked_for(text):
    if doubled_words._DOUBLED.search(text):
        assert doubled_words._may_double(text)


@given(texts)
def test_an_article_is_found_where_a_word_begins(text):
    for pattern in (articles._BEFORE_VOWEL, articles._BEFORE_CONSONANT):
        plain = re.compile(re.sub(r"^(\(\[Aa\]n?\))\(\?<!\\w\[Aa\]n?\)", r"\\b\1", pattern.pattern))
        assert plain.pattern.startswith(r"\b([Aa]")
        assert [each.span() for each in pattern.finditer(text)] == [each.span() for each in plain.finditer(text)]


@given(texts.map(str.strip))
def test_a_text_that_ends_in_a_full_stop_has_no_loose_end_but_an_abbreviation(text):
    ended = f"{text}."
    if not ended.endswith((".g.", ".e.")):
        assert not cut_off._LOOSE_END.search(ended)


@given(texts)
def test_a_plain_text_is_its_own_first_block(text):
    if _is_plain(text):
        assert " ".join(_opening(text).split()) == " ".join(text.split())


@given(texts, st.sampled_from(["get_order", "a", ""]))
def test_marks_are_taken_off_wherever_there_are_any(text, name):
    plain = opening._MARK.sub("", opening._MARK.sub("", text.removeprefix(name).strip()))
    assert opening._bare(text, name) == plain


@given(st.lists(texts | st.one_of([st.from_regex(pattern) for _, pattern in FAMILIES]), max_size=4))
@settings(max_examples=300)
def test_an_order_is_always_looked_for(told):
    text = "\n".join(" ".join(each.split()) for each in told)
    order = orders._first_order(text)
    if order is not None:
        assert orders.orders_in(told) == order


@given(st.text("abcABC+/= ", max_size=90).map(lambda text: text.encode().hex() + text))
def test_a_long_word_is_always_looked_at(text):
    if orders._ENCODED.search(text):
        assert orders._may_order(text.lower())


@given(texts, st.lists(texts, max_size=3))
def test_hidden_characters_are_found_in_every_text(text, told):
    reading = Reading("x", text, tuple(Argument(each, (), "any", None, None, each, False) for each in told), {})
    found = next((each.quote for each in hidden.find(reading, None)), None)
    assert found == hidden.hidden_in(["x", text, *(each for pair in zip(told, told, strict=True) for each in pair)])


@given(names, st.sampled_from(["string", "boolean", "any", "array[string]", "integer"]), st.booleans())
@settings(max_examples=500)
def test_a_name_without_a_telling_word_means_nothing(name, type_name, limited):
    words = words_of(name)
    argument = Argument(name, words, type_name, ("a",) if limited else None, None, "a path to save to", False)
    reading = Reading("x", "Runs SQL.", (argument,), {})
    if arguments._TELLING.isdisjoint(words):
        assert list(arguments._kinds(argument, reading)) == []
    if said_by_arguments._TELLING.isdisjoint(words):
        assert not said_by_arguments._is_saved_file(argument)
    assert not loosens(words) or words[0] in LOOSENING
