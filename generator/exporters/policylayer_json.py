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

TARGET: Final = "policylayer-json"
_NO_ASK: Final = "PolicyLayer JSON has no rule that asks a person: this document refuses every call until somebody changes the policy."

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
        lost = (_NO_ASK,) if recommendation.limit is None else (_NO_ASK, _NO_LIMIT)
    else:
        rule: dict[str, Any] = {}
        if recommendation.limit is not None:
            limit = recommendation.limit
            counter = f"{tool.name}_rate"
            rule["limits"] = [{"counter": counter, "window": limit.per, "max": limit.max, "scope": "grant"}]
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
