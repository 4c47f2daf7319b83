"""What every page of a site is made with, as one digest for each thing that a person can change.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from generator.model.catalog import Catalog
from generator.model.site import Site
from generator.program import pages_digest
from generator.readers.frames import OUR_TEMPLATES
from generator.renderers.shell import Shell
from generator.views.used import COLOURS, read_anywhere

_FRAME: Final = "the theme's frame"
_SETTINGS: Final = "the settings of the site"
ONLY_PAGES: Final = frozenset({_FRAME, _SETTINGS})
"""What pages alone are made with: policy files show nothing of it."""
_NAMED: Final = re.compile(rf"""["']([^"']+{re.escape(OUR_TEMPLATES)})["']""")
"""Another template, in an include or any other sentence that names one."""


def made_with(catalog: Catalog, site: Site, shells: dict[int, Shell]) -> dict[str, str]:
    """Digest of what all pages are made with, by the words a person knows it by; neither the day of the build nor what only some pages read is among them."""
    return {
        "the program": pages_digest(),
        "the vocabulary": read_anywhere(catalog.vocabulary),
        _FRAME: _text("".join(f"{depth}{shell.frame}{shell.slots}" for depth, shell in shells.items())),
        _SETTINGS: _text(repr(replace(site, built=""))),
    }


def words_made_with(catalog: Catalog) -> str:
    """Digest of the vocabulary and the attacks, every sentence of them; colours stand on no page, and their style sheet is made by every build."""
    vocabulary = catalog.vocabulary.model_dump_json(exclude=COLOURS)
    return _text("".join([vocabulary, *(each.model_dump_json() for each in catalog.attacks)]))


def templates_made_with(templates: Path) -> dict[str, str]:
    """Digest of the template of each kind of page, and of all that it takes in."""
    sources = {
        path.relative_to(templates).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in templates.rglob(f"*{OUR_TEMPLATES}")
    }
    return {
        Path(name).name.partition(".")[0]: _text("\0".join(_taken_in(name, sources)))
        for name in sources
        if name.startswith("pages/")
    }


def _taken_in(name: str, sources: Mapping[str, str]) -> list[str]:
    """Name and source of the template and of every other that it names, however: of those, theirs too."""
    found: dict[str, str] = {}
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each in sources and each not in found:
            found[each] = sources[each]
            waiting += _NAMED.findall(sources[each])
    return [part for item in sorted(found.items()) for part in item]


def _text(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
