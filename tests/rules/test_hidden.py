"""Characters that nobody sees are found and quoted as code points; what scripts and emoji need stays quiet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.tool import Definition
from generator.rules.assess import judge
from generator.rules.classify.reading import reading_of_definition
from generator.rules.signals.hidden import hidden_in, spelt_out
from tests.support.builders import make_definition, make_judged, make_tool, make_vocabulary
from tests.support.definitions import described, judged, tool_object

HIDDEN = [
    ("add\u200bress", "add[U+200B]ress"),
    ("a\u200db", "a[U+200D]b"),
    ("a\u200cb", "a[U+200C]b"),
    ("a\u2060b", "a[U+2060]b"),
    ("a\ufeffb", "a[U+FEFF]b"),
    ("\u202egnihtyna", "[U+202E]gnihtyna"),
    ("a\u2066b\u2069", "a[U+2066]b[U+2069]"),
    ("a\u200fb", "a[U+200F]b"),
    ("hi\U000e0041\U000e0042", "hi[U+E0041][U+E0042]"),
    ("ok\ufe0f", "ok[U+FE0F]"),
    ("\u2764\ufe0f\ufe01\ufe02", "\u2764[U+FE0F][U+FE01][U+FE02]"),
    ("x\U000e0101y", "x[U+E0101]y"),
    ("a\x1b[8mhidden\x1b[0m", "a[U+001B][8mhidden[U+001B][0m"),
    ("a\x9b31mred", "a[U+009B][U+0033][U+0031][U+006D]red"),
    ("a\x08b", "a[U+0008]b"),
    ("a\u3164b", "a[U+3164]b"),
    ("\U0001f44d\u200d and more", "\U0001f44d[U+200D] and more"),
    ("\U0001f3f4\U000e0041 flag", "\U0001f3f4[U+E0041] flag"),
    ("\u0645\u200c\u200c\u200c\u062e", "\u0645[U+200C][U+200C][U+200C]\u062e"),
    ("\u05e9\u05dc\u202ecba", "\u05e9\u05dc[U+202E]cba"),
]
SEEN = [
    "",
    "Plain text, tabs\tand\nlines\r\nof it.",
    "\ufeffA mark that opens a file.",
    "\U0001f469\u200d\U0001f4bb and \U0001f469\U0001f3fd\u200d\U0001f680 and \U0001f9d1\u200d\U0001f91d\u200d\U0001f9d1",
    "\u2764\ufe0f\u200d\U0001f525, \U0001f3f3\ufe0f\u200d\U0001f308, \U0001f468\u200d\u2695\ufe0f",
    "\u2764\ufe0f, \u26a0\ufe0f careful, 1\ufe0f\u20e3, \u2122\ufe0f, \u203c\ufe0f, \u27a1\ufe0f, \u2194\ufe0f",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f is a flag",
    "\U0001f1e9\U0001f1ea is one too",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 (Persian)",
    "\u0915\u094d\u200d\u0937 (Hindi), \u0d28\u0d4d\u200d (Malayalam), \u0dc1\u0dca\u200d\u0dbb\u0dd3 (Sinhala)",
    "\u05e9\u05dc\u05d5\u05dd \u200f(abc)\u200e \u2067x\u2069",
    "\u0e04\u0e33\u200b\u0e44\u0e17\u0e22 (Thai)",
    "\u845b\U000e0100\u57ce (Japanese)",
    "na\u00efve caf\u00e9 \u2013 \u201cquoted\u201d\u2026 \u00a0 \u202f 5\u2009%",
]


@pytest.mark.parametrize(("text", "quote"), HIDDEN, ids=ascii)
def test_what_is_hidden_is_quoted_as_its_code_point(text, quote):
    assert hidden_in(["Plain.", text]) == quote


@pytest.mark.parametrize("text", SEEN, ids=ascii)
def test_what_people_write_is_not_hidden(text):
    assert hidden_in([text]) is None


@given(
    st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)),
    st.sampled_from("\u200b\u2060\u202e\U000e0041\x1b"),
)
def test_one_hidden_character_in_plain_text_is_found_wherever_it_stands(text, hidden):
    for place in {0, len(text) // 2, len(text)}:
        found = hidden_in([text[:place] + hidden + text[place:]])
        assert found and f"[U+{ord(hidden):04X}]" in found


@given(st.text(alphabet=st.characters(max_codepoint=126, exclude_categories=["Cc"])))
def test_plain_text_hides_nothing(text):
    assert hidden_in([text]) is None


@given(st.text())
def test_what_is_quoted_is_seen_on_one_line_and_short(text):
    assert hidden_in([spelt_out(text)]) is None
    found = hidden_in([text])
    if found is not None:
        assert all(each.isprintable() for each in found) and len(found) <= 160
        Definition(digest="sha256:" + "0" * 64, bytes=2, tokens=1, hidden=found)


def test_a_long_hidden_text_is_cut_between_code_points():
    found = hidden_in(["\U000e0041" * 500])
    assert found and len(found) <= 160 and found.endswith("]")


def test_without_the_text_around_only_the_code_points_are_kept():
    assert hidden_in(["secret\u200bwords"], around=0) == "[U+200B]"


@pytest.mark.parametrize(
    "tool",
    [
        {"name": "get\u200b_thing"},
        tool_object("get_thing", "Get a th\u200bing."),
        tool_object("get_thing", label=described("The la\u200bbel.")),
        {"name": "get_thing", "inputSchema": {"type": "object", "properties": {"la\u200bbel": {"type": "string"}}}},
    ],
)
def test_name_description_and_arguments_are_read(tool):
    (signal,) = [each for each in judged(tool).signals if each.kind == "hidden-text"]
    assert "[U+200B]" in signal.quote and signal.parameter == ""


def test_what_an_entry_keeps_of_the_whole_definition_counts():
    hiding = make_definition(quote="Get a thing.", hidden="Get[U+200B]x")
    tool = make_tool("get_thing", category="Read", parameters=(), definition=hiding)
    assert [(each.kind, each.quote) for each in make_judged(tool).assessments[0].signals] == [
        ("hidden-text", "Get[U+200B]x")
    ]
    both = make_definition(quote="Get\u200b a thing.", hidden="Get[U+200B] a")
    found = make_judged(tool.model_copy(update={"definition": both})).assessments[0].signals
    assert [each.kind for each in found] == ["hidden-text"]


def test_hidden_characters_raise_no_class_by_themselves():
    reading = reading_of_definition(tool_object("list_things", "List\u200b the things."))
    assert judge(reading, make_vocabulary(), category="Read").risk == "Low"
