"""Rules that read a tool's name: every word counts, wherever the verb stands.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from generator.rules.classify.beside import (
    ANSWERS,
    CHANGES_A_THING,
    LOGGED,
    MONEY,
    NO_MONEY_BESIDE,
    PARTS,
    SETS_OFF,
    THINGS,
    WITH_OBJECT,
)
from generator.rules.classify.lexicon import NOUNS_TOO, PLAIN, VAGUE, Kind
from generator.rules.classify.opening import opens_with_getting, opens_with_reading
from generator.rules.classify.reading import Reading
from generator.rules.classify.rule import Family, Found

_JOINING: Final = frozenset({"and", "or", "then"})
_LOOKING: Final = frozenset({"search", "find", "read", "fetch"})
_LOOKING_LAST: Final = frozenset({"get", "list", "find", "lookup", "search", "read", "describe", "show"})
_NO_PARTS: Final = (CHANGES_A_THING | SETS_OFF) - {"set"}
"""Verbs of change that are no part of a thing's name, as in `create_mailing_list`."""
_DOUBLED: Final = frozenset({"replace", "write", "delete", "remove", "save", "create"})
"""Directly after a verb of looking these are a second verb (`search_replace`); other verbs there are nouns (`get_commit`)."""

_LABELS: Final = frozenset({"tool", "v"})
_TURNED: Final = frozenset({("turn", "off"), ("turn", "on"), ("switch", "off"), ("switch", "on")})
"""Whatever is turned off, be it an audit, is changed."""
_UPLOADS: Final = frozenset({"upload", "url"})
"""An address to upload to lets whoever holds it write, whatever verb hands it out."""
_REQUESTED: Final = frozenset({"pull", "merge"})
_REQUESTS: Final = (("request",), ("requests",))
"""What is pulled or merged by these is a thing: a `pull request`."""


def find(reading: Reading) -> Iterator[Found]:
    """What the name says the tool does."""
    words = _without_label(reading.words)
    verbs = tuple(_verbs(words, looks=opens_with_reading(reading)))
    for word, kind in verbs:
        is_part = word in PARTS and (opens_with_getting(reading) if word == words[0] else opens_with_reading(reading))
        yield Found(f"name/{kind}", reading.spelt(word), kind, is_firm=word not in VAGUE and not is_part)
    if verbs and any(
        kind not in {"read", "financial"} and not (word in PARTS and opens_with_getting(reading))
        for word, kind in verbs
    ):
        money = [word for word in words if _is_money(word, words) and word != verbs[0][0]]
        if money:
            yield Found("name/money", reading.spelt(verbs[0][0], money[-1]), "financial")
    if not verbs:
        noun = _noun(words)
        if noun is not None:
            kind = kind_of(noun, words)
            yield Found(f"name/{kind}", reading.spelt(noun), kind, is_firm=False)


def _without_label(words: Sequence[str]) -> Sequence[str]:
    """The words without a last one that only says that this is a tool, or which version of it."""
    kept = len(words)
    while kept > 1 and (words[kept - 1] in _LABELS or words[kept - 1].isdecimal()):
        kept -= 1
    return words[:kept]


def _verbs(words: Sequence[str], *, looks: bool) -> Iterator[tuple[str, Kind]]:
    if words[:1] == ("log",) and words[1:] and words[1] in LOGGED:
        yield "log", "write"
        return
    if not _TURNED.isdisjoint(pairwise(words)):
        yield "turn", "write"
        return
    head = _head(words, looks=looks)
    if head is None:
        yield from ((word, PLAIN.get(word[2:], "write")) for word in words if _is_derived(word))
        return
    yield words[head], kind_of(words[head], words)
    for index in range(head + 1, len(words)):
        word, before = words[index], words[index - 1]
        joined = before in _JOINING and (word in PLAIN or word in NOUNS_TOO)
        doubled = index == head + 1 and words[head] in _LOOKING and word in _DOUBLED
        ends = index == len(words) - 1 and words[head] in THINGS and word in CHANGES_A_THING
        sets_off = words[head] in THINGS and head > 0 and word in SETS_OFF
        if joined or doubled or ends or sets_off:
            yield word, PLAIN.get(word) or NOUNS_TOO[word]
    if _UPLOADS.issubset(words) and words[head] != "upload":
        yield "upload", "write"


def _head(words: Sequence[str], *, looks: bool) -> int | None:
    """Where the first plain verb stands; that of `pull request` only where there is no other, of a `volume-snapshot-get` the last."""
    plain = [index for index, word in enumerate(words) if word in PLAIN]
    verbs = (at for at in plain if words[at] not in _REQUESTED or words[at + 1 : at + 2] not in _REQUESTS)
    head = next(verbs, plain[0] if plain else None)
    if head is None:
        return None
    is_part = looks and (words[head] not in _NO_PARTS or words[-1] == "get")
    is_part = is_part or (head > 0 and words[head] in THINGS | PARTS)
    return len(words) - 1 if is_part and words[-1] in _LOOKING_LAST else head


def _is_money(word: str, words: Sequence[str]) -> bool:
    return word in MONEY and NO_MONEY_BESIDE.get(word, frozenset()).isdisjoint(words)


def _is_derived(word: str) -> bool:
    """Whether the word is a verb of change with `un` or `re` before it: `unuse`, `reinvite`."""
    return word.startswith(("un", "re")) and PLAIN.get(word[2:], NOUNS_TOO.get(word[2:], "read")) != "read"


def kind_of(verb: str, beside: Sequence[str]) -> Kind:
    """The kind of a verb among these words."""
    if not ANSWERS.get(verb, frozenset()).isdisjoint(beside[-1:]):
        return "read"
    for objects, kind in WITH_OBJECT.get(verb, ()):
        if not objects.isdisjoint(beside):
            return kind
    return PLAIN.get(verb) or NOUNS_TOO[verb]


def _noun(words: Sequence[str]) -> str | None:
    """The word that says most in a name without a plain verb: a last word that only reads, else the first, else the last."""
    if not words:
        return None
    if NOUNS_TOO.get(words[-1]) == "read":
        return words[-1]
    return next((word for word in (words[0], words[-1], *words) if word in NOUNS_TOO), None)


FAMILY: Final = Family(
    sentences={
        "name/read": "A word of the name means looking something up.",
        "name/write": "A word of the name means creating or changing something.",
        "name/execute": "A word of the name means running something or setting it off.",
        "name/destructive": "A word of the name means removing something.",
        "name/financial": "A word of the name means paying, charging or trading.",
        "name/money": "The name changes something whose object is money or an order.",
    },
    find=find,
)
