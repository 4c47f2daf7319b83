"""Texts: the server's own words stay as short as the capture says, and links lead to the web or to mail only.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Pointer
from generator.model.tool import Parameter
from generator.rules.checks.subject import Subject

SENTENCE: Final = "Quotes are as short as `capture.texts` says, and prose links only to http, https and mailto."
EXCERPT_LENGTH: Final = 160
"""Characters of a server's text kept as an excerpt. Chosen: one sentence, a short quotation."""
_LONGEST: Final[dict[str, int | None]] = {"full": None, "excerpt": EXCERPT_LENGTH, "none": 0}
_LINK: Final = re.compile(r"\]\(\s*<?\s*([A-Za-z][A-Za-z0-9+.-]*):|<([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES: Final = frozenset({"http", "https", "mailto"})


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about quotes and prose."""
    texts = subject.server.capture.texts if subject.server.capture else "excerpt"
    longest = _LONGEST[texts]
    for position, tool in enumerate(subject.server.tools):
        here: Pointer = ("tools", position)
        if tool.definition is not None:
            quote = tool.definition.quote
            if quote is not None and longest is not None and len(quote) > longest:
                yield _too_long(quote, (*here, "definition", "quote"), texts)
        if isinstance(tool.parameters, tuple) and longest is not None:
            yield from _parameters(tool.parameters, (*here, "parameters"), longest, texts)
        yield from _links(tool.rationale, (*here, "rationale"))
        yield from _links(tool.evidence, (*here, "evidence"))
        for number, question in enumerate(tool.faq):
            yield from _links(question.answer, (*here, "faq", number, "answer"))


def _parameters(parameters: tuple[Parameter, ...], pointer: Pointer, longest: int, texts: str) -> Iterator[Finding]:
    for position, parameter in enumerate(parameters):
        if parameter.quote is not None and len(parameter.quote) > longest:
            yield _too_long(parameter.quote, (*pointer, position, "quote"), texts)
        if isinstance(parameter.fields, tuple):
            yield from _parameters(parameter.fields, (*pointer, position, "fields"), longest, texts)


def _too_long(quote: str, pointer: Pointer, texts: str) -> Finding:
    return Finding(
        pointer=pointer,
        code="texts/quote-length",
        message=f"found a quote of {len(quote)} characters, expected at most {_LONGEST[texts]} with `texts: {texts}`",
        hint="shorten it, or import again with --texts full",
    )


def _links(text: str | None, pointer: Pointer) -> Iterator[Finding]:
    if text is None or ("](" not in text and "<" not in text):
        return
    for match in _LINK.finditer(text):
        scheme = (match[1] or match[2]).lower()
        if scheme not in _SCHEMES:
            yield Finding(
                pointer=pointer,
                code="texts/link",
                message=f"found a link with scheme {scheme!r}, expected http, https or mailto",
                hint="link to a web page, or write the address as text",
            )
