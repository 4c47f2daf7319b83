"""Signals of what a call does beyond its own server: sends, changes guards, cannot be undone, costs money.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.assessment import Signal
from generator.rules.classify.claims import claims_irreversible
from generator.rules.classify.lexicon import NOUNS_TOO, PLAIN, Kind
from generator.rules.classify.reading import Reading
from generator.rules.guard_words import loosened
from generator.rules.phrase import Phrase
from generator.rules.signals.contents import fetches, first_match, first_of

_SENDS: Final = frozenset(
    "send reply forward publish post notify broadcast share email sms invite tweet message upload deliver redeliver replay push".split()
)
_SHARES: Final = frozenset({"create", "add", "open", "submit"})
_SHARED: Final = frozenset("issue comment comments pull gist discussion review thread note".split())
_BODIES: Final = frozenset({"body", "comment", "content", "text", "message", "description"})
_SENT: Final = frozenset(
    "message messages email emails mail sms notification notifications comment comments post tweet reply broadcast webhook "
    "webhooks event events invitation invite feedback alert file".split()
)
_SENDS_TEXT: Final = re.compile(
    r"\b(?:sends?|posts?|e-?mails?|notif(?:y|ies)|publish(?:es)?|forwards?|invites?)\b (?:an?|the|up to|one|your|new|\w+) (?!signal)\w+",
    re.IGNORECASE,
)
_GUARDS: Final = frozenset(
    "permission permissions role roles policy policies acl acls access member members membership memberships collaborator collaborators "
    "firewall protection allowlist whitelist denylist blocklist safety restriction restrictions grant grants sso mfa guard "
    "approval approvals visibility security audit protected share sharing token tokens key keys credential credentials "
    "secret secrets unprotect protect approve confirm invite revoke login".split()
)
_GUARDS_TEXT: Final = Phrase(
    "permission|access |role|polic|member|collaborator|allowlist|allow-list|firewall|branch protection|restriction|credential|api key",
    r"\b(?:permissions?|access (?:rights?|levels?|control)|roles?|polic(?:y|ies)|members?(?:hip)?|collaborators?|allow-?list|"
    r"firewall|branch protection|restrictions?|access keys?|credentials?|api keys?)\b",
)
_NOT_GUARDS: Final = frozenset(
    "retention lifecycle scaling autoscaling escalation contact notification kv cache label queue deny layer press keyboard "
    "hotkey".split()
)
_COSTS: Final = re.compile(
    r"\b(?:cost warning|costs? (?:money|credits?)|incurs? (?:costs?|charges?)|will be (?:charged|billed)|billed|charges? (?:your|the)|"
    r"uses? (?:\w+ )?credits|consumes? (?:\w+ )?credits|paid (?:api|service|plan))",
    re.IGNORECASE,
)


def find(reading: Reading, kind: Kind | None) -> Iterator[Signal]:
    """What a call does to others, for everything that is no lookup; what takes a guard away is no lookup, whatever it is called."""
    cost = _COSTS.search(reading.text) if reading.speaks_of("cost", "charge", "bill", "credit", "paid") else None
    if cost is not None:
        yield Signal(kind="costs-money", quote=cost[0])
    taken = loosened(reading)
    if taken is not None:
        yield Signal(kind="guards", quote=taken)
    if kind == "read":
        yield from _address_of_a_lookup(reading)
        return
    words = frozenset(reading.words)
    sends = _sending_verb(reading)
    sent = _SENDS_TEXT.match(reading.sentence)
    if sends is not None and (not words.isdisjoint(_SENT | _SHARED) or sent is not None or _has_recipient(reading)):
        yield Signal(kind="sends-out", quote=sends)
    elif sent is not None:
        yield Signal(kind="sends-out", quote=sent[0])
    else:
        yield from _address_of_a_lookup(reading)
    guard = first_of(_GUARDS, reading) or first_match(_GUARDS_TEXT, reading)
    if (
        taken is None
        and guard is not None
        and words.isdisjoint(_NOT_GUARDS)
        and kind in {"write", "destructive", "execute"}
    ):
        yield Signal(kind="guards", quote=guard)
    irreversible = claims_irreversible(reading)
    if irreversible is not None:
        yield Signal(kind="irreversible", quote=irreversible)


def _sending_verb(reading: Reading) -> str | None:
    """The verb of the name when it is one of sending, or one that puts text where others read it."""
    words = reading.words
    verb = next((word for word in words if word in PLAIN or word in NOUNS_TOO), None)
    if words[:1] == ("api",) or verb is None:
        return None  # names of HTTP methods: `API-post-page`
    if verb in _SENDS:
        return verb
    is_shared = verb in _SHARES and not _SHARED.isdisjoint(words)
    return (
        verb if is_shared and any(each.words[-1:] and each.words[-1] in _BODIES for each in reading.arguments) else None
    )


def _has_recipient(reading: Reading) -> bool:
    return any(
        argument.words[-1:] and argument.words[-1] in {"to", "recipient", "recipients", "channel", "email", "chat"}
        for argument in reading.arguments
    )


def _address_of_a_lookup(reading: Reading) -> Iterator[Signal]:
    """A free address carries data out in itself, where getting what stands there is what the call is for."""
    if not fetches(reading):
        return
    for argument in reading.arguments:
        if (
            argument.holds_text
            and argument.words
            and argument.words[-1] in {"url", "urls"}
            and "." not in argument.name
        ):
            yield Signal(kind="sends-out", parameter=argument.name, quote=argument.name)
            return
