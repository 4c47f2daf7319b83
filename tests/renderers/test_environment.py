"""Whatever a registry says, a page's structure is its template's, and nothing on it is invisible."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader

from generator.model.server import Capture, Credential, Package
from generator.model.tool import Question, SignalChoice
from generator.renderers.environment import environment
from generator.renderers.visible import visible
from generator.views.server import server_pages
from generator.views.tool import tool_pages
from tests.support.builders import TEMPLATES, make_context, make_definition, make_judged, make_parameter, make_tool
from tests.support.pages import body_of, links_of, structure_of, structured_data_of

PIECES = [
    "<script>alert(1)</script>", "</script>", "</pre></code>", "<!--", "-->", "]]>", '"', "'", "><img src=x onerror=alert(1)>",
    "{{ 7*7 }}", "{% for x in y %}", "{#", "javascript:alert(1)", "\u200b", "\u202e", "\u2066", "\ufeff", "\x00", "\x1b[31m", "\u2028",
    "\U000e0041", "&lt;b&gt;", "&#x3c;script&#x3e;", "`", "**", "\\", "..", "/../", "%00", "\N{GRINNING FACE}", "\u05d0", "\ud83d",
]  # fmt: skip
HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), min_size=1, max_size=8).map("".join)
LINE = HOSTILE.map(
    lambda text: "x" + text.replace("\n", " ").replace("\r", " ").encode("utf-8", "replace").decode()[:120]
)


def filled(text: str):
    """A server and a tool with the text in every field a stranger or a contributor fills."""
    parameter = make_parameter(
        text, description=text, default=text, enum=(text,), constraints={text: text}, format=text[:90]
    )
    quoted = make_parameter("b", quote=text)
    tool = make_tool(
        summary=text,
        rationale=text,
        evidence=text,
        parameters=(parameter, quoted, make_parameter("body")),
        definition=make_definition(
            quote=text, hidden="x[U+200B]"
        ),  # a signal of every text, that some raise themselves
        faq=(Question(question=text, answer=text),),
        title=text,
        reviewed_by=text,
        signals=(
            SignalChoice(kind="secret-out", holds=True, reason=text),
            SignalChoice(kind="command", parameter="body", holds=True, reason=text),
        ),
    )
    return make_judged(
        tool,
        make_tool("get_issue", category="Read", summary=text),
        name=text,
        summary=text,
        publisher=text,
        licence=text,
        credentials=(Credential(variable="KEY", source=text),),
        package=Package(registry="npm", name=text, version=text),
        capture=Capture(date="2026-11-20", method="stdio", command=(text, text), protocol=text),
    )


def bodies(judged):
    context = make_context(judged)
    return [body_of(page) for page in [*tool_pages(judged, context), *server_pages(judged, context)]]


@given(LINE)
@settings(max_examples=120, deadline=None)
def test_hostile_text_never_leaves_its_element(text):
    for hostile, harmless in zip(bodies(filled(text)), bodies(filled("x harmless")), strict=True):
        prose_elements = {"strong", "em", "code", "br", "a", "p", "li", "ul", "ol"}
        assert [each for each in structure_of(hostile) if each[0] not in prose_elements] == [
            each for each in structure_of(harmless) if each[0] not in prose_elements
        ]
        assert all(
            attributes in {(), ("href", "rel")} or tag not in {"em", "br"} for tag, attributes in structure_of(hostile)
        )
        assert not [name for _, attributes in structure_of(hostile) for name in attributes if name.startswith("on")]
        assert all(
            link.startswith(("../", "policies/", "https://", "http://", "mailto:")) for link in links_of(hostile)
        )
        structured_data_of(hostile)


@given(LINE)
@settings(max_examples=60, deadline=None)
def test_nothing_on_a_page_is_invisible(text):
    for body in bodies(filled(text)):
        for character in body:
            assert character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}, (
                hex(ord(character))
            )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("a\u200bb", "a[U+200B]b"),
        ("\u202eevil", "[U+202E]evil"),
        ("\U000e0041", "[U+E0041]"),
        ("a\x00b", "a[U+0000]b"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ud800", "[U+D800]"),
        ("na\u0308ive \u00a0\u3000", "na\u0308ive \u00a0\u3000"),
        ("a\u0301\u0301\u0301\u0301", "a\u0301\u0301\u0301[U+0301]"),
        ("\u26a0\ufe0f", "\u26a0\ufe0f"),
        ("\u26a0\ufe0f\ufe0f", "\u26a0[U+FE0F][U+FE0F]"),
        ("a\ufe0f", "a[U+FE0F]"),
        ("\u3164", "[U+3164]"),
    ],
)
def test_hidden_characters_are_spelt_out(text, expected):
    assert visible(text) == expected


@given(st.text())
def test_making_visible_once_is_enough(text):
    assert visible(visible(text)) == visible(text)


def test_a_template_is_one_with_its_partials_and_has_no_indentation():
    made = environment(TEMPLATES)
    made.loader = DictLoader(
        {
            "pages/x.html.jinja": '<ul>\n  {% include "partials/y.html.jinja" %}\n</ul>',
            "partials/y.html.jinja": "{# one #}\n  <li>a</li>\n",
        }
    )
    assert made.get_template("pages/x.html.jinja").render(view=None, root="") == "<ul>\n<li>a</ul>"


def test_source_of_a_registry_is_never_run_as_a_template():
    judged = make_judged(make_tool(summary="{{ 7*7 }} {% raise %}"))
    assert "{{ 7*7 }} {% raise %}" in body_of(next(tool_pages(judged, make_context(judged))))
