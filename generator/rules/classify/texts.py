"""Rules that read a tool's description: the verbs its first sentence opens with, and what it claims outright.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from generator.rules.classify.claims import claims_copy, claims_guidance, claims_irreversible
from generator.rules.classify.lexicon import FORMS, NOUNS_TOO, PLAIN, VAGUE
from generator.rules.classify.opening import DETERMINERS, PLURALS, gets_by_name, is_ambiguous, opening_of
from generator.rules.classify.reading import Reading
from generator.rules.classify.rule import Family, Found
from generator.rules.phrase import Phrase

_ACTIONS: Final = Phrase(
    "actions|operations|commands",
    r"\b(?:actions|operations|commands)\b,? (?:like|such as|including) ([^.]*)",
    re.NOFLAG,
)
"""A list of what a tool of many operations can do."""
_TO_DISK: Final = Phrase(
    "local|server",
    r"\b(?:to|on) (?:your |the |a )?(?:local|server) (?:project|disk|file ?system|machine|path|folder|directory|file)\b",
)
_MEANS: Final = frozenset("by before after without while when from instead".split())
"""Before a gerund: it says how or when, not what."""
_RETURNS: Final = re.compile(r"\b(?:returns?|retrieves?|lists?|shows?|displays?|provides?)\b", re.IGNORECASE)
GUIDANCE: Final = "text/guidance"


def find(reading: Reading) -> Iterator[Found]:
    """What the description says the tool does."""
    opening = opening_of(reading)
    gets = gets_by_name(reading)
    for word, kind in opening:
        is_doubtful = word.lower() in VAGUE or (gets and kind not in {"read", "destructive"} and is_ambiguous(word))
        yield Found(f"text/{kind}", word, kind, is_firm=not is_doubtful)
    listed = _ACTIONS.search(reading.sentence, reading.sentence_lower)
    for word in re.findall(r"[a-z]+", listed[1]) if listed else ():
        if word in PLAIN:
            yield Found(f"text/{PLAIN[word]}", word, PLAIN[word])
    local = _TO_DISK.search(reading.sentence, reading.sentence_lower)
    if local:
        yield Found("text/write", local[0], "write")
    kept = claims_copy(reading)
    if kept:
        yield Found("text/keeps", kept, "write")
    guidance = claims_guidance(reading)
    if guidance:
        yield Found(GUIDANCE, guidance, "read")
    claim = claims_irreversible(reading)
    if claim:
        yield Found("text/irreversible", claim, "destructive", is_firm=False)
    if not opening and not _is_foreign(reading.sentence):
        yield from _anywhere(reading)


def _is_foreign(sentence: str) -> bool:
    """Whether the sentence is hardly English: one letter in thirty has an accent or is of another script."""
    if sentence.isascii():
        return False
    letters = [letter for letter in sentence if letter.isalpha()]
    return sum(not letter.isascii() for letter in letters) * 30 > len(letters)


def _anywhere(reading: Reading) -> Iterator[Found]:
    """Where no verb opens the text: inflected verbs of change anywhere in it, else a word for giving something back."""
    changes = []
    words = re.findall(r"[A-Za-z]+", reading.text[:600])
    for at, word in enumerate(words):
        verb, kind = FORMS.get(word.lower(), ("", "read"))
        if kind == "read" or verb in NOUNS_TOO or word.lower() == verb:
            continue
        is_noun = word.lower() in PLURALS or word.lower().endswith("ing")
        if not is_noun or _is_done(words, at):
            changes.append(Found(f"text/{kind}", word, kind, is_firm=False))
    changes.extend(
        Found(f"text/{PLAIN[word]}", word, PLAIN[word], is_firm=False)
        for word in re.findall(r"\bto ([a-z]+)", reading.sentence)
        if PLAIN.get(word, "read") != "read"
    )
    yield from changes[:3]
    returns = _RETURNS.search(reading.sentence)
    if returns and not changes:
        yield Found("text/read", returns[0], "read", is_firm=False)


def _is_done(words: Sequence[str], at: int) -> bool:
    """Whether a gerund, or what may be a plural, is something that the tool does, `deleting them`: not `a running job`."""
    before = words[at - 1].lower() if at else ""
    following = words[at + 1].lower() if at + 1 < len(words) else ""
    return before not in _MEANS and following in DETERMINERS | {"it", "them"}


FAMILY: Final = Family(
    sentences={
        "text/read": "The description says that something is looked up.",
        "text/write": "The description says that something is created or changed.",
        "text/execute": "The description says that something is run or set off.",
        "text/destructive": "The description says that something is removed.",
        "text/financial": "The description says that something is paid, charged or traded.",
        "text/keeps": "The description of a download or an export says that a copy is kept.",
        GUIDANCE: "The description says that the tool gives guidance or documentation about what its name says.",
        "text/irreversible": "The description says that there is no way back.",
    },
    find=find,
)
