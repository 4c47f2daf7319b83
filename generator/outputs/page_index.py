"""The pages that are no tool and no server into what the search finds them by.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from generator.model.catalog import Catalog
from generator.outputs.data_script import data_script
from generator.readers.headings import headings
from generator.views.urls import HOME, attack_path, category_path, data_path, risk_path

_Kind = Literal["page", "section", "attack", "category", "risk"]


class _Found(NamedTuple):
    """One thing that a search may find."""

    kind: _Kind
    title: str
    path: str
    """From the site's root; with `#` and the heading's id for a section."""
    of: str
    """The page of a section, the group of an attack; empty otherwise."""


def page_index(catalog: Catalog, handwritten: Iterable[tuple[str, str]]) -> tuple[str, bytes]:
    """Path and content of `assets/data/pages.js`; `handwritten` are paths and HTML of the pages that the engine built."""
    found = [*_of_catalog(catalog), *(each for path, html in handwritten for each in _of_page(path, html))]
    return data_path("pages.js"), data_script("data/pages", found)


def _of_catalog(catalog: Catalog) -> Iterator[_Found]:
    for category in catalog.vocabulary.categories:
        yield _Found("category", category.name, category_path(category.slug), "")
    for risk in catalog.vocabulary.risk_classes:
        yield _Found("risk", risk.name, risk_path(risk.slug), "")
    for attack in catalog.attacks:
        yield _Found("attack", attack.name, attack_path(attack.slug), attack.group)


def _of_page(path: str, html: str) -> Iterator[_Found]:
    title = ""
    for heading in headings(html):
        if heading.level == 1 and not title:
            title = heading.text
            yield _Found("page", title, path, "")
        elif title and heading.anchor and path != HOME:
            yield _Found("section", heading.text, f"{path}#{heading.anchor}", title)
