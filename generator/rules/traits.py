"""A judged server into the facts that only show in its tools together: what it reads, takes in and lets out.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from generator.model.assessment import Assessment
from generator.model.attack import Trait
from generator.model.server import Capture, Server
from generator.rules.sensitivity import holding

LEGS: Final[tuple[Trait, ...]] = ("reads-private", "takes-untrusted", "sends-out")
"""Together on one server they are enough to steal data: one tool brings orders in, one reads, one carries out."""
_OF_SIGNAL: Final[dict[Trait, frozenset[str]]] = {
    "reads-private": frozenset({"private-data", "personal-data", "secret-out"}),
    "takes-untrusted": frozenset({"untrusted-content"}),
    "sends-out": frozenset({"sends-out"}),
}
_ANYTHING: Final = frozenset({"command", "code"})
"""Whoever runs a command or code can do all three in one call."""
_RUNS: Final = frozenset({"argument/command", "argument/code"})
_CREDENTIAL: Final = re.compile(r"(?:TOKEN|SECRET|PASSWORD|API_?KEY|ACCESS_KEY|CREDENTIAL|SESSION)", re.IGNORECASE)
_MASKED: Final = "[redacted]"


def leg_tools(assessments: Iterable[Assessment]) -> dict[Trait, tuple[int, ...]]:
    """For each leg the positions of the tools that are it; a leg nobody is has none."""
    found: dict[Trait, list[int]] = {leg: [] for leg in LEGS}
    for position, assessment in enumerate(assessments):
        kinds = holding(assessment)
        is_anything = runs_anything(assessment)
        for leg, signals in _OF_SIGNAL.items():
            if kinds & signals or is_anything:
                found[leg].append(position)
    return {leg: tuple(positions) for leg, positions in found.items()}


def runs_anything(assessment: Assessment) -> bool:
    """Whether an argument is a command or code, and a rule, or a person, says that it is run."""
    powers = [each for each in assessment.signals if each.kind in _ANYTHING]
    is_run = any(each.rule in _RUNS for each in assessment.fired)
    return any(is_run or each.reason for each in powers)


def traits_of(server: Server, assessments: tuple[Assessment, ...]) -> frozenset[Trait]:
    """Every trait that holds.

    `holds-credential`: the entry names one of the server's documentation, or the capture set a variable, or masked an argument,
    that looks like one. `changed-definition`: a tool
    that people have written about lost the day of its review, which an import takes away when the definition changed.
    """
    traits: set[Trait] = {leg for leg, positions in leg_tools(assessments).items() if positions}
    if server.package is None or server.package.version is None:
        traits.add("no-version")
    if server.publisher is None:
        traits.add("no-publisher")
    if server.credentials or (server.capture is not None and _was_given_one(server.capture)):
        traits.add("holds-credential")
    if any(tool.evidence is not None and tool.reviewed is None for tool in server.tools):
        traits.add("changed-definition")
    return frozenset(traits)


def _was_given_one(capture: Capture) -> bool:
    return any(_CREDENTIAL.search(name) for name in capture.environment) or any(
        _MASKED in word for word in capture.command or ()
    )
