"""An excerpt is the first sentence that says something, on one line, at most 160 characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rules.excerpt import LONGEST, excerpt

CASES = {
    "Get the time. Then more.": "Get the time.",
    "Get current time in a specific timezone": "Get current time in a specific timezone",
    "Lists files, e.g. images, i.e. all of them. Second.": "Lists files, e.g. images, i.e. all of them.",
    "Works with e.g. Amazon. Second.": "Works with e.g. Amazon.",
    "Reads logs, traces, etc. Filters apply.": "Reads logs, traces, etc.",
    "Upgrade to v2.1.0 or later. Second.": "Upgrade to v2.1.0 or later.",
    "Uses api.example.com for it. Second.": "Uses api.example.com for it.",
    "Ask Dr. Smith vs. Mr. Jones. Second.": "Ask Dr. Smith vs. Mr. Jones.",
    "Made by J. R. Tolkien. Second.": "Made by J. R. Tolkien.",
    "Is it done? Yes.": "Is it done?",
    "get job status. returns JSON.": "get job status.",
    "Reads logs, etc. and more. Second.": "Reads logs, etc. and more.",
    "Stop! Now.": "Stop!",
    'Says "done." Then leaves.': 'Says "done."',
    "Wait... then go on. Second.": "Wait... then go on.",
    "1. Fetch the page. 2. Print it.": "1. Fetch the page.",
    "\n    Create a topic.\n\n    Args:\n        name: The name.\n": "Create a topic.",
    "Add two numbers\n\nArgs:\n  a: First. Number.": "Add two numbers",
    "Add two numbers\nArgs:\n  a: First.": "Add two numbers",
    "Args:\n  a: First.": "Args: a: First.",
    "Runs a query\nacross two lines. Second.": "Runs a query across two lines.",
    "# Heading\n\nThe text. More.": "The text.",
    "# Only a heading": "Only a heading",
    "## Overview ##\nDoes it. More.": "Does it.",
    "```json\n{}\n```\nAfter the code. More.": "After the code.",
    "```\nonly code\n```": "``` only code ```",
    "Supports:\n- one. thing\n- two": "Supports:",
    "First line\n\nSecond paragraph.": "First line",
    "获取当前时间。然后更多。": "获取当前时间。",
    "「はい。」と言う。次。": "「はい。」",
    "**Bold sentence.** More.": "**Bold sentence.**",
    "   ": "",
    "": "",
    "...": "...",
    "<use_case>Reads a file.</use_case>": "<use_case>Reads a file.</use_case>",
    "Zero\u200bwidth stays. More.": "Zero\u200bwidth stays.",
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_the_first_sentence_is_found(text, expected):
    assert excerpt(text) == expected


def test_a_long_sentence_ends_at_a_word_with_an_ellipsis():
    cut = excerpt("word " * 100)
    assert cut == ("word " * 32).rstrip() + "…"
    assert len(cut) <= LONGEST


def test_a_long_word_is_cut_hard():
    assert excerpt("界" * 500) == "界" * 159 + "…"


def test_a_sentence_of_exactly_the_limit_is_whole():
    sentence = "x" * 159 + "."
    assert excerpt(sentence + " More.") == sentence


@given(st.text())
def test_an_excerpt_is_short_and_on_one_line(text):
    kept = excerpt(text)
    assert len(kept) <= LONGEST
    assert kept == " ".join(kept.split())


@given(st.text(alphabet="ab.`~#\n :-1Args", max_size=3000))
def test_an_excerpt_of_odd_markup_is_short(text):
    assert len(excerpt(text)) <= LONGEST


def test_long_texts_are_no_trouble():
    for text in ("a" * 100_000, "\n" * 100_000, "`" * 100_000, " \n" * 50_000, "# " * 50_000, "a.b " * 30_000):
        assert len(excerpt(text)) <= LONGEST
