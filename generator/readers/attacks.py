"""A catalog's `attacks` folder into the attack database and all its problems.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from generator.model.attack import Attack
from generator.model.entry import STAND_IN
from generator.model.problem import Finding, Problem
from generator.model.vocabulary import Vocabulary
from generator.readers.decode import decode, is_covered
from generator.readers.placed import at_start, placed
from generator.readers.yaml_text import read_yaml
from generator.rules.checks.attacks import check_attack

ATTACKS: Final = "attacks"
_STAND_INS: Final[dict[str, Any]] = {
    "slug": STAND_IN, "name": STAND_IN, "group": "Tool definitions", "summary": STAND_IN, "because": STAND_IN,
    "how_it_works": [STAND_IN], "detection": [STAND_IN], "defence": [STAND_IN], "incidents": [],
    "date": "2000-01", "title": STAND_IN, "what": STAND_IN, "source": "https://stand-in.invalid/", "url": "https://stand-in.invalid/",
    "sources": [{"title": STAND_IN, "url": "https://stand-in.invalid/"}], "triggers": [{"sensitivity": ["ordinary"], "because": STAND_IN}],
}  # fmt: skip
"""Values for required keys whose own value could not be used."""


def read_attacks(catalog: Path, vocabulary: Vocabulary) -> tuple[tuple[Attack, ...], tuple[Problem, ...]]:
    """The attacks sorted by slug, as far as they can be used, and every problem; none of either without a folder."""
    folder = catalog / ATTACKS
    attacks: list[Attack] = []
    problems: list[Problem] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith("."):
            continue
        if path.is_symlink() or not path.is_file() or path.suffix != ".yaml":
            message = f"found {path.name}, expected attacks in files named SLUG.yaml; it is not read"
            problems.append(at_start(path, "registry/file", message, "rename it or move it out of the folder"))
            continue
        text = read_yaml(path.read_bytes())
        attack, shape = (
            decode(Attack, text.data, _STAND_INS) if not text.findings or text.data is not None else (None, ())
        )
        meaning = []
        if attack is not None:
            attacks.append(attack)
            found = check_attack(attack, path.stem, vocabulary)
            meaning = [finding for finding in found if not _is_told(finding, shape)]
        problems += placed(path.as_posix(), text, (*shape, *meaning))
    return tuple(sorted(attacks, key=lambda attack: attack.slug)), tuple(problems)


def _is_told(finding: Finding, shape: tuple[Finding, ...]) -> bool:
    """Whether the finding follows from a value of a wrong shape: around it, or inside the trigger that it is about."""
    here = finding.pointer
    is_trigger = len(here) == 2
    return is_covered(here, shape) or (is_trigger and any(each.pointer[:2] == here for each in shape))
