"""Signals of characters that a model reads and a person does not see: invisible ones, changes of direction, terminal codes.

What scripts and emoji need stays quiet: joiners between their letters, direction marks beside right-to-left text, one selector
behind its symbol, and the tags of a flag.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from generator.model.assessment import Signal
from generator.rules.classify.lexicon import Kind
from generator.rules.classify.reading import Reading

_compiled: Final = cache(re.compile)
"""Patterns of so many letters take 5 ms to compile, and hardly a text asks for one."""
_LONGEST: Final = 160
_AROUND: Final = 20
"""Characters quoted before and behind the first hidden one: chosen, enough to find the place."""
_SELECTORS: Final = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_DIRECTIONS: Final = "\u200e\u200f\u061c\u202a-\u202c\u2066-\u2069"
_SUSPECT: Final = (
    f"[\x00-\x08\x0e-\x1f\x7f]|\x9b[0-9;]*[A-Za-z]|[\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u3164\uffa0]|"
    f"[{_DIRECTIONS}\u202d\u202e]|[{_SELECTORS}]+|[\U000e0000-\U000e007f]+"
)
"""Source: Unicode 17, general categories Cc and Cf, Variation_Selector, and the block Tags."""
_FLAG: Final = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
"""Source: UTS 51, emoji tag sequences: a black flag, the letters of a region, a cancel tag."""
_JOINING: Final = "[\u0600-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u18af\ua840-\ua87f\ufb50-\ufdff\ufe70-\ufefc]"
"""Letters of scripts in which a joiner changes how a word is written."""
_UNSPACED: Final = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]"
"""Letters of scripts that write no spaces between words and mark where a line may break."""
_RIGHT_TO_LEFT: Final = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_IDEOGRAPHS: Final = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u1000-\u109f\ua840-\ua87f]"
_EMOJI_FORMS: Final = frozenset("\ufe0e\ufe0f")
_SYMBOLS: Final = frozenset("\u203c\u2049\u3030\u303d")
_CUT: Final = re.compile(r"\[U\+[0-9A-F]*$")
"""A code point that the longest quote cuts through."""


def find(reading: Reading, _kind: Kind | None) -> Iterator[Signal]:
    """The first hidden character of the name, the description, or the arguments' names and texts."""
    texts = [reading.name, reading.text]
    for each in reading.arguments:
        texts += (each.name, each.text)
    together = " ".join(texts)
    if together.isascii() and together.isprintable():
        return  # as nearly all are: one question for all texts
    hidden = hidden_in(texts)
    if hidden is not None:
        yield Signal(kind="hidden-text", quote=hidden)


def hidden_in(texts: Iterable[str], around: int = _AROUND) -> str | None:
    """The first hidden character as `[U+200B]`, with at most `around` characters of its text on both sides; None for none."""
    for text in texts:
        if text.isascii() and (text.isprintable() or not _compiled(_SUSPECT).search(text)):
            continue
        for found in _compiled(_SUSPECT).finditer(text):
            if _is_hidden(text, found):
                start, end = found.span()
                return _CUT.sub("", spelt_out(text[max(start - around, 0) : end + around])[:_LONGEST])
    return None


def spelt_out(text: str) -> str:
    """The text on one line, with the code point in the place of every character that is not seen."""
    shown = _compiled(_SUSPECT).sub(lambda found: "".join(map(_code_point, found[0])), text)
    return " ".join(
        "".join(each if each.isprintable() or each.isspace() else _code_point(each) for each in shown).split()
    )


def _code_point(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def _is_hidden(text: str, found: re.Match[str]) -> bool:
    """Whether nothing that people write accounts for the character at this place."""
    first, (start, end) = found[0][0], found.span()
    before, behind = text[start - 1 : start], text[end : end + 1]
    if first in "\u200c\u200d":
        return not (
            _compiled(_JOINING).match(before) or (first == "\u200d" and _is_emoji(before) and _is_emoji(behind))
        )
    if first == "\u200b":
        return not (_compiled(_UNSPACED).match(before) or _compiled(_UNSPACED).match(behind))
    if first == "\ufeff":
        return start > 0  # the mark that opens a file
    if re.match(f"[{_DIRECTIONS}]", first):
        return not _compiled(_RIGHT_TO_LEFT).search(text)
    if re.match(f"[{_SELECTORS}]", first):
        return len(found[0]) > 1 or not _takes_selector(first, before, behind)
    if "\U000e0000" <= first <= "\U000e007f":
        return not _compiled(_FLAG).match(text, start - 1) if start else True
    return True


def _is_emoji(character: str) -> bool:
    """Whether it is an emoji, or what belongs to one: a tone of skin, a selector."""
    return bool(character) and (unicodedata.category(character) in {"So", "Sk"} or character in _EMOJI_FORMS)


def _takes_selector(selector: str, before: str, behind: str) -> bool:
    """Whether what stands before it has this form: an emoji, a symbol, the digit of a keycap, or an ideograph."""
    if not before:
        return False
    if selector in _EMOJI_FORMS:
        is_keycap = before in "0123456789#*" and behind == "\u20e3"
        return is_keycap or before in _SYMBOLS or unicodedata.category(before) in {"So", "Sm", "Sk"}
    return bool(_compiled(_IDEOGRAPHS).match(before)) or (selector == "\ufe00" and unicodedata.category(before) == "Sm")
