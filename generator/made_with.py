"""What every page of a site is made with, as one digest for each thing that a person can change.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from generator.model.catalog import Catalog
from generator.model.site import Site
from generator.readers.frames import OUR_TEMPLATES
from generator.renderers.shell import Shell

_DATA: Final = frozenset({".py", ".yaml", ".json"})
"""Endings of the program's own files that decide what a page says: code, recipes of targets, what was verified."""


def made_with(catalog: Catalog, site: Site, templates: Path, shells: dict[int, Shell]) -> dict[str, str]:
    """Digest of each by the words a person knows it by; the day of the build is not among them."""
    return {
        "the program": program_digest(),
        "the templates": _files(templates, templates.rglob(f"*{OUR_TEMPLATES}")),
        "the vocabulary": _text(catalog.vocabulary.model_dump_json()),
        "the attacks": _text("".join(each.model_dump_json() for each in catalog.attacks)),
        "the theme's frame": _text("".join(f"{depth}{shell.frame}{shell.slots}" for depth, shell in shells.items())),
        "the settings of the site": _text(repr(replace(site, built=""))),
    }


def program_digest() -> str:
    """Digest of the program's own code and data."""
    package = Path(__file__).parent
    return _files(package, (path for path in package.rglob("*") if path.suffix in _DATA))


def _files(root: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _text(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
