"""A vocabulary into its style sheet: a colour for each word in each scheme, and the classes that use it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.vocabulary import Colours, Vocabulary

VOCABULARY_FILE: Final = "assets/vocabulary.css"


def vocabulary_file(vocabulary: Vocabulary) -> tuple[str, bytes]:
    """Path and content of the style sheet."""
    return VOCABULARY_FILE, vocabulary_css(vocabulary).encode()


def vocabulary_css(vocabulary: Vocabulary) -> str:
    """`assets/vocabulary.css`: custom properties per Material scheme, then one class for each word.

    An element of class `risk-low`, `category-read` or `not-reviewed` has its colour as `--tone`.
    """
    names = tuple(_names(vocabulary))
    lines = ["[data-md-color-scheme=default]{"]
    lines += [f"--catalog-{name}:{colours.light};" for name, colours in names]
    lines += ["}", "[data-md-color-scheme=slate]{"]
    lines += [f"--catalog-{name}:{colours.dark};" for name, colours in names]
    lines += ["}", *(f".{name}{{--tone:var(--catalog-{name})}}" for name, _ in names)]
    return "\n".join(lines) + "\n"


def _names(vocabulary: Vocabulary) -> Iterator[tuple[str, Colours]]:
    yield from ((f"risk-{each.slug}", each.colours) for each in vocabulary.risk_classes)
    yield from ((f"category-{each.slug}", each.colours) for each in vocabulary.categories)
    yield "not-reviewed", vocabulary.not_reviewed.colours
