"""A server's description into the one sentence of it that the registry quotes.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 160
"""Chosen: one row of a listing; the sentence, not the text, is what a reader needs there."""
_LOOKED_AT: Final = 8192
"""Characters of a text that are searched. Chosen: longer than all but a few whole descriptions."""
_FENCE: Final = re.compile(r"^[ \t]*(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*\1[^\n]*$|\Z)", re.MULTILINE | re.DOTALL)
_HEADING: Final = re.compile(r"^[ \t]*+#{1,6}[ \t]++([^\n#]*+)[ \t#]*+$|^[ \t]*[=\-*_]{3,}[ \t]*$", re.MULTILINE)
_SECTION: Final = re.compile(
    r"^[ \t]*(?:Args|Arguments|Parameters|Params|Returns?|Raises|Yields|Examples?|Notes?|Usage|Attributes)"
    r"[ \t]*:[ \t]*$.*",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_BLOCK_END: Final = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+•]|[0-9]+[.)])[ \t])")
_STOP: Final = re.compile(r"[。！？｡]++[」』）”’]*+|[.!?]++[\"'”’)\]*_`]*+(?=\s|$)")
_LAST_WORD: Final = re.compile(r"[^\s(\[{\"'“‘/]+$")
_ABBREVIATIONS: Final = frozenset({
    "e.g", "i.e", "eg", "ie", "etc", "vs", "cf", "approx", "incl", "excl", "resp", "no", "nos", "fig", "sec",
    "ch", "vol", "ed", "eds", "al", "ca", "est", "max", "min", "dept", "dr", "mr", "mrs", "ms", "prof", "st",
    "jr", "sr", "inc", "ltd", "co", "corp", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec", "a.m", "p.m", "u.s", "u.k", "v", "ver", "p", "pp",
})  # fmt: skip
"""Words before a full stop that seldom ends the sentence; `etc` and `al` end it before a capital."""


def excerpt(text: str) -> str:
    """The text's first sentence on one line, at most 160 characters; empty when there is none.

    Code blocks, headings and docstring sections are passed over, unless nothing else is there. A longer
    sentence ends at a word, with an ellipsis.

    >>> excerpt("Get the time, e.g. in Rome.  Then stop.")
    'Get the time, e.g. in Rome.'
    """
    looked_at = text[:_LOOKED_AT]
    folded = " ".join((looked_at if _is_plain(looked_at) else _opening(looked_at)).split())
    return _cut(folded[: _sentence_end(folded)])


def _is_plain(text: str) -> bool:
    """Whether the text is one line of running text, as most are: nothing of it can be a code block, a heading or a section."""
    return text[:1].isalpha() and "\n" not in text and ":" not in text


def _opening(text: str) -> str:
    """The first block of running text; of a text without any, what there is."""
    unfenced = _FENCE.sub("\n\n", text)
    for candidate in (_SECTION.sub("", _HEADING.sub("\n\n", unfenced)), _HEADING.sub(r"\n\n\1\n\n", unfenced), text):
        for block in _BLOCK_END.split(candidate):
            if any(character.isalnum() for character in block):
                return block
    return text


def _sentence_end(text: str) -> int:
    for stop in _STOP.finditer(text):
        if not _goes_on(text, stop.start(), stop.end()):
            return stop.end()
    return len(text)


def _goes_on(text: str, start: int, end: int) -> bool:
    """True when the full stop belongs to an abbreviation or number, not to the end of a sentence."""
    if text[start] != ".":
        return False
    following = text[end:].lstrip()
    if not following:
        return False
    before = _LAST_WORD.search(text[:start])
    word = before.group().lower() if before else ""
    if following[:1].islower():
        return word in _ABBREVIATIONS or "." in word or text.startswith("..", start)
    is_initial = len(word) == 1 and word.isalpha() and text[start - 1].isupper()
    is_number = word.isdigit() and start == len(word)
    return (word in _ABBREVIATIONS and word not in {"etc", "al"}) or is_initial or is_number


def _cut(sentence: str) -> str:
    if len(sentence) <= LONGEST:
        return sentence
    head = sentence[:LONGEST]
    at = head.rfind(" ")
    kept = head[:at] if at > LONGEST // 2 else head[: LONGEST - 1]
    return kept.rstrip(" ,;:-") + "…"
