"""A catalog folder into judged servers and all their problems.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from generator.model.assessment import JudgedServer
from generator.model.problem import CatalogError, Finding, Pointer, Problem
from generator.model.server import Server
from generator.model.vocabulary import Vocabulary
from generator.readers.decode import decode, decode_json, is_covered
from generator.readers.placed import at_start, placed
from generator.readers.yaml_fast import FastYaml, read_fast
from generator.readers.yaml_text import YamlText, read_yaml
from generator.rules.assess import assess
from generator.rules.checks import CHECKS
from generator.rules.checks.excuses import without_excused
from generator.rules.checks.subject import Subject
from generator.rules.checks.vocabulary import check_vocabulary

SERVERS: Final = "servers"
VOCABULARY: Final = "vocabulary.yaml"
_SHIPPED_VOCABULARY: Final = next(
    path
    for path in (Path(__file__).parents[1] / VOCABULARY, Path(__file__).parents[2] / "catalog" / VOCABULARY)
    if path.is_file()
)
"""In an installed package beside the code, in a checkout in its own catalog."""


class ServerReading(Struct, frozen=True):
    """What one registry file holds."""

    judged: JudgedServer | None
    """None when nothing of the file could be used."""
    problems: tuple[Problem, ...]
    """Sorted by place."""
    json: str | bytes | None = None
    """The server of the record as JSON, where the file could be read as it stands; so it need not be written out again."""


def server_files(catalog: Path) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The registry files sorted by name, and a problem for everything in the folder that will not be read.

    Raises:
        CatalogError: the catalog folder or its `servers` folder does not exist.
    """
    if not catalog.is_dir():
        message = f"found no folder {catalog}, expected a catalog; name another one with --catalog"
        raise CatalogError(message)
    folder = catalog / SERVERS
    if not folder.is_dir():
        message = f"found no folder {folder}, expected the registry files in it; is {catalog} a catalog?"
        raise CatalogError(message)
    files: list[Path] = []
    problems = list(_stray_vocabularies(catalog))
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        if not entry.is_file(follow_symlinks=False) or path.suffix != ".yaml":
            what = "a link" if entry.is_symlink() else "a folder" if entry.is_dir() else f"ending {path.suffix!r}"
            message = f"found {what}, expected registry files named SLUG.yaml; it is not read"
            problems.append(at_start(path, "registry/file", message, "rename it or move it out of the folder"))
        else:
            files.append(path)
    return tuple(files), tuple(problems)


def _stray_vocabularies(catalog: Path) -> Iterator[Problem]:
    """A problem for each vocabulary under a name that would not be read, and for one that leads nowhere."""
    for path in sorted(catalog.iterdir()):
        if path.name.split(".")[0] == "vocabulary" and (path.name != VOCABULARY or not path.is_file()):
            message = f"found {path.name}, expected the vocabulary in a file named {VOCABULARY}; it is not read"
            yield at_start(path, "registry/file", message, "rename or remove it")


def read_vocabulary(catalog: Path) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """The catalog's vocabulary as far as it can be used, and its problems.

    A catalog without one uses the vocabulary shipped with the generator; so does one whose own cannot be used
    at all, beside its problems.
    """
    path = catalog / VOCABULARY
    if not path.is_file():
        return _shipped_vocabulary(), ()
    text = read_yaml(path.read_bytes())
    vocabulary, shape = decode(Vocabulary, text.data)
    if vocabulary is None:
        return _shipped_vocabulary(), placed(path.as_posix(), text, shape)
    meaning = [finding for finding in check_vocabulary(vocabulary) if not is_covered(finding.pointer, shape)]
    return vocabulary, placed(path.as_posix(), text, (*shape, *meaning))


def _shipped_vocabulary() -> Vocabulary:
    vocabulary, _ = decode(Vocabulary, read_yaml(_SHIPPED_VOCABULARY.read_bytes()).data)
    if vocabulary is None:
        message = f"found a broken vocabulary in {_SHIPPED_VOCABULARY}, expected the one shipped"
        raise CatalogError(message)
    return vocabulary


def read_server(raw: bytes, path: Path, vocabulary: Vocabulary) -> ServerReading:
    """The judged server of a registry file's bytes, with every problem of shape and meaning."""
    fast = read_fast(raw)
    text = None
    if fast is not None:
        server, shape = decode_json(Server, fast.json)
    else:
        text = read_yaml(raw)
        if text.data is None and text.findings:
            return ServerReading(None, placed(path.as_posix(), text, ()))
        server, shape = decode(Server, text.data)
    if server is None:
        return ServerReading(None, placed(path.as_posix(), text or read_yaml(raw), shape))
    assessments = assess(server, vocabulary, _lines(server, fast, text))
    subject = Subject(server=server, file_slug=path.stem, vocabulary=vocabulary, assessments=assessments)
    wrong = {finding.pointer for finding in shape}
    found = (finding for check in CHECKS for finding in check.check(subject))
    meaning = [
        finding
        for finding in without_excused(server, found)
        if not is_covered(finding.pointer, shape) and not _follows_from(finding, wrong)
    ]
    judged = JudgedServer(server=server, assessments=assessments, path=f"{SERVERS}/{path.name}")
    json = fast.json if fast is not None and not shape else None
    if text is None and not shape and not meaning:
        return ServerReading(judged, (), json)  # no place has to be looked up
    return ServerReading(judged, placed(path.as_posix(), text or read_yaml(raw), (*shape, *meaning)), json)


def _lines(server: Server, fast: FastYaml | None, text: YamlText | None) -> tuple[int, ...]:
    """The line of each tool in its file."""
    if text is not None:
        return tuple(text.positions.find(("tools", position))[0] for position in range(len(server.tools)))
    lines = fast.lines.get("tools", ()) if fast else ()
    return tuple(lines[position] if position < len(lines) else 1 for position in range(len(server.tools)))


def _follows_from(finding: Finding, wrong: set[Pointer]) -> bool:
    """Whether a value that the finding was concluded from is itself reported already."""
    return any(
        (*beside, key) in wrong for key in finding.reads for beside in (finding.pointer, finding.pointer[:-1], ())
    )
