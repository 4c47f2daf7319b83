"""Prose keeps its small subset of Markdown, and hostile text stays text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.renderers.prose import _plain, inline, plain_text, prose
from generator.renderers.subset import converted
from generator.renderers.visible import visible
from generator.views.words import Markdown

HOSTILE = st.lists(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "</p>",
            "<img src=x onerror=alert(1)>",
            "[a](javascript:alert(1))",
            "`",
            "``",
            "**",
            "_",
            "*",
            "[x](http://a.b",
            ")",
            '" onclick="x',
            "&lt;",
            "&#x200b;",
            "![i](http://a/b.png)",
            "<http://a.b>",
            "\\",
            "\n",
            "\n\n",
            "    ",
            "- ",
            "1. ",
            "> ",
            "# ",
            "---",
            "\u202e",
            "\x02wzxhzdk:0\x03",
            "{{ 7*7 }}",
            "{% raw %}",
            "word",
            " ",
            "a_b",
            "!",
        ]
    ),
    max_size=14,
).map("".join)
ALLOWED = {"p", "ul", "ol", "li", "em", "strong", "code", "br", "a"}


class Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(markup):
    parser = Elements()
    parser.feed(markup)
    parser.close()
    return parser.found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "<p>plain</p>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("calls `rm -rf` at once", "<p>calls <code>rm -rf</code> at once</p>"),
        ("**bold** and *thin*", "<p><strong>bold</strong> and <em>thin</em></p>"),
        ("a snake_case_name here", "<p>a snake_case_name here</p>"),
        ("- a\n- b", "<ul><li>a</li>\n<li>b</li>\n</ul>"),
        ("[x](https://a.b/?c=1&d=2)", '<p><a href="https://a.b/?c=1&amp;d=2" rel="nofollow noopener">x</a></p>'),
        ("[x](mailto:a@b.c)", '<p><a href="mailto:a@b.c" rel="nofollow noopener">x</a></p>'),
        ("[x](javascript:alert(1))", "<p>x</p>"),
        ("[x](data:text/html,y)", "<p>x</p>"),
        ("[x](//evil.example)", "<p>x</p>"),
        ("<b>raw</b>", "<p>&lt;b&gt;raw&lt;/b&gt;</p>"),
        ("`<b>` and &lt;", "<p><code>&lt;b&gt;</code> and &amp;lt;</p>"),
        ("# no heading", "<p># no heading</p>"),
        ("> no quote", "<p>&gt; no quote</p>"),
        ("zero\u200bwidth", "<p>zero[U+200B]width</p>"),
    ],
)
def test_the_subset(text, expected):
    assert prose(Markdown(text)) == expected


@given(HOSTILE | st.text(max_size=200))
@settings(max_examples=400, deadline=None)
@example('[a](http://x/" onmouseover="alert(1))')
@example("<http://a.b/<script>>")
def test_hostile_prose_makes_only_the_elements_of_the_subset(text):
    for tag, attributes in elements(prose(Markdown(text))):
        assert tag in ALLOWED
        if tag == "a":
            assert set(attributes) == {"href", "rel"}
            assert attributes["href"].lower().startswith(("http://", "https://", "mailto:"))
        else:
            assert attributes == {}


@given(HOSTILE | st.text(alphabet="ab_ `*-.1\n()!:<&#", max_size=60))
@settings(max_examples=600, deadline=None)
def test_the_fast_path_prints_what_python_markdown_prints(text):
    shown = visible(text)
    fast = _plain(shown)
    if fast is not None:
        assert fast == converted(shown)


@pytest.mark.parametrize(
    "text", ["A plain sentence.", "With `code` and a_name (in brackets), 3 times.", "Two\n\nparagraphs."]
)
def test_ordinary_prose_takes_the_fast_path(text):
    assert _plain(text) is not None


@given(HOSTILE | st.text(max_size=200))
def test_our_own_sentences_have_code_and_nothing_else(text):
    assert {tag for tag, _ in elements(inline(text))} <= {"code"}


@pytest.mark.parametrize("mark", ["- ", "1. ", "* "])
def test_lists_without_end_are_printed_as_text(mark):
    assert prose(Markdown(mark * 2000)) == f"<p>{mark * 2000}</p>"
    assert prose(Markdown("- a\n- b")) == "<ul><li>a</li>\n<li>b</li>\n</ul>"


def test_our_own_sentences_are_not_markdown():
    assert prose("**not** [bold](http://a.b)") == "<p>**not** [bold](http://a.b)</p>"


@given(HOSTILE)
@settings(deadline=None)
def test_plain_text_has_no_markup(text):
    shown = plain_text(Markdown(text))
    assert "\n" not in shown
    assert not re.search(r"<(?:p|em|strong|code|a|ul|li)>", shown) or "<" in text
