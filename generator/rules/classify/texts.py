"""Rules that read a tool's description: the verbs its first sentence opens with, and what it claims outright.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from generator.rules.classify.lexicon import FORMS, NOUNS_TOO, PLAIN, VAGUE, WITH_OBJECT, Kind
from generator.rules.classify.reading import Reading, words_of
from generator.rules.classify.rule import Family, Found

_TOKEN: Final = re.compile(r"[A-Za-z][A-Za-z'’-]*|[,/&;:.()—–-]")
_MARK: Final = re.compile(
    r"\*\*|__|`|^\W+|^\[[^\]]{1,40}\]\s*|^(?:purpose|description|summary|overview)\s*:\s*", re.IGNORECASE
)
_OPENERS: Final = frozenset(
    "this the a an tool tools function method endpoint command api action will can may to use used uses using allows "
    "allow allowing lets let you user users users' agents helps enables enabling enable it that which for please call "
    "safely quickly easily directly automatically asynchronously immediately simply securely efficiently optionally "
    "atomically batch bulk programmatically intelligently explicitly temporarily permanently forcefully gracefully "
    "manually interactively synchronously first always only also operation operations utility service designed "
    "experimental beta deprecated new google aws azure returns? server mcp intended primary main your ai assistant".split()
)
_DETERMINERS: Final = frozenset(
    "a an the all any one two your his this these that those new existing specific given multiple several every each "
    "some up to for of and or single current its their if whether information details metadata data in on with from by "
    "via between into out as at".split()
)
_ADJECTIVES: Final = frozenset(
    "complete clear open close set empty present own correct direct live secure list sample record index link tag "
    "request transfer schedule sync display format filter sort plan review audit access host release release trace "
    "profile snapshot export dump scan rank block support map".split()
)
"""Plain verbs that open a noun phrase as often: `Complete list of`; a determiner after them shows the verb."""
GETTING: Final = frozenset("get list retrieve fetch find search describe view read show query lookup".split())
"""Verbs that mean nothing but a lookup. Measured: of 2,700 names led by one, 8 were said to change something."""
_MEANS: Final = frozenset("by before after without while when from instead".split())
"""Before a gerund: it says how or when, not what."""
_NEEDS_OBJECT: Final[dict[str, Kind]] = {"file": "write"}
"""Nouns that are a verb only at the head of a sentence with its object behind it: `File a bug report`."""
_PLURALS: Final = frozenset(
    "updates changes uploads patches replies drafts schedules grants claims transfers refunds deposits purchases swaps bids sets marks moves copies writes runs launches starts "
    "stops plays pushes deploys blocks kills resets edits saves merges stars watches votes signs restores".split()
)
"""Forms that are as often plural nouns: behind an `and` they need an object of their own."""
_NEAR: Final = 12
"""How many words after a verb its object may stand. Chosen: `Run a Google Analytics Data API funnel report`."""
_IRREVERSIBLE: Final = re.compile(
    r"(?:cannot|can't|can not|can’t) be (?:undone|reversed|recovered|restored)|irreversibl[ey]|permanently (?:delet|remov|"
    r"eras|destroy|purg|wip)\w*|not (?:be )?(?:reversible|recoverable)|irrevocabl[ey]|no undo",
    re.IGNORECASE,
)
_READ_ONLY: Final = re.compile(
    r"(?<!not )(?<!non-)(?<!non )\bread[- ]only\b(?! (?:mode|replica|access token|role|user|transaction)s?)|"
    r"does(?: not|n't) (?:modify|change|alter|write)|without (?:modifying|changing|making changes)|"
    r"\bSELECT (?:query|queries|statements?)\b(?!.{0,80}\b(?:INSERT|UPDATE|DELETE)\b)|no (?:side[- ]effects|changes are made)|\b(?:PromQL|LogQL|TraceQL|KQL|ES\|QL)\b|\bSELECT (?:queries|statements)? ?only\b|only SELECT\b",
    re.IGNORECASE,
)
_ACTIONS: Final = re.compile(r"\b(?:actions|operations|commands)\b,? (?:like|such as|including) ([^.]*)")
"""A list of what a tool of many operations can do."""
_TO_DISK: Final = re.compile(
    r"\b(?:to|on) (?:your |the |a )?(?:local|server) (?:project|disk|file ?system|machine|path|folder|directory|file)\b",
    re.IGNORECASE,
)
_FETCHING: Final = frozenset({"download", "export", "dump", "backup", "crawl", "screenshot"})
"""What may leave a copy behind; a description that speaks of keeping one settles it."""
_KEEPS: Final = re.compile(
    r"\b(?:sav(?:e|es|ed|ing)|stor(?:es|ed|ing)|cach(?:e|es|ed|ing)|writ(?:es|ten|ing))\b|\b(?:on|to) disk\b|"
    r"\blocal(?:ly| (?:file|path|disk|copy|folder|director|cache|storage))|\b(?:output|destination|target) (?:file|path|director)|"
    r"\b(?:as|to|into) an? (?:\.?\w+ )?file\b|\boutput_?[dD]ir",
)
_TO_FILE: Final = re.compile(r"to[_-]?(?:file|disk|csv|pdf)", re.IGNORECASE)
_GUIDANCE: Final = re.compile(
    r"\b(?:provides?|gives?|offers?)\b[^.]{0,90}\b(?:documentation|guidance|guidelines|instructions)\b|"
    r"\bgets?\b[^.]{0,90}\b(?:guidance|guidelines)\b",
    re.IGNORECASE,
)
"""Said of tools whose name holds the thing they explain how to do: `create_x` that returns instructions."""
_QUERY_LANGUAGES: Final = frozenset({"promql", "logql", "traceql", "kql", "soql", "sosl", "nrql", "esql", "jql"})
"""Languages that only ask: a word of the name, or an argument of that name, says so too."""
_RETURNS: Final = re.compile(r"\b(?:returns?|retrieves?|lists?|shows?|displays?|provides?)\b", re.IGNORECASE)


GUIDANCE: Final = "text/guidance"


def find(reading: Reading) -> Iterator[Found]:
    """What the description says the tool does."""
    opening = _opening_of(reading.sentence, reading.name)
    for word, kind in opening:
        yield Found(f"text/{kind}", word, kind, is_firm=word.lower() not in VAGUE)
    listed = _ACTIONS.search(reading.sentence)
    for word in re.findall(r"[a-z]+", listed[1]) if listed else ():
        if word in PLAIN:
            yield Found(f"text/{PLAIN[word]}", word, PLAIN[word])
    local = _TO_DISK.search(reading.sentence)
    if local:
        yield Found("text/write", local[0], "write")
    if _fetches(reading, opening):
        kept = _KEEPS.search(reading.text) or _TO_FILE.search(reading.name)
        if kept:
            yield Found("text/keeps", kept[0].strip(), "write")
    guidance = _GUIDANCE.search(reading.sentence)
    if guidance and all(kind == "read" for _, kind in opening):
        yield Found(GUIDANCE, guidance[0], "read")
    claim = claims_irreversible(reading)
    if claim:
        yield Found("text/irreversible", claim, "destructive", is_firm=False)
    if not opening:
        yield from _anywhere(reading)


def _fetches(reading: Reading, opening: Sequence[tuple[str, Kind]]) -> bool:
    """Whether the name or the first verb of the description says that something is brought over."""
    first = FORMS.get(opening[0][0].lower(), ("",))[0] if opening else ""
    return first in _FETCHING or next((word for word in reading.words if word in PLAIN), "") in _FETCHING


def opens_with_reading(reading: Reading) -> bool:
    """Whether the first sentence opens with verbs, all of which look something up."""
    opening = _opening_of(reading.sentence, reading.name)
    return bool(opening) and all(kind == "read" for _, kind in opening)


def opens_with_getting(reading: Reading) -> bool:
    """Whether the first sentence opens with a verb that means nothing but a lookup, and no other kind is joined to it."""
    opening = _opening_of(reading.sentence, reading.name)
    return opens_with_reading(reading) and FORMS.get(opening[0][0].lower(), ("",))[0] in GETTING


def claims_read_only(reading: Reading) -> str | None:
    """The words with which the description says that nothing is changed; None when it does not."""
    named = next((each.name for each in reading.arguments if each.name.lower() in _QUERY_LANGUAGES), None)
    named = named or next((reading.spelt(word) for word in reading.words if word in _QUERY_LANGUAGES), None)
    if named is not None:
        return named
    if not reading.speaks_of("read", "modif", "chang", "alter", "side", "ql", "select"):
        return None
    claim = _READ_ONLY.search(reading.text)
    return claim[0] if claim else None


def claims_irreversible(reading: Reading) -> str | None:
    """The words with which the description says that there is no way back; None when it does not."""
    if not reading.speaks_of("undo", "revers", "permanent", "irrevoc", "recover", "restor"):
        return None
    claim = _IRREVERSIBLE.search(reading.text)
    return claim[0] if claim else None


@lru_cache(maxsize=8)
def _opening_of(sentence: str, name: str) -> tuple[tuple[str, Kind], ...]:
    """The verbs that the sentence opens with; two families ask for them one after the other."""
    head = next((word for word in words_of(name) if word in PLAIN), "")
    return tuple(_opening(_bare(sentence, name), head))


def _bare(sentence: str, name: str) -> str:
    text = sentence
    text = text.removeprefix(name)
    return _MARK.sub("", _MARK.sub("", text.strip()))


def _opening(text: str, head: str) -> Iterator[tuple[str, Kind]]:
    """The verbs at the start, with those joined to them: `Creates, updates or deletes`; the verb of the name, `head`, is one."""
    tokens = _TOKEN.findall(text)
    start = next(
        (at for at, token in enumerate(tokens[:12]) if token.lower() not in _OPENERS and token[0].isalpha()), None
    )
    if start is None:
        return
    if (
        tokens[start].lower() in _NEEDS_OBJECT
        and tokens[start + 1 : start + 2]
        and tokens[start + 1].lower() in {"a", "an"}
    ):
        yield tokens[start], _NEEDS_OBJECT[tokens[start].lower()]
        return
    is_of_name = tokens[start].lower() == head in FORMS and tokens[start + 1 : start + 2] != ["of"]
    if not is_of_name and not _is_verb(tokens, start):
        return
    verb, kind = FORMS[tokens[start].lower()]
    ending = _ending(tokens[start].lower(), verb)
    near = {token.lower() for token in tokens[start + 1 : start + _NEAR]}
    yield tokens[start], next((other for objects, other in WITH_OBJECT.get(verb, ()) if objects & near), kind)
    gap = start + 1
    for at in range(start + 1, len(tokens)):
        word = tokens[at].lower()
        if word not in FORMS:
            continue
        other, other_kind = FORMS[word]
        listed = (
            all(token.lower() in {",", "/", "&", "(", "and", "or", "then"} for token in tokens[gap:at]) and gap < at
        )
        one_of_many = tokens[start].lower() in VAGUE and word == other and not tokens[at - 1][0].isalpha()
        joined = (
            tokens[at - 1].lower() in {"and", "then", "&"}
            and _ending(word, other) == ending
            and (_has_object(tokens, at, marks=False) or (ending == "s" and word not in _PLURALS))
        )
        if listed or ((joined or one_of_many) and other not in NOUNS_TOO):
            yield tokens[at], other_kind
            gap = at + 1


def _is_verb(tokens: Sequence[str], at: int) -> bool:
    word = tokens[at].lower()
    if word not in FORMS:
        return False
    verb, _ = FORMS[word]
    if (at and tokens[at - 1].lower() in {"the", "a", "an"}) or tokens[at + 1 : at + 2] == ["here"]:
        return False
    if word == verb and (verb in NOUNS_TOO or verb in _ADJECTIVES):
        return _has_object(tokens, at) or (verb in _ADJECTIVES and verb not in NOUNS_TOO and _is_plural(tokens, at + 1))
    return True


def _has_object(tokens: Sequence[str], at: int, *, marks: bool = True) -> bool:
    """Whether what follows is the start of an object; with `marks`, also a comma or the end."""
    following = tokens[at + 1].lower() if at + 1 < len(tokens) else "."
    return following in _DETERMINERS or following in {"it", "them"} or (marks and not following[0].isalpha())


def _is_plural(tokens: Sequence[str], at: int) -> bool:
    near = tokens[at : at + 4]
    phrase = near[: near.index("of")] if "of" in near else near
    return any(token.endswith("s") for token in phrase)


def _ending(word: str, verb: str) -> str:
    return "base" if word == verb else "ing" if word.endswith("ing") else "s"


def _anywhere(reading: Reading) -> Iterator[Found]:
    """Where no verb opens the text: inflected verbs of change anywhere in it, else a word for giving something back."""
    changes = []
    words = re.findall(r"[A-Za-z]+", reading.text[:600])
    for at, word in enumerate(words):
        verb, kind = FORMS.get(word.lower(), ("", "read"))
        if kind == "read" or verb in NOUNS_TOO or word.lower() == verb:
            continue
        if not word.endswith("ing") or _is_done(words, at):
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
    """Whether a gerund is something that the tool does, `deleting them`: not `by following links`, nor `a running job`."""
    before = words[at - 1].lower() if at else ""
    following = words[at + 1].lower() if at + 1 < len(words) else ""
    return before not in _MEANS and following in _DETERMINERS | {"it", "them"}


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
