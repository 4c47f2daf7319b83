"""Articles: "a Execute tool", "an Write tool".

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Severity
from generator.rules.checks.subject import Subject

SENTENCE: Final = "“a” and “an” fit the sound of the word behind them."
_LIKE_YOU: Final = r"uni(?:[cfqtvx]|on)|us[aeu]|uti|eu|ubi|ur[il]s?\b|uuid|uid"
"""Beginnings of words that are spoken with a consonant in front."""
_SILENT: Final = r"hour|honest|honou?r|heir"
"""Beginnings of words whose first letter is silent."""
# Both patterns begin with their letter and look behind it afterwards: so a search skips from one `a` to the next.
_BEFORE_VOWEL: Final = re.compile(
    rf"([Aa])(?<!\w[Aa]) ((?!(?i:{_LIKE_YOU}|(?:one|once|and|or|is|in|as|at|u[a-z]?)\b))[AEIOUaeiou][a-z]+|(?:{_SILENT})[a-z]*)"
)
_BEFORE_CONSONANT: Final = re.compile(
    rf"([Aa]n)(?<!\w[Aa]n) ((?!(?i:{_SILENT}|x|ff|[lmnr][^aeiouyh\W]|[^aeiouy\W]+\b))[^\W\d_AEIOUaeiou][a-z]+|(?:{_LIKE_YOU})[a-z]*)\b"
)
"""Not before words that are spelt out, such as `npm`, or spoken as if they were, such as `nginx`."""


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about articles of the wrong sound."""
    if not (_BEFORE_VOWEL.search(subject.together) or _BEFORE_CONSONANT.search(subject.together)):
        return
    for pointer, text in subject.prose:
        for match in (*_BEFORE_VOWEL.finditer(text), *_BEFORE_CONSONANT.finditer(text)):
            yield Finding(
                pointer=pointer,
                code="wording/article",
                message=f"found {match[0]!r}, expected {'an' if match[1].lower() == 'a' else 'a'!r} before {match[2]!r}",
                hint="correct the article, or excuse a word that sounds otherwise",
                severity=Severity.REVIEW,
            )
