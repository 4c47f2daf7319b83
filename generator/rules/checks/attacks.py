"""The attack database itself: every condition of a trigger is a word that exists, and none is empty.

Apart from the checks of servers: it runs once, before them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.attack import Attack
from generator.model.problem import Finding
from generator.model.vocabulary import Vocabulary
from generator.rules.signal_kinds import SIGNALS

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_KNOWN: Final = frozenset({"tool", "server", "signals"})


def check_attack(attack: Attack, file_slug: str, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Findings about one attack's slug and triggers."""
    if attack.slug != file_slug:
        yield Finding(
            pointer=("slug",),
            code="names/slug-file",
            message=f"found slug {attack.slug!r}, expected {file_slug!r} as in the file name",
            hint="rename the file or correct the slug",
        )
    categories = {each.name for each in vocabulary.categories}
    for position, trigger in enumerate(attack.triggers):
        unknown = {
            "categories": [name for name in trigger.categories if name not in categories],
            "signals": [name for name in trigger.signals if name not in SIGNALS],
        }
        known = {"categories": categories, "signals": SIGNALS}
        for key, names in unknown.items():
            if names:
                expected = ", ".join(sorted(known[key]))
                yield Finding(
                    pointer=("triggers", position, key),
                    code="attacks/word",
                    message=f"found {', '.join(map(repr, names))}, expected of {expected}",
                    hint="use words of the vocabulary and of the handbook's list of signals",
                )
        if not (trigger.categories or trigger.signals or trigger.sensitivity or trigger.server):
            yield Finding(
                pointer=("triggers", position),
                code="attacks/everything",
                message="found a trigger without a condition, expected at least one",
                hint="say which tools it concerns: an attack is shown only with a reason",
            )
        for word in _PLACEHOLDER.findall(trigger.because):
            if word not in _KNOWN or (word == "signals" and not trigger.signals):
                yield Finding(
                    pointer=("triggers", position, "because"),
                    code="attacks/placeholder",
                    message=f"found placeholder {{{word}}}, expected {{tool}}, {{server}}, or {{signals}} beside `signals`",
                    hint="correct or remove it",
                )
