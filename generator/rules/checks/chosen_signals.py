"""Signals that people add or take away: a known kind, at its place, once, and only where the rules see it otherwise.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from generator.model.assessment import Assessment
from generator.model.entry import STAND_IN
from generator.model.problem import Finding, Pointer
from generator.model.tool import SignalChoice, Tool
from generator.rules.checks.subject import Subject
from generator.rules.classify.reading import reading_of_entry
from generator.rules.signal_choices import is_meant
from generator.rules.signal_kinds import PARAMETER_SIGNALS, SIGNALS

SENTENCE: Final = "A signal set by hand is one of the list, at its place, once, and not what the rules say anyway."
_READS: Final = ("kind", "parameter", "holds")


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about the signals that people set."""
    for pointer, tool, assessment in subject.judged():
        earlier: set[tuple[str, str | None]] = set()
        for number, choice in enumerate(tool.signals):
            here: Pointer = (*pointer, "signals", number)
            if choice.kind == STAND_IN:
                continue  # its own mistake is reported already
            if (choice.kind, choice.parameter) in earlier:
                yield _twice(here, choice)
                continue
            earlier.add((choice.kind, choice.parameter))
            found = _misplaced(here, choice, tool)
            if found is None and _is_needless(choice, assessment):
                found = _needless(here, choice)
            if found is not None:
                yield found


def _misplaced(here: Pointer, choice: SignalChoice, tool: Tool) -> Finding | None:
    """What keeps the choice from meaning a signal of this tool; None when nothing does."""
    if choice.kind not in SIGNALS:
        near = get_close_matches(choice.kind, SIGNALS, 1)
        return Finding(
            pointer=(*here, "kind"),
            code="judgement/signal",
            message=f"found signal {choice.kind!r}, expected one of {', '.join(SIGNALS)}",
            hint=f"write {near[0]!r}" if near else "use a kind of the method page's two lists",
        )
    is_of_parameter = choice.kind in PARAMETER_SIGNALS
    if is_of_parameter != (choice.parameter is not None):
        wanted = "with its `parameter`" if is_of_parameter else "without a `parameter`"
        given = "without a parameter" if is_of_parameter else f"with parameter {choice.parameter!r}"
        return Finding(
            pointer=here if is_of_parameter else (*here, "parameter"),
            code="judgement/signal-place",
            message=f"found signal {choice.kind!r} {given}, expected it {wanted}",
            hint="name the parameter meant"
            if is_of_parameter
            else "remove `parameter`; the signal is of the whole tool",
            reads=_READS,
        )
    names = [each.name for each in reading_of_entry(tool).arguments]
    if choice.parameter is not None and choice.parameter not in names:
        expected = f"one of {', '.join(names)}" if names else "none: the entry lists no parameters"
        return Finding(
            pointer=(*here, "parameter"),
            code="judgement/signal-parameter",
            message=f"found parameter {choice.parameter!r}, expected {expected}",
            hint="write its dotted name as the tool's page shows it, or remove the signal",
            reads=("kind",),
        )
    return None


def _is_needless(choice: SignalChoice, assessment: Assessment) -> bool:
    """Whether nothing came of the choice: what it adds is seen anyway, or what it takes away is not seen."""
    changed = [each for each in assessment.signals if each.reason] if choice.holds else assessment.removed
    return not any(is_meant(choice, each) for each in changed)


def _needless(here: Pointer, choice: SignalChoice) -> Finding:
    says = "see too" if choice.holds else "do not see either"
    return Finding(
        pointer=here,
        code="judgement/needless-signal",
        message=f"found signal {choice.kind!r} set by hand, which the rules {says}, expected none",
        hint="remove it; `policy-catalog explain` shows what the rules see",
        reads=_READS,
    )


def _twice(here: Pointer, choice: SignalChoice) -> Finding:
    of = f" of {choice.parameter!r}" if choice.parameter else ""
    return Finding(
        pointer=here,
        code="judgement/signal-twice",
        message=f"found signal {choice.kind!r}{of} set again, expected it once",
        hint="keep one of the two, with its reason",
        reads=_READS,
    )
