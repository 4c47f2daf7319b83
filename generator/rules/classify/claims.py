"""What a description claims outright: that nothing changes, that there is no way back, that a copy is kept, that it only explains.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.rules.classify.lexicon import FORMS, PLAIN
from generator.rules.classify.opening import opening_of
from generator.rules.classify.reading import Reading
from generator.rules.phrase import Phrase

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
_FETCHING: Final = frozenset({"download", "export", "dump", "backup", "crawl", "screenshot"})
"""What may leave a copy behind; a description that speaks of keeping one settles it."""
_KEEPS: Final = re.compile(
    r"\b(?:sav(?:e|es|ed|ing)|stor(?:es|ed|ing)|cach(?:e|es|ed|ing)|writ(?:es|ten|ing))\b|\b(?:on|to) disk\b|"
    r"\blocal(?:ly| (?:file|path|disk|copy|folder|director|cache|storage))|\b(?:output|destination|target) (?:file|path|director)|"
    r"\b(?:as|to|into) an? (?:\.?\w+ )?file\b|\boutput_?[dD]ir",
)
_TO_FILE: Final = re.compile(r"to[_-]?(?:file|disk|csv|pdf)", re.IGNORECASE)
_PLACES: Final = frozenset({"path", "filepath", "filename", "dir", "directory", "folder"})
"""Arguments of a download that say where it goes to."""
_ELSEWHERE: Final = frozenset({"remote", "source", "src", "input", "repo", "repository"})
"""Words of a place that it comes from."""
_GUIDANCE: Final = Phrase(
    "documentation|guidance|guidelines|instructions",
    r"\b(?:provides?|gives?|offers?)\b[^.]{0,90}\b(?:documentation|guidance|guidelines|instructions)\b|"
    r"\bgets?\b[^.]{0,90}\b(?:guidance|guidelines)\b",
)
"""Said of tools whose name holds the thing they explain how to do: `create_x` that returns instructions."""
_QUERY_LANGUAGES: Final = frozenset({"promql", "logql", "traceql", "kql", "soql", "sosl", "nrql", "esql", "jql"})
"""Languages that only ask: a word of the name, or an argument of that name, says so too."""


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


def claims_copy(reading: Reading) -> str | None:
    """The words with which a download or an export says that it keeps a copy, or the argument that says where; None when it is neither, or says nothing of one."""
    opening = opening_of(reading)
    first = FORMS.get(opening[0][0].lower(), ("",))[0] if opening else ""
    if first not in _FETCHING and next((word for word in reading.words if word in PLAIN), "") not in _FETCHING:
        return None
    kept = _KEEPS.search(reading.text) or _TO_FILE.search(reading.name)
    place = next((each.name for each in reading.arguments if each.holds_text and _is_target(each.words)), None)
    return kept[0] if kept else place


def _is_target(words: Sequence[str]) -> bool:
    return not _PLACES.isdisjoint(words[-1:]) and _ELSEWHERE.isdisjoint(words)


def claims_guidance(reading: Reading) -> str | None:
    """The words with which the description says that it explains what its name says; None when it opens with another verb."""
    guidance = _GUIDANCE.search(reading.sentence, reading.sentence_lower)
    return guidance[0] if guidance and all(kind == "read" for _, kind in opening_of(reading)) else None
