"""The vocabulary itself: every word once, and every reference to a word that exists.

Apart from the checks of servers: it runs once, before them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Pointer
from generator.model.vocabulary import Vocabulary
from generator.rules.signal_kinds import SIGNALS

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_RESERVED: Final = frozenset({"page", "index.html", "not-reviewed"})
_KNOWN: Final = frozenset({"tool", "server"})


def check_vocabulary(vocabulary: Vocabulary) -> Iterator[Finding]:
    """Findings about names, slugs, references and placeholders."""
    yield from _check_words(vocabulary)
    risks = [risk.name for risk in vocabulary.risk_classes]
    for position, category in enumerate(vocabulary.categories):
        if category.risk not in risks:
            message = f"found risk {category.risk!r}, expected one of {', '.join(risks)}"
            yield _finding(("categories", position, "risk"), "vocabulary/risk", message, "use a name of `risk_classes`")
        for word in _PLACEHOLDER.findall(category.on_server):
            if word not in _KNOWN:
                message = f"found placeholder {{{word}}}, expected {{tool}} or {{server}}"
                pointer = ("categories", position, "on_server")
                yield _finding(pointer, "vocabulary/placeholder", message, "correct or remove it")
        wanted = category.recommendation
        if wanted.visibility == "hidden" and wanted.effect != "deny":
            message = f"found a hidden tool with effect {wanted.effect!r}, expected `deny`"
            hidden = ("categories", position, "recommendation", "visibility")
            yield _finding(hidden, "vocabulary/hidden", message, "hide only what is denied")
    yield from _check_raises(vocabulary, risks)
    yield from _check_caps(vocabulary)
    yield from _check_postures(vocabulary, risks)


def _check_postures(vocabulary: Vocabulary, risks: list[str]) -> Iterator[Finding]:
    """The first is what pages recommend, so it must not deny more than they say."""
    for position, posture in enumerate(vocabulary.postures):
        if position == 0 and posture.denies:
            message = f"found denials in {posture.name!r}, expected none in the first posture: it is the recommendation"
            yield _finding(("postures", 0, "denies"), "vocabulary/posture", message, "put another posture first")
        for number, denial in enumerate(posture.denies):
            unknown = [word for word in denial.risks if word not in risks]
            if unknown:
                message = f"found {', '.join(map(repr, unknown))}, expected of {', '.join(risks)}"
                pointer = ("postures", position, "denies", number, "risks")
                yield _finding(pointer, "vocabulary/posture", message, "use names of `risk_classes`")


def _check_caps(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A pattern that no engine reads would be printed on every page that has such an argument."""
    for key, pattern in (("path", vocabulary.caps.path), ("query", vocabulary.caps.query)):
        try:
            re.compile(pattern or "")
        except re.error as error:
            message = f"found {pattern!r}, which is no regular expression ({error.msg}), expected one of the RE2 subset"
            yield _finding(("caps", key), "vocabulary/cap", message, "correct the pattern, or leave the cap out")


def _check_raises(vocabulary: Vocabulary, risks: list[str]) -> Iterator[Finding]:
    """A raise that speaks of a word that is not there would never apply, or lead to a class nobody knows."""
    categories = [each.name for each in vocabulary.categories]
    for position, each in enumerate(vocabulary.raises):
        named = {
            "categories": (each.categories, categories),
            "signals": (each.signals, list(SIGNALS)),
            "risk": ((each.risk,), risks),
        }
        for key, (words, known) in named.items():
            unknown = [word for word in words if word not in known]
            if unknown:
                message = f"found {', '.join(map(repr, unknown))}, expected of {', '.join(known)}"
                hint = "use words of this vocabulary and of the handbook's list of signals"
                yield _finding(("raises", position, key), "vocabulary/raise", message, hint)
        for word in _PLACEHOLDER.findall(each.because):
            if word != "tool":
                message = f"found placeholder {{{word}}}, expected {{tool}}"
                pointer = ("raises", position, "because")
                yield _finding(pointer, "vocabulary/placeholder", message, "correct or remove it")


def _check_words(vocabulary: Vocabulary) -> Iterator[Finding]:
    words = {
        "risk_classes": vocabulary.risk_classes,
        "categories": vocabulary.categories,
        "postures": vocabulary.postures,
    }
    for key, entries in words.items():
        for field in ("name",) if key == "postures" else ("name", "slug"):
            seen: set[str] = set()
            for position, entry in enumerate(entries):
                value = getattr(entry, field)
                if value in seen:
                    message = f"found {field} {value!r} again, expected each once"
                    yield _finding((key, position, field), "vocabulary/twice", message, "choose another word")
                seen.add(value)
                if field == "slug" and value in _RESERVED:
                    message = f"found slug {value!r}, expected one that is no page address of the site"
                    yield _finding((key, position, field), "vocabulary/reserved", message, "choose another slug")


def _finding(pointer: Pointer, code: str, message: str, hint: str) -> Finding:
    return Finding(pointer=pointer, code=code, message=message, hint=hint)
