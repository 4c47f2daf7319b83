"""A planned tool and what a person chose instead into the tool as it is enforced.

The page of the planner does the same in `front/src/policies/by-hand.ts`; a test holds both to the same bytes.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final, Literal

from generator.model.plan import PlannedTool

Choice = Literal["allow", "ask", "deny", "hide"]
CHOICES: Final[tuple[Choice, ...]] = ("allow", "ask", "deny", "hide")
"""From mildest to strictest; `hide` is a denial that keeps the tool from the model's sight."""
ALL_TOOLS: Final = "*"
"""In place of a tool's name: every tool of the server that is not named itself."""


def by_hand(planned: PlannedTool, recommended: PlannedTool, choice: Choice) -> PlannedTool:
    """The tool as chosen; unchanged where the posture says the same.

    `planned` is the tool under the posture, `recommended` under the first one. A tool that may be called keeps the limit and the
    constraints of the recommendation, also where the posture had taken them away; the reason says what was set and what is
    recommended, in place of a reason that would explain another effect.
    """
    before = choice_of(planned)
    if choice == before:
        return planned
    is_denied = choice in {"deny", "hide"}
    return {
        **planned,
        "effect": "deny" if choice == "hide" else choice,
        "visibility": "hidden" if choice == "hide" else "visible",
        "reason": f"Set by hand to {choice}; recommended: {before}.",
        "limit": None if is_denied else recommended["limit"],
        "constraints": [] if is_denied else recommended["constraints"],
    }


def choice_of(tool: PlannedTool) -> Choice:
    """What the plan does with the tool, as a person would choose it."""
    return "hide" if tool["visibility"] == "hidden" else tool["effect"]
