"""Signals of a description that gives the model orders about itself, its user or other tools.

Honest servers do it too, so it is shown, concerns attacks, and raises nothing by itself. The texts of arguments are read as well.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.assessment import Signal
from generator.rules.classify.lexicon import Kind
from generator.rules.classify.reading import Reading

_ORDERS: Final = re.compile(
    r"(?:do not|don't|never) (?:tell|mention|inform|ask|show|reveal to) (?:to )?(?:the |a |your )?users?|"
    r"without (?:asking|telling|informing|notifying)|"
    r"(?:must|should) (?:always )?(?:be called|call this)(?: tool)? (?:first|before)|always call (?:this|it)|"
    r"(?:over|instead of|rather than|before) (?:any|all) other tools?|"
    r"<important>|do not mention|before (?:using|calling) (?:this|any) tool,? (?:you (?:must )?)?(?:read|open|fetch|send|include|pass)\b|also call (?:this|the|this tool)\b|"
    r"pass (?:the |its )?(?:whole |full )?contents? of|"
    r"ignore (?:all |any )?(?:previous|prior|other) (?:instructions|rules)|mandatory first step|(?:and|then) silently\b|silently (?:send|create|delete|run|generate|proceed|include)|"
    r"proceed automatically",
    re.IGNORECASE,
)

_PIECES: Final = (
    "never", "not ", "n't", "without", "must", "should", "always", "other tool", "ignore", "mandatory", "silent", "proceed",
    "important", "before ", "also call", "contents of", "content of",
)  # fmt: skip
"""Pieces of which an order holds at least one: asked for before the pattern is searched."""


def find(reading: Reading, _kind: Kind | None) -> Iterator[Signal]:
    """The first order in the description."""
    order = reading.orders or orders_in(" ".join([reading.text, *(each.text for each in reading.arguments)]))
    if order is not None:
        yield Signal(kind="instructs-model", quote=order)


def orders_in(text: str) -> str | None:
    """The first words that give the model an order, on one line; None when there are none."""
    lower = text.lower()
    order = _ORDERS.search(text) if any(piece in lower for piece in _PIECES) else None
    return " ".join(order[0].split())[:160] if order else None
