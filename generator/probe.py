"""Do the workers see the folders of this build, and run the same program? Asked before the build begins, of every worker.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, ValidationError, convert, to_builtins

from generator.running import Running, running

_NAME: Final = ".catalog-probe-"


class Probe(Struct, frozen=True):
    """What a worker is asked to look at; all paths are absolute."""

    written: tuple[str, ...]
    """A file in each folder that workers write into, put there by whoever asks."""
    word: str
    """What those files hold."""
    read: tuple[str, ...]
    """Folders that workers only read."""


class Sight(Struct, frozen=True):
    """What one worker sees."""

    host: str
    running: Running
    missing: str | None
    """The first path that is not there, or not the same."""
    answers: tuple[str, ...]
    """A file that the worker wrote beside each of those it read."""


@contextmanager
def probe_of(written: tuple[Path, ...], read: tuple[Path, ...]) -> Iterator[Probe]:
    """A probe with its files in place; they and all answers are gone afterwards.

    Raises:
        OSError: a folder may not be written.
    """
    word = os.urandom(8).hex()
    files = []
    try:
        for folder in written:
            path = folder.absolute() / f"{_NAME}{word}"
            path.write_text(word)
            files.append(path)
        yield Probe(tuple(map(str, files)), word, tuple(str(each.absolute()) for each in read))
    finally:
        for path in files:
            for each in path.parent.glob(f"{path.name}*"):
                each.unlink(missing_ok=True)


def look(probe: Probe) -> Sight:
    """What this process, a worker, sees; it answers in files too."""
    missing, answers = None, []
    for name in probe.written:
        answer = f"{name}-{os.urandom(8).hex()}"
        try:
            is_there = Path(name).read_text() == probe.word
            if is_there:
                Path(answer).write_text(probe.word)
                answers.append(answer)
        except OSError:
            is_there = False
        if not is_there:
            missing = missing or str(Path(name).parent)
    for name in probe.read:
        if missing is None and not Path(name).is_dir():
            missing = name
    return Sight(socket.gethostname(), running(), missing, tuple(answers))


def answer(question: Any) -> Any:
    """`look` in plain data, so that a worker of another version of this program can be told from a fit one."""
    return to_builtins(look(convert(question, Probe)))


def objections(probe: Probe, answers: Mapping[str, Any]) -> list[str]:
    """What keeps each worker from working for this build, as lines for a message; the other way round is looked at here.

    Each answer is that of `answer`, or the exception that came instead of it.
    """
    lines = []
    for address, answered in sorted(answers.items()):
        objection = _objection(probe, _sight(answered))
        if objection:
            lines.append(f"worker {address}: {objection}")
    return lines


def _sight(answered: Any) -> Sight | BaseException:
    try:
        return answered if isinstance(answered, BaseException) else convert(answered, Sight)
    except ValidationError as error:
        return error


def _objection(probe: Probe, sight: Sight | BaseException) -> str | None:
    if isinstance(sight, BaseException):
        return (
            f"cannot run this program ({type(sight).__name__}: {sight}); "
            "install the same version of mcp-policy-catalog there"
        )
    different = sight.running.differs_from(running())
    if different:
        return f"{different}; install the same there, and start the worker again"
    if sight.missing is not None:
        return (
            f"does not see or may not write {sight.missing} on {sight.host}; mount the same folder under the same path"
        )
    for name, answer in zip(probe.written, sight.answers, strict=True):
        folder = Path(name).parent
        with suppress(OSError):
            if Path(answer).read_text() == probe.word:
                if Path(answer).stat().st_uid == Path(name).stat().st_uid:
                    continue
                return f"writes into {folder} as another user; start it as the one who builds"
        return f"found its file in {folder} not to be there, expected to share the folder with {sight.host}; mount the same one"
    return None
