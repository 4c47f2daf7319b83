"""Sentences are whole, numbers agree with their nouns, articles with their sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.renderers.prose import inline
from generator.views.words import (
    _ENDS_A_SENTENCE,
    _REPEATED_STOP,
    joined,
    plural,
    sentence,
    server_phrase,
    shortened,
    some_of,
    with_article,
    without_code_marks,
)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Execute tool", "an Execute tool"),
        ("Read tool", "a Read tool"),
        ("Other tool", "an Other tool"),
        ("User tool", "a User tool"),
        ("Unicode tool", "a Unicode tool"),
        ("Uninstall tool", "an Uninstall tool"),
        ("One-way tool", "a One-way tool"),
        ("Hourly tool", "an Hourly tool"),
        ("SQL tool", "an SQL tool"),
        ("UI tool", "a UI tool"),
    ],
)
def test_an_article_follows_the_sound(phrase, expected):
    assert with_article(phrase) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 tools"), (1, "1 tool"), (2, "2 tools"), (224112, "224,112 tools")]
)
def test_a_noun_agrees_with_its_number(count, expected):
    assert plural(count, "tool") == expected


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_are_joined_as_in_a_sentence(words, expected):
    assert joined(words) == expected


def test_what_does_not_fit_is_counted():
    assert some_of(["a", "b", "c"], 2) == "a, b and 1 other"
    assert some_of(["a", "b", "c", "d"], 2) == "a, b and 2 others"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deletes a role", "Deletes a role."),
        ("Deletes a role.", "Deletes a role."),
        ("Deletes a role..", "Deletes a role."),
        ("Splits bills (e.g. rent)..", "Splits bills (e.g. rent)."),
        ("Really?", "Really?"),
        ("He said “stop.”", "He said “stop.”"),
        ("Waits\u2026", "Waits\u2026"),
        ("Examples:", "Examples."),
        ("two\nlines", "two lines."),
    ],
)
def test_a_sentence_ends_once(text, expected):
    assert sentence(text) == expected


@given(st.text())
def test_a_sentence_never_ends_in_two_stops(text):
    once = sentence(text)
    assert sentence(once) == once
    assert not once.endswith("..") or once.endswith("...")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Call `x` now", "Call x now"), ("`a` and `b`", "a and b"), ("one ` only", "one ` only"), ("``` a", "` a")],
)
def test_a_text_without_its_code_marks_is_what_the_page_shows(text, expected):
    assert without_code_marks(text) == expected
    assert Markup(inline(text)).striptags() == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("GitHub", "GitHub MCP server"),
        ("Linode MCP Server", "Linode MCP Server"),
        ("AWS IoT SiteWise MCP server", "AWS IoT SiteWise MCP server"),
        ("Asqav MCP", "Asqav MCP server"),
        ("Time Server", "Time Server"),
    ],
)
def test_mcp_server_is_said_once(name, expected):
    assert server_phrase(name) == expected


@given(st.text(), st.integers(min_value=20, max_value=200))
def test_shortened_text_fits_and_says_that_it_was_cut(text, most):
    flat = " ".join(text.split())
    short = shortened(text, most)
    assert len(short) <= most
    assert short == flat if len(flat) <= most else short.endswith("\u2026")


@given(st.text() | st.text(alphabet=" a.!?:;,`\"')\u2026\n", max_size=12))
def test_a_sentence_is_what_the_plain_expressions_make_of_it(text):
    flat = _REPEATED_STOP.sub(".", " ".join(text.split()).rstrip(":;,"))
    assert sentence(text) == (flat if not flat or _ENDS_A_SENTENCE.search(flat) else flat + ".")


@given(st.text() | st.text(alphabet=" a\n\u00a0\u200b\x1c."), st.integers(min_value=20, max_value=40))
def test_text_that_fits_is_put_on_one_line_and_nothing_else(text, most):
    flat = " ".join(text.split())
    if len(flat) <= most:
        assert shortened(text, most) == flat
