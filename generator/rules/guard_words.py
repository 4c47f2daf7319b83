"""Names and sentences that take a guard away: what asks, checks, logs or confines is switched off, or somebody is let past it.

Apart from the other effects: a guard that is named is changed by most verbs, these words only by the ones that loosen.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from generator.rules.classify.reading import Reading

_LOOSENS: Final = frozenset("disable bypass skip override suppress deactivate circumvent evade escape".split())
GUARDS: Final = frozenset(
    "confirmation confirmations confirm approval approvals approve audit audits auditing sandbox sandboxing safety safeguard safeguards "
    "guard guards guardrail guardrails verification protection protections moderation firewall antivirus permission permissions "
    "restriction restrictions consent".split()
)
"""What asks, checks, logs or confines."""
_SWITCHED: Final = GUARDS | frozenset("verify checks check hooks prompt prompts validation".split())
"""The same, and what a switch of one call leaves out."""
_MAIL: Final = frozenset("email emails mail message sms".split())
"""What a confirmation is when it is sent to somebody."""
_LETS_IN: Final = frozenset("allow trust allowlist whitelist".split())
_LET_IN: Final = frozenset(
    "domain domains host hosts origin origins folder folders directory workspace path paths url urls ip site sites command "
    "commands tool tools app apps device certificate cert publisher sender".split()
)
_OPENS: Final = _LOOSENS | _LETS_IN | {"turn", "switch"}
_MODES: Final = frozenset({("auto", "approve"), ("auto", "accept"), ("auto", "confirm"), ("auto", "approval"), ("approval", "mode"),
                           ("sandbox", "mode"), ("sandbox", "policy"), ("sandbox", "settings"), ("permission", "mode"),
                           ("confirmation", "mode"), ("safety", "settings"), ("yolo", "mode")})  # fmt: skip
_SETS: Final = frozenset("set update change configure toggle enable disable switch turn edit modify".split())
_TEXT: Final = re.compile(
    r"\b(?:disabl(?:es?|ing)|turn(?:s|ing)? off|switch(?:es|ing)? off|skip(?:s|ping)?|bypass(?:es|ing)?|suppress(?:es|ing)?) "
    r"(?:the |all |any |every |its |further )?(?:\w+ ){0,2}?(?:confirmations?|approvals?|audit(?:ing| logs?| logging)?\b|sandbox(?:ing)?|"
    r"safety (?:checks?|settings?|filters?)|guardrails?|safeguards?|permission (?:prompts?|checks?))|"
    r"\bwithout (?:asking for |any )?(?:confirmation|approval) from now on\b",
    re.IGNORECASE,
)


LOOSENING: Final = _LOOSENS | frozenset("no without auto autoapprove dangerously yolo".split())
"""First words of all switches that leave a guard out."""


def loosened(reading: Reading) -> str | None:
    """The part of the name, or else of the first sentence, that takes a guard away; None where nothing does."""
    span = _in_name(reading.words)
    if span is not None:
        return reading.spelt(*span)
    found = _TEXT.match(reading.sentence)
    return found[0] if found else None


def loosens(words: Sequence[str]) -> bool:
    """Whether the name of a switch says that a guard is left out: `no_sandbox`, `auto_approve`, `dangerously_run`."""
    if words[:1] and words[0] in {"dangerously", "yolo"}:
        return True
    if words[:2] in {("auto", "approve"), ("auto", "accept"), ("auto", "confirm")} or words == ("autoapprove",):
        return True
    return words[:1] != () and words[0] in {*_LOOSENS, "no", "without"} and not _SWITCHED.isdisjoint(words[1:])


def _in_name(words: tuple[str, ...]) -> tuple[str, str] | None:
    """First and last word of what loosens a guard."""
    for place, word in enumerate(words):
        if word not in _OPENS:
            continue
        rest = words[place + 1 :]
        is_off = word in {"turn", "switch"} and rest[:1] == ("off",)
        guard = next((each for each in rest if each in GUARDS), None) if _MAIL.isdisjoint(rest) else None
        if guard is not None and (word in _LOOSENS or is_off):
            return word, guard
        if word in _LETS_IN and rest and rest[-1] in _LET_IN and len(rest) < 3:
            return word, rest[-1]
    if _SETS.isdisjoint(words):
        return None
    return next((pair for pair in pairwise(words) if pair in _MODES), None)
