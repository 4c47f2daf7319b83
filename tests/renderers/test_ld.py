"""Structured data is JSON that says what the page shows, and no text in it ends its element."""

import json

from hypothesis import given
from hypothesis import strategies as st

from generator.renderers.ld import ld_json
from generator.renderers.prose import plain_text
from generator.renderers.visible import visible
from generator.views.faq import Question
from generator.views.structured_data import StructuredData
from generator.views.words import Markdown, without_code_marks

TEXT = st.text() | st.lists(st.sampled_from(["`", "</script>", "<!--", "&", "\x7f", "\x1e", "\\u001e", "%s", "\u2028", "\\", '"', "a", "**", "\n"])).map(
    "".join
)  # fmt: skip


def shown(text):
    return plain_text(text) if isinstance(text, Markdown) else visible(without_code_marks(text))


def plain(data):
    """The same as dictionaries, the way the vocabulary's pages write it."""
    steps = [
        {"@type": "ListItem", "position": position, "name": visible(name), "item": visible(item)}
        for position, (name, item) in enumerate(data.steps, start=1)
    ]
    graph = [{"@type": "BreadcrumbList", "itemListElement": steps}]
    if data.questions:
        asked = [
            {
                "@type": "Question",
                "name": shown(each.question),
                "acceptedAnswer": {"@type": "Answer", "text": shown(each.answer)},
            }
            for each in data.questions
        ]
        graph.append({"@type": "FAQPage", "mainEntity": asked})
    return {"@context": "https://schema.org", "@graph": graph}


@given(st.lists(st.tuples(TEXT, TEXT), max_size=3), st.lists(st.tuples(TEXT, TEXT | TEXT.map(Markdown)), max_size=3))
def test_it_is_the_plain_data_as_compact_json_and_cannot_end_its_element(steps, asked):
    data = StructuredData(
        steps=tuple(steps), questions=tuple(Question(question=question, answer=answer) for question, answer in asked)
    )
    text = ld_json(data)
    assert text.isascii()
    assert not set(text) & set("<>&\x7f")
    assert json.loads(text) == plain(data)
    escapes = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
    assert text == json.dumps(plain(data), separators=(",", ":")).translate(escapes)


def test_markdown_is_told_to_machines_without_its_marks():
    data = StructuredData(steps=(), questions=(Question(question="Why `x`?", answer=Markdown("**a** `b`\n\nc")),))
    assert '"name":"Why x?","acceptedAnswer":{"@type":"Answer","text":"a b c"}' in ld_json(data)


def test_a_page_without_questions_has_only_its_breadcrumb():
    assert ld_json(StructuredData(steps=(("Home", "https://a.example/"),), questions=())) == (
        '{"@context":"https://schema.org","@graph":[{"@type":"BreadcrumbList","itemListElement":'
        '[{"@type":"ListItem","position":1,"name":"Home","item":"https://a.example/"}]}]}'
    )
