"""Arguments that hold money, or what is traded for it, into the limit that keeps them below the cap.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from generator.rules.classify.reading import Argument, Reading

_NUMBERS: Final = frozenset({"integer", "number"})
_MONEY: Final = frozenset({"amount", "notional", "price", "total"})
_QUANTITIES: Final = frozenset({"qty", "quantity"})
_CONDITIONS: Final = frozenset("stop trail trailing loss profit take".split())
"""Words of a price that sets something off; what is paid is another one."""
_TRADED: Final = re.compile(
    r"\b(?:shares?|stocks?|coins?|tokens?|contracts?|crypto\w*|securit(?:y|ies)|equit(?:y|ies)|options? orders?)\b",
    re.IGNORECASE,
)
_NAMES_A_PRICE: Final = re.compile(r"\b(?:ids?|identifiers?)\b", re.IGNORECASE)
_NUMBER_AS_TEXT: Final = re.compile(r"\b(?:decimal|number|amount|units?|denomination)\b", re.IGNORECASE)
_SMALLEST: Final = re.compile(
    r"\b(?:cents|pence|pennies|(?:smallest|lowest|minor) (?:currency )?(?:units?|denomination))\b", re.IGNORECASE
)


class AmountLimit(Struct, frozen=True):
    """How an amount is held below the cap."""

    op: str
    """`lte` for a number, `matches` for a number written as text."""
    value: int | str
    reason: str
    """What is said when a call is refused."""


def amount_limit(argument: Argument, reading: Reading, cap: int, *, is_said: bool = False) -> AmountLimit | None:
    """The limit of a top-level argument of a tool that moves money; None where it holds no amount.

    `is_said`: a person says that it holds one, whatever it is called.
    """
    states = argument.type.split(" | ")
    is_number, is_text = not _NUMBERS.isdisjoint(states), "string" in states
    if argument.values is not None or not (is_number or is_text):
        return None
    if not is_said and not _holds_money(argument, reading, is_text=is_text and not is_number):
        return None
    unit = ", which counts in the currency's smallest unit" if _SMALLEST.search(argument.text) else ""
    reason = f"{argument.name} is above the cap{unit}"
    return AmountLimit("lte", cap, reason) if is_number else AmountLimit("matches", at_most(cap), reason)


def at_most(cap: int) -> str:
    """A regular expression (RE2) for the plain decimals from 0 to the cap: no sign, no exponent, no separators.

    >>> at_most(100)
    '^0*(?:[0-9]{1,2}(?:[.][0-9]+)?|100(?:[.]0+)?)$'
    """
    digits = str(cap)
    below = [f"[0-9]{{1,{len(digits) - 1}}}"] if len(digits) > 1 else []
    for place, digit in enumerate(digits):
        least, most = int(place == 0 and len(digits) > 1), int(digit) - 1
        if least <= most:
            rest = len(digits) - place - 1
            below.append(f"{digits[:place]}[{least}-{most}]" + (f"[0-9]{{{rest}}}" if rest else ""))
    smaller = below[0] if len(below) == 1 else f"(?:{'|'.join(below)})"
    return f"^0*(?:{smaller}(?:[.][0-9]+)?|{digits}(?:[.]0+)?)$"


def _holds_money(argument: Argument, reading: Reading, *, is_text: bool) -> bool:
    words = argument.words
    last = words[-1] if words else ""
    if last in _QUANTITIES:
        return bool(_TRADED.search(f"{' '.join(reading.words)} {reading.sentence} {argument.text}"))
    if last == "value":
        return is_beside_currency(argument, reading)
    if words == ("amount", "off"):
        return True
    if last not in _MONEY or not _CONDITIONS.isdisjoint(words):
        return False
    if not is_text or words != ("price",):
        return True
    return bool(_NUMBER_AS_TEXT.search(argument.text)) and not _NAMES_A_PRICE.search(argument.text)


def is_beside_currency(argument: Argument, reading: Reading) -> bool:
    """Whether another argument at the same place says in which currency this one is."""
    place, _, _ = argument.name.rpartition(".")
    return any(
        "currency" in each.words and each.name.rpartition(".")[0] == place
        for each in reading.arguments
        if each is not argument
    )
