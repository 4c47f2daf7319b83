"""The program's own files into digests: of all of them, of those that decide what is read of a registry, of those that decide what pages say.

Who changes a rule makes the judgements again, and the pages of the servers that it judges otherwise; who changes a command, nothing. Which
file decides what is found by following imports, so nobody has to keep a list of them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parent
_IMPORT: Final = re.compile(rf"^[ \t]*from ({_PACKAGE.name}[\w.]*) import (\([^)]*\)|[^\n]*)".encode(), re.MULTILINE)
"""The one form in which the program imports from itself; one in a text counts too, which costs making something again."""
_NAME: Final = re.compile(rb"\w+")
_DATA: Final = frozenset({".yaml", ".json"})
"""Endings of data beside the code: recipes of targets, what was verified."""
_READING: Final = ("reading",)
"""What reads, judges and checks a registry."""
_PAGES: Final = ("views", "renderers", "exporters", "outputs", "making", "handwritten")
"""What pages and policies are made and printed with: floors, and modules above them. The other modules above them count without what they import."""


def program_digest() -> str:
    """Hex digest of all code and data."""
    return _digest(files())


def reading_digest() -> str:
    """Hex digest of the code that decides what a registry is read into."""
    return _digest(reached(_READING))


def pages_digest() -> str:
    """Hex digest of the code and data that decide what is made of what was read."""
    return _digest({*reached(_PAGES), *(path for path in files() if "/" not in path)})


def reached(roots: Iterable[str]) -> set[str]:
    """Paths below the package of the roots and of every file that they import, packages and the data of their floors among them.

    A root is a module or a folder, without an ending: `reading`, `views`.
    """
    there = files()
    waiting = {path for path in there for root in roots if path == f"{root}.py" or path.startswith(f"{root}/")}
    found: set[str] = set()
    while waiting:
        found |= waiting
        waiting = {path for each in waiting if each.endswith(".py") for path in _imported(each)} - found
    floors = {path.partition("/")[0] for path in found if "/" in path}
    return found | {path for path in there if Path(path).suffix in _DATA and path.partition("/")[0] in floors}


@cache
def files() -> dict[str, bytes]:
    """Content by path below the package, in order: a command asks for two digests."""
    found: dict[str, bytes] = {}
    for folder, _, names in os.walk(_PACKAGE):  # at a third of the time of `rglob`
        below = Path(folder).relative_to(_PACKAGE).as_posix()
        for name in names:
            if name.endswith((".py", *_DATA)):
                with open(f"{folder}/{name}", "rb", 0) as file:  # noqa: PTH123 - at two thirds of the time of `Path.read_bytes`
                    found[name if below == "." else f"{below}/{name}"] = file.read()
    return dict(sorted(found.items()))


def _imported(path: str) -> set[str]:
    """The files that this one imports: modules, and the packages that they are in."""
    there = files()
    return {path for name in _named(there[path]) for path in (f"{name}.py", f"{name}/__init__.py") if path in there}


@cache
def _named(source: bytes) -> set[str]:
    """Modules, packages and whatever else the imports name, as paths without an ending; two digests ask for many of them."""
    named: set[str] = set()
    for package, names in _IMPORT.findall(source):
        place = package.decode().replace(".", "/").partition("/")[2]
        named.update(f"{place}/{name.decode()}".removeprefix("/") for name in _NAME.findall(names))
        while place:
            named.add(place)
            place = place.rpartition("/")[0]
    return named


def _digest(paths: Iterable[str]) -> str:
    digest, there = hashlib.sha256(), files()
    for path in sorted(paths):
        digest.update(path.encode() + b"\0")
        digest.update(there[path])
    return digest.hexdigest()
