"""A name that several entries share into one that says which is meant, for the titles of pages: each page has its own.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from generator.model.attack import Attack
from generator.model.catalog import Catalog


def server_title(name: str, slug: str, catalog: Catalog) -> str:
    """The server's name, with its slug behind it where another server has the same name."""
    return name if len(catalog.slugs_by_name.get(name, ())) < 2 else f"{name} ({slug})"


def attack_title(attack: Attack, catalog: Catalog) -> str:
    """The attack's name, with its slug behind it where another attack has the same name."""
    same = sum(each.name == attack.name for each in catalog.attacks)
    return attack.name if same < 2 else f"{attack.name} ({attack.slug})"
