"""A recommendation and a posture into what happens to calls: as strict, or stricter.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from generator.model.vocabulary import Category, Denial, Posture, Recommendation


def with_posture(
    advice: Recommendation, posture: Posture, category: Category | None, risk: str | None
) -> Recommendation:
    """The recommendation under the posture. What is denied keeps neither limit nor constraints: nothing is left of it."""
    denial = next((each for each in posture.denies if _applies(each, advice, category, risk)), None)
    if denial is None and (advice.effect != "deny" or (advice.limit is None and not advice.constraints)):
        return advice
    is_hidden = advice.visibility == "hidden" or (denial is not None and denial.visibility == "hidden")
    return advice.model_copy(
        update={
            "effect": "deny",
            "visibility": "hidden" if is_hidden else "visible",
            "limit": None,
            "constraints": (),
        }
    )


def _applies(denial: Denial, advice: Recommendation, category: Category | None, risk: str | None) -> bool:
    """A tool without a category counts as one that modifies, and as one of every class: nobody knows better."""
    modifies = category is None or category.modifies
    return (
        (not denial.risks or risk is None or risk in denial.risks)
        and (not denial.effects or advice.effect in denial.effects)
        and denial.modifies in {None, modifies}
    )
