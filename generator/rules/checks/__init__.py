"""The checks of registry entries. Each module is one family; `check` yields what is wrong in one server.

To add one: a module with `SENTENCE` and `check(subject)`, one line here, its codes in the handbook's table, a good and a bad
case in `tests/rules/checks`, and its code in `excuses.EXCUSABLE` if an entry may be excused from it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from types import ModuleType
from typing import Final

from generator.rules.checks import (
    articles,
    chosen_signals,
    cut_off,
    disagreement,
    doubled_words,
    drafts,
    ecosystem,
    empty_words,
    evidence_quotes,
    full_stops,
    generic_names,
    hints,
    judgement,
    lowered,
    names,
    plurals,
    severity_words,
    status,
    texts,
)

CHECKS: Final[tuple[ModuleType, ...]] = (
    names,
    status,
    judgement,
    chosen_signals,
    texts,
    drafts,
    disagreement,
    hints,
    lowered,
    evidence_quotes,
    severity_words,
    ecosystem,
    generic_names,
    empty_words,
    doubled_words,
    articles,
    plurals,
    full_stops,
    cut_off,
)
