"""A judged server into its complete policy files for every target, printed once however many of its pages name them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from generator.exporters import TARGETS
from generator.exporters.clash import SameKey
from generator.exporters.export import export_files
from generator.exporters.target import Target, read_target, verified_by
from generator.model.assessment import JudgedServer
from generator.model.plan import Plan
from generator.model.policy import PolicyFile, ServerPolicy
from generator.model.vocabulary import Vocabulary
from generator.rules.plan import make_plan


class ServerPolicies:
    """Plans and policies of one server after the other, under the first posture and the short key; the last server's are kept."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._server: JudgedServer | None = None
        self._plan: Plan = {"posture": "", "servers": []}
        self._printed: tuple[ServerPolicy, ...] = ()

    def of(self, judged: JudgedServer) -> tuple[ServerPolicy, ...]:
        """One for each target, in the order of the pages; none for a server without tools."""
        self._print(judged)
        return self._printed

    def plan_of(self, judged: JudgedServer) -> Plan:
        """The plan that they are printed from, as JSON holds it."""
        self._print(judged)
        return self._plan

    def _print(self, judged: JudgedServer) -> None:
        if judged is not self._server:
            self._server = judged
            self._plan = make_plan([judged], self._vocabulary.postures[0], self._vocabulary)
            self._printed = _policies(self._plan) if judged.server.tools else ()


def _policies(plan: Plan) -> tuple[ServerPolicy, ...]:
    return tuple(
        ServerPolicy(
            target=name,
            label=target.recipe.label,
            files=_files(target, plan),
            asks=target.recipe.expresses.ask == "asks",
            counts_calls=target.recipe.expresses.limits,
            verified=verified_by(name),
        )
        for name, target in ((name, read_target(name)) for name in TARGETS)
    )


def _files(target: Target, plan: Plan) -> tuple[PolicyFile, ...]:
    try:
        return export_files(target, plan)
    except SameKey:
        return ()
