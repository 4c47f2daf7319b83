"""The rules that class a tool by its definition. Each module is one family of rules.

To add one: a module with `FAMILY`, one line here, its ids in the handbook's table, and cases in `tests/rules/classify`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.rules.classify import arguments, hints, languages, names, operations, outputs, switches, texts
from generator.rules.classify.rule import Family

FAMILIES: Final[tuple[Family, ...]] = (
    names.FAMILY,
    texts.FAMILY,
    languages.FAMILY,
    operations.FAMILY,
    switches.FAMILY,
    arguments.FAMILY,
    outputs.FAMILY,
    hints.FAMILY,
)

RULES: Final[dict[str, str]] = {rule: sentence for family in FAMILIES for rule, sentence in family.sentences.items()}
"""Id of each rule and its sentence."""
