"""Whether anything that a site was made from changed since, told by the state of files on disk: nothing is opened but notes.

A build that finds everything as it was ends here, before the parts of the program that read, judge and print are even loaded.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import marshal
import os
import re
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field

from generator.outputs.place import notes_place
from generator.readers.file_state import State, is_quiet, state_of
from generator.readers.scratch import clear_left, write_whole

_FORMAT: Final = f"inputs 2 {sys.implementation.cache_tag}"
_LEFT_OUT: Final = frozenset({"__pycache__", ".git"})
_KIND, _FOLDER = 0o170000, 0o040000
"""Bits of a file's mode that say what it is, and those of a folder. Source: Linux man page inode(7)."""
_LINK: Final = "/@"
"""Behind the path of a link: the link itself, beside the file it leads to."""
_DEEPEST: Final = 24
"""Folders inside folders before a link is taken for one that leads around."""
_HANDS_OVER: Final = ("INHERIT", "hooks:")
"""Settings that take in files which are not looked at here: with one of them every build looks at everything."""
_ENVIRONMENT: Final = re.compile(r"!ENV\s+(\[[^\]]*\]|\S+)")
_WORD: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)

_MOST_YOUNG: Final = 200
"""Files told by their content. Chosen: more than a person saves at once, and a tenth of a second of work."""

States = dict[str, State | bytes]
"""Of each file by its path; a digest of its content where it is too young for its state to tell."""


class Inputs(Struct, frozen=True):
    """What a build was asked for, and the files that decide what comes of it as they were before it read them."""

    asked: tuple[str, ...]
    """Everything of the command line and the environment that a site depends on."""
    roots: tuple[str, ...]
    """Files and folders, with all in them."""
    states: States | None
    """None when too many files are too young to be told from later ones, or not all of them can be known."""


class Compared(Struct, frozen=True):
    """What came of comparing the inputs with those of the last build."""

    said: Any = None
    """What that build said; None unless it was asked the same and all its inputs are as they were."""
    states: Mapping[str, Mapping[str, State]] = field(default_factory=dict)
    """What was seen, by root; none where it was not looked for."""
    begun_ns: int = 0
    """When the first of it was looked at."""


def inputs_of(
    asked: Iterable[str], config_file: Path, folders: Iterable[Path], compared: Compared | None = None
) -> Inputs:
    """The inputs of a build as they are now, beside the program's own files; folders that do not exist yet included.

    Of roots that were `compared` already it is what was seen then: whatever changed in between is another state to the next build, which looks again.
    """
    package = Path(__file__).parent
    shipped = package.parent / "catalog" / "vocabulary.yaml"
    roots = tuple(os.fspath(each.absolute()) for each in (config_file, *folders, package, shipped))
    states = None if _hands_over(config_file) else _all_states(roots, compared or Compared())
    return Inputs(_asked(asked, config_file), roots, states)


def notes_file(config_file: Path, site: Path, catalog: Path) -> Path:
    """Where the notes on the builds of that site from that catalog are kept."""
    return notes_place(config_file.resolve().parent / "build", site, catalog).with_suffix(".inputs")


def write_inputs(path: Path, inputs: Inputs, said: Any) -> None:
    """Keep the inputs of a finished build, and the plain values that it `said` of the site; nothing when they cannot be told again."""
    if inputs.states is None:
        path.unlink(missing_ok=True)
        return
    body = marshal.dumps((inputs.asked, inputs.roots, inputs.states, said))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, [f"{_FORMAT} {hashlib.blake2b(body, digest_size=16).hexdigest()}\n".encode(), body])
    clear_left(path.parent, path.name)


def compare(path: Path, asked: Iterable[str], config_file: Path) -> Compared:
    """The inputs as they are now, compared with the notes in that file."""
    begun_ns = time.time_ns()
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if head.decode() != f"{_FORMAT} {hashlib.blake2b(body, digest_size=16).hexdigest()}":
            return Compared()
        was_asked, roots, states, said = marshal.loads(body)  # noqa: S302 - of the format and standing of Python's own compiled modules
    except (OSError, ValueError, EOFError, TypeError):
        return Compared()
    if was_asked != _asked(asked, config_file):
        return Compared()
    seen = {root: dict(_states(root)) for root in roots}
    now = _joined(seen.values()) | _installed()
    young = [path for path, state in states.items() if isinstance(state, bytes)]
    is_same = now.keys() == states.keys() and {**now, **_contents(young)} == states
    return Compared(said if is_same else None, seen, begun_ns)


def _all_states(roots: Iterable[str], compared: Compared) -> States | None:
    """The state of everything; None when too many files are too young, or the folder of installed packages is."""
    now_ns = compared.begun_ns or time.time_ns()
    states = _joined(compared.states[root] if root in compared.states else dict(_states(root)) for root in roots)
    installed = _installed()
    young = [path for path, state in states.items() if not is_quiet(state, now_ns)]
    if len(young) > _MOST_YOUNG or not all(is_quiet(state, now_ns) for state in installed.values()):
        return None
    return {**states, **installed, **_contents(young)}


def _joined(parts: Iterable[Mapping[str, State]]) -> dict[str, State]:
    joined: dict[str, State] = {}
    for each in parts:
        joined.update(each)
    return joined


def _states(path: str, depth: int = 0) -> Iterator[tuple[str, State]]:
    """The state of the file, or of every file in the folder; nothing for a path that leads nowhere."""
    try:
        found = os.stat(path)
        inside = os.scandir(path) if (found.st_mode & _KIND) == _FOLDER else None
    except OSError:
        return
    if inside is None:
        yield path, state_of(found)
        return
    for entry in inside:
        if entry.name in _LEFT_OUT:
            continue
        is_file = entry.is_file(follow_symlinks=False)
        if is_file or entry.is_symlink():
            try:
                state = state_of(entry.stat(follow_symlinks=False))
            except FileNotFoundError:
                continue  # gone since it was listed: editors save by way of such files
            yield entry.path if is_file else entry.path + _LINK, state
        if not is_file and depth < _DEEPEST:
            yield from _states(entry.path, depth + 1)


def _installed() -> dict[str, State]:
    """The state of the folder of packages, which installing, upgrading and removing one changes."""
    folder = sysconfig.get_paths()["purelib"]
    return {folder: state_of(os.stat(folder))}


def _contents(paths: Iterable[str]) -> dict[str, bytes]:
    """Digest of each file; that of nothing where it is gone."""
    return {path: hashlib.sha256(_content(path)).digest() for path in paths}


def _content(path: str) -> bytes:
    try:
        if path.endswith(_LINK):
            return os.fsencode(Path(path.removesuffix(_LINK)).readlink())
        return Path(path).read_bytes()
    except OSError:
        return b""


def _hands_over(config_file: Path) -> bool:
    text = _text(config_file)
    return any(word in text for word in _HANDS_OVER) or text.count("!ENV") != len(_ENVIRONMENT.findall(text))


def _asked(asked: Iterable[str], config_file: Path) -> tuple[str, ...]:
    """With the program that runs, and the value of every variable that the settings take from the environment."""
    names = sorted({word for found in _ENVIRONMENT.findall(_text(config_file)) for word in _WORD.findall(found)})
    return (*asked, sys.version, *(f"{name}={os.environ[name]}" for name in names if name in os.environ))


def _text(config_file: Path) -> str:
    try:
        return config_file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
