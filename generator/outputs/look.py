"""A look over a site by another process, while this one reads: whether it is whole, and what in it is somebody else's.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.outputs.foreign import foreign_paths
from generator.outputs.manifest_text import ManifestText, read_text
from generator.outputs.stage import LOCK, NEXT
from generator.outputs.whole import is_whole

_WORTH_A_PROCESS: Final = 1_000_000
"""Bytes of a list before another process looks: chosen, 30 ms of work."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a site."""

    state: tuple[int, int, int]
    """State of the list that it was looked at by; see `ManifestText`."""
    is_whole: bool
    foreign: frozenset[str]
    """Paths of files and folders that no build wrote."""


def look_over(site: Path) -> Callable[[], Seen | None]:
    """Begin to look; what is returned waits for the end, and gives None when there is no site or the look failed."""
    text = read_text(site)
    if text is None:
        return _nothing
    if len(text.raw) < _WORTH_A_PROCESS or not hasattr(os, "fork"):
        seen = _seen(site, text)
        return lambda: seen
    mine, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(mine)
            seen = _seen(site, text)
            with os.fdopen(theirs, "wb") as pipe:
                pipe.write(marshal.dumps((seen.is_whole, sorted(seen.foreign))))
        finally:
            os._exit(0)
    os.close(theirs)
    return lambda: _heard(mine, child, text.state)


def _nothing() -> None:
    """There was nothing to look at."""


def _seen(site: Path, text: ManifestText) -> Seen:
    foreign = foreign_paths(site, text.manifest, text.manifest.files) - {NEXT, LOCK}
    return Seen(text.state, is_whole(site, text.raw), foreign)


def _heard(pipe: int, child: int, state: tuple[int, int, int]) -> Seen | None:
    with os.fdopen(pipe, "rb") as file:
        said = file.read()
    os.waitpid(child, 0)
    try:
        whole, foreign = marshal.loads(said)  # noqa: S302 - our own child's words
    except (ValueError, EOFError, TypeError):
        return None
    return Seen(state, whole, frozenset(foreign))
