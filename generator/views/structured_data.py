"""What a page says once more for machines: the way to it, and its questions with their answers.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.model.site import Site
from generator.views.faq import Question
from generator.views.urls import Link


class StructuredData(Struct, frozen=True, kw_only=True):
    """The same words as the page's own breadcrumb and questions."""

    steps: tuple[tuple[str, str], ...]
    """Name and whole address of each page from the home page to this one."""
    questions: Sequence[Question]


def structured_data(
    site: Site, trail: Sequence[Link], name: str, path: str, questions: Sequence[Question]
) -> StructuredData:
    """The page's breadcrumbs and its questions.

    `trail` leads from the home page to the parent; the page itself (`name` at `path`) closes it.
    """
    return StructuredData(
        steps=(*((link.text, site.url + link.href) for link in trail), (name, site.url + path)),
        questions=questions,
    )
