"""Signals of a description that gives the model orders about itself, its user or other tools.

Honest servers do it too, so it is shown, concerns attacks, and raises nothing by itself. The texts of arguments are read as well.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from generator.model.assessment import Signal
from generator.rules.classify.lexicon import Kind
from generator.rules.classify.reading import Reading
from generator.rules.order_words import FAMILIES

_ENCODED: Final = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{24,4096}={0,2}(?![A-Za-z0-9+/=])")
_compiled: Final = cache(re.compile)
"""The patterns of orders take 4 ms to compile, and hardly a text has the pieces of one."""
_SHORTEST: Final = 24
_LONGEST: Final = 160


def find(reading: Reading, _kind: Kind | None) -> Iterator[Signal]:
    """The first order in the description."""
    order = reading.orders or orders_in([reading.text, *[each.text for each in reading.arguments]])
    if order is not None:
        yield Signal(kind="instructs-model", quote=order)


def orders_in(texts: Iterable[str]) -> str | None:
    """The first words of the texts that give the model an order, on one line; None when there are none.

    Orders in Base64 are read too, and quoted as they read behind `base64:`.
    """
    told = [each for each in texts if each]
    together = " ".join(told)
    if "  " in together or not together.isprintable():
        together = " ".join(together.split())
    if not _may_order(together.lower()):
        return None  # as nearly always
    text = "\n".join([" ".join(each.split()) for each in told])
    plain = _first_order(text)
    if plain is not None:
        return plain
    for blob in _ENCODED.finditer(text):
        order = _first_order(_decoded(blob[0]))
        if order is not None:
            return f"base64: {order}"[:_LONGEST]
    return None


def _first_order(text: str) -> str | None:
    lower = text.lower()
    if len(lower) != len(text):  # a letter whose small form is longer: keep the places of the words
        lower = "".join(each if len(each.lower()) > 1 else each.lower() for each in text)
    found = [
        order
        for groups, pattern in FAMILIES
        if _holds_of_each(lower, groups) and (order := _compiled(pattern).search(lower)) is not None
    ]
    first = min(found, key=lambda order: order.start(), default=None)
    return " ".join(text[first.start() : first.end()].split())[:_LONGEST] if first else None


def _holds_of_each(text: str, groups: tuple[tuple[str, ...], ...]) -> bool:
    """Whether the text holds a piece of each group: sixty questions a tool, so plain loops."""
    for group in groups:
        for piece in group:
            if piece in text:
                break
        else:
            return False
    return True


def _may_order(lower: str) -> bool:
    """Whether the texts, in lower case and one behind the other, hold all pieces of some order, or a word as long as the shortest Base64."""
    for groups, _ in FAMILIES:
        if _holds_of_each(lower, groups):
            return True
    return max(map(len, lower.split(" "))) >= _SHORTEST


def _decoded(blob: str) -> str:
    """The text behind the Base64; empty where there is none."""
    try:
        text = base64.b64decode(blob + "=" * (-len(blob) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return text if text.replace("\n", " ").isprintable() else ""
