"""The word after `--fail-on` into the findings that fail an audit.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import click

from generator.model.audit import AuditFinding, Level
from generator.model.vocabulary import Vocabulary

NEVER: Final = "none"


def failing(word: str, vocabulary: Vocabulary) -> Callable[[AuditFinding], bool]:
    """Whether a finding fails the audit: by its level, or by the risk class of the tools it concerns.

    With a risk class an error always fails; tools that nobody reviewed count as riskier than every class.

    Raises:
        click.UsageError: The word is neither a level nor a risk class of the vocabulary.
    """
    wanted = word.strip().lower()
    if wanted == NEVER:
        return lambda _: False
    if wanted in set(Level):
        least = Level(wanted).rank
        return lambda finding: finding.level.rank >= least
    risk = next((each for each in vocabulary.risk_classes if wanted in {each.name.lower(), each.slug}), None)
    if risk is None:
        words = ", ".join([NEVER, *Level, *(each.name for each in vocabulary.risk_classes)])
        raise click.UsageError(f"--fail-on: found {word!r}, expected one of {words}")
    rank = vocabulary.rank(risk.name)
    return lambda finding: (
        finding.level is Level.ERROR or (bool(finding.tools) and vocabulary.rank(finding.risk) >= rank)
    )
