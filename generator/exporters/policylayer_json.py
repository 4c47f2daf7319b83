"""A recommendation as a PolicyLayer policy document (JSON).

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from typing import Any, Final

from generator.model.assessment import Assessment
from generator.model.policy import PolicyDocument
from generator.model.server import Server
from generator.model.tool import Tool
from generator.model.vocabulary import Constraint

TARGET: Final = "policylayer-json"
_NO_ASK: Final = "PolicyLayer JSON has no rule that asks a person: this document refuses every call until somebody changes the policy."

_OPERATORS: Final = {"matches": "regex"}
"""Operators of the neutral recommendation that are spelt otherwise here; all others are the same."""
_OPPOSITES: Final = {
    "lte": "gt",
    "lt": "gte",
    "gte": "lt",
    "gt": "lte",
    "in": "not_in",
    "not_in": "in",
    "eq": "neq",
    "neq": "eq",
}
_NO_OPTIONAL: Final = "It cannot demand a pattern only where an argument is given, so `{arg}` is not looked at."
_NO_CONSTRAINT: Final = "The limits on arguments have no place in it while every call is refused."
_NO_LIMIT: Final = "A limit on calls that were let through after asking has no place in it."


def export(server: Server, tool: Tool, assessment: Assessment) -> PolicyDocument:
    """The document for one tool. Everything not named is denied, so two tools' documents must be merged by hand.

    Source: policylayer.com/docs/writing-policies (keys `version`, `default`, `hide`, `tools`, `deny_if`,
    `limits`), as stored in 2026. No schema is published and the engine is hosted, so nothing here is
    machine-verified.
    """
    document: dict[str, Any] = {"version": "1", "default": "deny"}
    recommendation = assessment.recommendation
    lost: tuple[str, ...] = ()
    if recommendation.effect == "deny" and recommendation.visibility == "hidden":
        document["hide"] = [tool.name]
    elif recommendation.effect == "deny":
        document["tools"] = {}
    elif recommendation.effect == "ask":
        document["tools"] = {tool.name: {"deny_if": [{"conditions": [], "on_deny": "Needs human approval."}]}}
        beside = ((recommendation.limit, _NO_LIMIT), (recommendation.constraints, _NO_CONSTRAINT))
        lost = (_NO_ASK, *(sentence for given, sentence in beside if given))
    else:
        rule: dict[str, Any] = {}
        if recommendation.limit is not None:
            limit = recommendation.limit
            counter = f"{tool.name}_rate"
            rule["limits"] = [{"counter": counter, "window": limit.per, "max": limit.max, "scope": "grant"}]
        lost = _constrain(rule, recommendation.constraints)
        document["tools"] = {tool.name: rule}
    return PolicyDocument(
        target=TARGET,
        label="PolicyLayer JSON",
        language="json",
        filename=f"{server.slug}-{assessment.slug}.policy.json",
        text=json.dumps(document, indent=2, ensure_ascii=True) + "\n",
        where=f"Paste it as Raw JSON into the policy of the grant for {server.name}. It denies every other tool of the server.",
        lost=lost,
        verified=None,
    )


def _constrain(rule: dict[str, Any], constraints: tuple[Constraint, ...]) -> tuple[str, ...]:
    """Add the constraints to the rule; returns a sentence for each that this format cannot hold.

    A condition on an argument that is not given is false: a required one goes under `require`, an optional one under
    `deny_if` with the opposite operator.
    """
    lost = []
    for each in constraints:
        value = list(each.value) if isinstance(each.value, tuple) else each.value
        if each.required:
            operator = _OPERATORS.get(each.op, each.op)
            block = rule.setdefault("require", [])
        elif each.op in _OPPOSITES:
            operator = _OPPOSITES[each.op]
            block = rule.setdefault("deny_if", [])
        else:
            lost.append(_NO_OPTIONAL.format(arg=each.arg))
            continue
        block.append(
            {
                "conditions": [{"path": f"args.{each.arg}", "op": operator, "value": value}],
                "on_deny": f"{each.reason}.",
            }
        )
    return tuple(lost)
