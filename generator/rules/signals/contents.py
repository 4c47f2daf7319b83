"""Signals of what a call brings back: secrets, people's data, private records, strangers' text.

The nouns of the name and of the description's first sentence are read; a word counts only where the call looks something up.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from generator.model.assessment import Signal
from generator.rules.classify.lexicon import Kind
from generator.rules.classify.reading import Argument, Reading
from generator.rules.phrase import Phrase

_SECRETS: Final = Phrase(
    "secret|pass|credential|key|token|totp|one-time|vault|decrypt|mnemonic|seed phrase|jwt|kubeconfig|connection string",
    r"\b(?:secrets?|passwords?|passphrases?|credentials?|private keys?|access keys?|api[ _-]?keys?|(?:access|auth|bearer|refresh|"
    r"session|api|personal access) tokens?|totp|one-time (?:codes?|passwords?)|vault|decrypt(?:ed|ion)|mnemonics?|seed phrases?|JWTs?|"
    r"kubeconfig|connection strings?|service account keys?|signing secrets?)\b",
)
_SECRET_NAMES: Final = frozenset(
    "secret secrets password passwords credential credentials apikey apikeys passphrase totp".split()
)
_SECRET_PAIRS: Final = frozenset(
    {("api", "key"), ("access", "key"), ("private", "key"), ("access", "token"), ("auth", "token")}
)
_NOT_SECRET: Final = re.compile(
    r"(?:names?|list(?:s|ing)?|metadata|ids?|number|count|status|information|details) (?:of|about|for) (?:\w+ ){0,3}(?:secrets?|tokens?|"
    r"keys?|credentials?)|without (?:the |their )?(?:values?|secrets?)|(?:not|never) (?:return|reveal|expose|include)|"
    r"(?:requires?|using|with|needs?|valid|uses?|provided|configured) (?:\w+ ){0,3}(?:credentials?|api[ _-]?keys?|tokens?|passwords?)",
    re.IGNORECASE,
)
_PEOPLE: Final = frozenset(
    "customer customers contact contacts employee employees patient patients candidate candidates subscriber subscribers "
    "attendee attendees watcher watchers people person assignable members member".split()
)
_PEOPLE_TEXT: Final = Phrase(
    "customer|contact|employee|patient|user profile|email address|phone number|personal data",
    r"\b(?:customers?|contacts?|employees?|patients?|user profiles?|email addresses|phone numbers?|personal data)\b",
)
_PRIVATE: Final = frozenset(
    "message messages email emails mail inbox conversation conversations transcript recording document documents attachment "
    "attachments note notes comment comments invoice invoices payment payments intents subscriptions transaction transactions "
    "statement clipboard screenshot drive rows blame diff contents issue issues worklog worklogs changelogs incident incidents "
    "file files page code pull users user timesheet timesheets journals positions position portfolio activities "
    "log logs traces trace datasource".split()
)
_OUTLINES: Final = frozenset(
    "label labels restrictions restriction views tree template templates type types names name stats patterns indexes index schema "
    "size info teams team schedules schedule shift permissions storage count validate config metadata status version formats "
    "fields projects spaces boards settings transitions link roles calendar clock me whoami".split()
)
"""Words of calls that tell how things are arranged, not what is in them."""
_PRIVATE_TEXT: Final = Phrase(
    "content|source code|messages|email|e-mail|inbox|conversation|attachments|bank|sql|query",
    r"\b(?:contents? of|file contents?|source code|messages|e-?mails|inbox|conversations?|attachments|bank|SQL (?:query|statement)|query (?:against|on|over))\b",
)
_STRANGERS: Final = frozenset(
    "web website webpage internet browse scrape crawl rss feed news tweet tweets email emails mail inbox message messages issue "
    "issues comment comments review reviews ticket tickets discussion discussions pull conversation thread threads".split()
)
_STRANGERS_TEXT: Final = Phrase(
    "web|internet|url|search results|news article|email|e-mail|messages|comments|issue|request|ticket|reviews",
    r"\b(?:web ?pages?|websites?|the (?:web|internet)|web search|from (?:a|the|any) URLs?|search results|news articles?|"
    r"e-?mails?|messages|comments|issues?|pull requests?|merge requests?|tickets?|reviews)\b",
)
_FILE_PLACES: Final = frozenset({"path", "name", "absolute"})
_FETCHES: Final = frozenset(
    "fetch scrape crawl browse url uri web webpage website convert markdown html http request download extract navigate open visit goto".split()
)


def find(reading: Reading, kind: Kind | None) -> Iterator[Signal]:
    """What comes back, for lookups and unknown tools; secrets also for calls that make or run something."""
    if kind not in {"read", "execute", None}:
        return
    secret = _secret(reading)
    if secret is not None:
        yield Signal(kind="secret-out", quote=secret)
    if kind == "execute" or not _OUTLINES.isdisjoint(reading.words):
        return
    person = first_of(_PEOPLE, reading) or first_match(_PEOPLE_TEXT, reading)
    if person is not None:
        yield Signal(kind="personal-data", quote=person)
    is_of_the_web = fetches(reading) and _takes_address(reading)
    private = first_of(_PRIVATE - {"page"} if is_of_the_web else _PRIVATE, reading) or first_match(
        _PRIVATE_TEXT, reading
    )
    private = private or next((each.name for each in reading.arguments if _is_file(each)), None)
    if private is not None:
        yield Signal(kind="private-data", quote=private)
    stranger = first_of(_STRANGERS, reading) or first_match(_STRANGERS_TEXT, reading)
    if stranger is None and is_of_the_web:
        stranger = "url"
    if stranger is not None:
        yield Signal(kind="untrusted-content", quote=stranger)


def _is_file(argument: Argument) -> bool:
    """Whether the argument names a file that the call reads."""
    words = argument.words
    return argument.holds_text and "file" in words and not _FILE_PLACES.isdisjoint(words)


def _takes_address(reading: Reading) -> bool:
    return any(
        argument.holds_text and argument.words[-1:] in {("url",), ("urls",), ("uri",)} for argument in reading.arguments
    )


def first_of(wanted: frozenset[str], reading: Reading) -> str | None:
    """The first word of the name that is one of these."""
    if wanted.isdisjoint(reading.words):
        return None
    return next(word for word in reading.words if word in wanted)


def fetches(reading: Reading) -> bool:
    """Whether the tool is about getting what stands at an address, rather than about something that also has one."""
    return not _FETCHES.isdisjoint(reading.words)


def _secret(reading: Reading) -> str | None:
    pair = next((pair for pair in pairwise(reading.words) if pair in _SECRET_PAIRS), None)
    named = first_of(_SECRET_NAMES, reading) or (" ".join(pair) if pair else None)
    secret = named or first_match(_SECRETS, reading)
    return None if secret is None or _NOT_SECRET.search(reading.sentence) else secret


def first_match(phrase: Phrase, reading: Reading) -> str | None:
    """What the first sentence of the description says first of it; None when it says nothing."""
    match = phrase.search(reading.sentence, reading.sentence_lower)
    return match[0] if match else None
