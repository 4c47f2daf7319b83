"""The first sentence of a description into the verbs it opens with.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from generator.rules.classify.beside import WITH_OBJECT
from generator.rules.classify.lexicon import FORMS, NOUNS_TOO, PLAIN, VAGUE, Kind
from generator.rules.classify.reading import Reading
from generator.rules.name_words import words_of

_TOKEN: Final = re.compile(r"[A-Za-z][A-Za-z'’-]*|[,/&;:.()—–-]")
_MARK: Final = re.compile(
    r"\*\*|__|`|^\W+|^\[[^\]]{1,40}\]\s*|^(?:purpose|description|summary|overview)\s*:\s*", re.IGNORECASE
)
_OPENERS: Final = frozenset(
    "this the a an tool tools function method endpoint command api action will can may to use used uses using allows "
    "allow allowing lets let you user users users' agents helps enables enabling enable it that which for please call "
    "safely quickly easily directly automatically asynchronously immediately simply securely efficiently optionally "
    "atomically batch bulk programmatically intelligently explicitly temporarily permanently forcefully gracefully "
    "manually interactively synchronously first always only also operation operations utility service designed attempt attempts tries try "
    "experimental beta deprecated new google aws azure returns? server mcp intended primary main your ai assistant".split()
)
DETERMINERS: Final = frozenset(
    "a an the all any one two your his this these that those new existing specific given multiple several every each "
    "some up to for of and or single current its their if whether information details metadata data in on with from by "
    "via between into out as at through".split()
)
_ADJECTIVES: Final = frozenset(
    "complete clear open close set empty present own correct direct live secure list sample record index link tag "
    "request transfer schedule sync display format filter sort plan review audit access host release release trace "
    "profile snapshot export dump scan rank block support map".split()
)
"""Plain verbs that open a noun phrase as often: `Complete list of`; a determiner after them shows the verb."""
_BEHIND_NOUNS: Final = frozenset(
    "on of for in at by with inside across under about per between from that which who".split()
)
"""Behind these words a form in `s` is a plural: `Indexes on a table`."""
_NO_ARTICLES: Final = frozenset(
    "information details metadata data or and of on in with from by via between into out as at through for".split()
)
"""Words that may stand before an object but behind a noun as well: `Task metadata`, `Request or todo cards`."""
GETTING: Final = frozenset("get list retrieve fetch find search describe view read show query lookup".split())
"""Verbs that mean nothing but a lookup. Measured: of 2,700 names led by one, 8 were said to change something."""
_NEEDS_OBJECT: Final[dict[str, Kind]] = {"file": "write", "page": "read"}
"""Nouns that are a verb only at the head of a sentence with its object behind it: `File a bug report`, `Page through members`."""
PLURALS: Final = frozenset(
    "updates places trips stops loads clicks adds formats changes uploads patches replies drafts schedules grants claims transfers refunds deposits purchases swaps bids sets marks moves copies writes runs launches starts "
    "stops plays pushes deploys blocks kills resets edits saves merges stars watches votes signs restores".split()
)
"""Forms that are as often plural nouns: behind an `and` they need an object of their own."""
_SHAPING: Final = frozenset({"format", "convert"})
"""Behind another verb these speak of the answer: `Retrieves and formats`."""
_LISTING: Final = frozenset({",", "/", "&", "(", "and", "or", "then"})
_VERIFYING: Final = frozenset({"confirm", "build"})
"""Verbs that speak of an answer as often as of a change: `Confirm that`, `Build a timeline`."""
_NEAR: Final = 12
"""How many words after a verb its object may stand. Chosen: `Run a Google Analytics Data API funnel report`."""


def opening_of(reading: Reading) -> tuple[tuple[str, Kind], ...]:
    """The verbs that the first sentence opens with, as they stand there, and the kind of each; empty when it opens with none."""
    return _opening_of(reading.sentence, reading.name)


def is_ambiguous(word: str) -> bool:
    """Whether a word that opens a sentence may be a noun or a manner as well: `Messages`, `Scheduling`, `Task`."""
    verb, _ = FORMS.get(word.lower(), ("", "read"))
    return verb in NOUNS_TOO or word.lower().endswith("ing") or word.lower() in PLURALS or verb in _VERIFYING


def gets_by_name(reading: Reading) -> bool:
    """Whether the first verb of the name means nothing but a lookup."""
    return next((word for word in reading.words if word in PLAIN), "") in GETTING


def opens_with_verb(reading: Reading) -> bool:
    """Whether the first sentence opens with a verb that these rules know."""
    return bool(opening_of(reading))


def opens_with_reading(reading: Reading) -> bool:
    """Whether the first sentence opens with verbs, all of which look something up."""
    opening = opening_of(reading)
    return bool(opening) and all(kind == "read" for _, kind in opening)


def opens_with_getting(reading: Reading) -> bool:
    """Whether the first sentence opens with a verb that means nothing but a lookup, and no other kind is joined to it."""
    opening = opening_of(reading)
    return opens_with_reading(reading) and FORMS.get(opening[0][0].lower(), ("",))[0] in GETTING


@lru_cache(maxsize=8)
def _opening_of(sentence: str, name: str) -> tuple[tuple[str, Kind], ...]:
    """The verbs that the sentence opens with; two families ask for them one after the other."""
    return tuple(_opening(_bare(sentence, name), words_of(name)))


def _bare(sentence: str, name: str) -> str:
    text = sentence.removeprefix(name).strip()
    if text[:1].isalnum() and not (":" in text or "*" in text or "`" in text or "__" in text):
        return text  # nothing that a mark begins with
    return _MARK.sub("", _MARK.sub("", text))


def _opening(text: str, name: Sequence[str]) -> Iterator[tuple[str, Kind]]:
    """The verbs at the start, with those joined to them: `Creates, updates or deletes`.

    The first verb of the name is one wherever it opens the text, and has the objects of the name beside those of the text.
    """
    head = next((word for word in name if word in PLAIN), "")
    tokens = _TOKEN.findall(text)
    lower = [token.lower() for token in tokens]
    start = next((at for at, token in enumerate(lower[:12]) if token not in _OPENERS and token[0].isalpha()), None)
    if start is None:
        return
    first = lower[start]
    if first in _NEEDS_OBJECT:
        if _has_object(lower, start, marks=False):
            yield tokens[start], _NEEDS_OBJECT[first]
        return
    is_of_name = first == head in FORMS and tokens[start + 1 : start + 2] != ["of"]
    if not is_of_name and not _is_verb(lower, start):
        return
    verb, kind = FORMS[first]
    for objects, other in WITH_OBJECT.get(verb, ()):
        reach = 2 if verb == "check" else _NEAR
        if not objects.isdisjoint(lower[start + 1 : start + reach]) or (verb == head and not objects.isdisjoint(name)):
            kind = other
            break
    yield tokens[start], kind
    yield from _joined(tokens, lower, start)


def _joined(tokens: Sequence[str], lower: Sequence[str], start: int) -> Iterator[tuple[str, Kind]]:
    """The verbs behind the first that do something too."""
    verb, _ = FORMS[lower[start]]
    ending = _ending(lower[start], verb)
    gap = start + 1
    for at in range(start + 1, len(lower)):
        word = lower[at]
        if word not in FORMS:
            continue
        other, kind = FORMS[word]
        if other in _SHAPING:
            continue
        listed = gap < at and _LISTING.issuperset(lower[gap:at])
        one_of_many = lower[start] in VAGUE and word == other and not tokens[at - 1][0].isalpha()
        joined = (
            lower[at - 1] in {"and", "then", "&"}
            and _ending(word, other) == ending
            and (_has_object(lower, at, marks=False) or (ending == "s" and word not in PLURALS))
        )
        listed = listed and (word not in PLURALS or _has_object(lower, at, marks=False))
        if listed or ((joined or one_of_many) and other not in NOUNS_TOO):
            yield tokens[at], kind
            gap = at + 1


def _is_verb(lower: Sequence[str], at: int) -> bool:
    word = lower[at]
    if word not in FORMS:
        return False
    verb, _ = FORMS[word]
    following = lower[at + 1] if at + 1 < len(lower) else ""
    if (at and lower[at - 1] in {"the", "a", "an"}) or following in {"here", "point"}:
        return False
    if following == "of" and verb not in {"get", "dispose"}:
        return False
    is_noun_too = verb in NOUNS_TOO or verb in _ADJECTIVES
    if is_noun_too and word.endswith("s") and word != verb and (following in _BEHIND_NOUNS or following.endswith("ed")):
        return False
    if word == verb and verb in NOUNS_TOO and following in _NO_ARTICLES:
        return False
    if word == verb and is_noun_too:
        return _has_object(lower, at) or (verb in _ADJECTIVES and verb not in NOUNS_TOO and _is_plural(lower, at + 1))
    return True


def _has_object(lower: Sequence[str], at: int, *, marks: bool = True) -> bool:
    """Whether what follows is the start of an object; with `marks`, also a comma or the end."""
    following = lower[at + 1] if at + 1 < len(lower) else "."
    return following in DETERMINERS or following in {"it", "them"} or (marks and not following[0].isalpha())


def _is_plural(lower: Sequence[str], at: int) -> bool:
    near = lower[at : at + 4]
    phrase = near[: near.index("of")] if "of" in near else near
    return any(token.endswith("s") for token in phrase)


def _ending(word: str, verb: str) -> str:
    return "base" if word == verb else "ing" if word.endswith("ing") else "s"
