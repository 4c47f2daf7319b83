"""What a page says once more for machines: schema.org breadcrumbs and questions.

Source: https://schema.org/BreadcrumbList and https://schema.org/FAQPage, as read on 2026-11-22.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.model.site import Site
from generator.views.faq import Question
from generator.views.urls import Link
from generator.views.words import without_code_marks


def structured_data(
    site: Site, trail: Sequence[Link], name: str, path: str, questions: Sequence[Question]
) -> dict[str, Any]:
    """The page's breadcrumbs and, where it has any, its questions, as one JSON-LD graph.

    `trail` leads from the home page to the parent; the page itself (`name` at `path`) closes it.
    """
    steps = [*((link.text, link.href) for link in trail), (name, path)]
    graph: list[dict[str, Any]] = [
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "name": text, "item": site.url + href}
                for position, (text, href) in enumerate(steps, start=1)
            ],
        }
    ]
    if questions:
        graph.append(
            {
                "@type": "FAQPage",
                "mainEntity": [
                    {
                        "@type": "Question",
                        "name": without_code_marks(each.question),
                        "acceptedAnswer": {"@type": "Answer", "text": without_code_marks(each.answer)},
                    }
                    for each in questions
                ],
            }
        )
    return {"@context": "https://schema.org", "@graph": graph}
