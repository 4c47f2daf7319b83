"""Structured data into the text of a `<script type="application/ld+json">` element.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from typing import Any, Final

from markupsafe import Markup

from generator.renderers.prose import plain_text
from generator.renderers.visible import visible
from generator.views.words import Markdown

_ESCAPES: Final = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"))


def ld_json(data: Any) -> Markup:
    """The data as JSON in ASCII that no text inside can end the element of: `<`, `>` and `&` are escaped.

    Strings say what the page shows: hidden characters spelt out, `Markdown` as its plain text.
    """
    text = json.dumps(_shown(data), separators=(",", ":"))
    for character, escaped in _ESCAPES:
        if character in text:
            text = text.replace(character, escaped)
    return Markup(text)  # noqa: S704 - nothing left that means anything to an HTML parser


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return plain_text(value) if isinstance(value, Markdown) else visible(value)
    if isinstance(value, dict):
        return {key: _shown(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shown(each) for each in value]
    return value
