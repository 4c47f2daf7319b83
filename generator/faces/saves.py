"""Files below some paths, told as they are saved.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from watchfiles import Change, DefaultFilter, watch

_STOP_SECONDS: Final = 0.2
"""How often a burst is looked for while nothing is saved, so that a signal is answered."""
_AGAIN_SECONDS: Final = 1.0
"""Between two looks whether the folders are still the same ones, and before a watch is tried again that failed."""


class Saves:
    """Bursts of saves below some paths, from the moment it is made until it is closed.

    A file is watched through its folder: an editor that saves by renaming puts another file in its place. A folder that takes the place of a
    watched one, or comes where there was none, is watched from then on, and all counts as saved.
    """

    def __init__(
        self, paths: Sequence[Path], tell: Callable[[], None], report: Callable[[str], None], leave: Path
    ) -> None:
        """Watch these from now on, but for what is below `leave`.

        `tell` is called at each burst, in a thread of its own, whether or not anybody waits for it; `report` is told what kept them from being watched.
        """
        self._tell, self._report, self._leave = tell, report, leave.absolute()
        self._paths = tuple(path.absolute() for path in paths)
        self._stop, self._dirty, self._lock = threading.Event(), threading.Event(), threading.Lock()
        self._saved: set[Path] = set()
        self._round = 0
        """Counts how often the folders were others than before."""
        self._watchers = [
            threading.Thread(target=work, daemon=True) for work in (self._folders, self._files, self._look)
        ]
        for each in self._watchers:
            each.start()

    def __iter__(self) -> Iterator[frozenset[Path]]:
        """The paths of each burst."""
        while not self._stop.is_set():
            if self._dirty.wait(_STOP_SECONDS):
                with self._lock:
                    self._dirty.clear()
                    saved, self._saved = frozenset(self._saved), set()
                yield saved

    def watch(self, paths: Sequence[Path]) -> None:
        """Watch these from now on, in the place of those before."""
        self._paths = tuple(path.absolute() for path in paths)

    def close(self) -> None:
        """Watch no longer."""
        self._stop.set()
        for each in self._watchers:
            each.join()

    def _folders(self) -> None:
        while not self._stop.is_set():
            until = self._until_others()
            folders = [path for path in self._paths if path.is_dir()]
            self._notice(until, folders, watch_filter=_Below(folders, self._leave))

    def _files(self) -> None:
        while not self._stop.is_set():
            until = self._until_others()
            names = {str(path) for path in self._paths if path.is_file()}
            folders = [*{Path(name).parent for name in names}]
            self._notice(until, folders, recursive=False, watch_filter=lambda _change, name, names=names: name in names)

    def _look(self) -> None:
        """Notice folders that are others than before, or come, or go: their watch tells nothing of it."""
        last = _identities(self._paths)
        while not self._stop.wait(_AGAIN_SECONDS):
            now = _identities(self._paths)
            if now != last:
                last = now
                self._round += 1
                self._stop.wait(_AGAIN_SECONDS)  # until they are watched: what is saved meanwhile is read then
                self._note({*self._paths})

    def _until_others(self) -> _Until:
        """Told before the folders are looked up: of others that come meanwhile it knows."""
        number = self._round
        return _Until(lambda: self._stop.is_set() or self._round != number)

    def _notice(self, until: _Until, folders: Sequence[Path], **options: Any) -> None:
        """Note what is saved in the folders until others are to be watched.

        Where they cannot be watched all of them count as saved, and they are looked over every second if need be.
        """
        is_polled, failed_s = False, 0.0
        while not until.is_set():
            if not folders:
                self._stop.wait(_STOP_SECONDS)
                continue
            try:
                polled = True if is_polled else None  # else as the system can
                for changes in watch(
                    *folders, stop_event=until, raise_interrupt=False, force_polling=polled, **options
                ):
                    self._note({Path(name) for _, name in changes})
            except Exception as error:  # noqa: BLE001 - of watchfiles, a kind of its own among them; without a watch no save would ever be seen
                self._report(f"found saves not told by the system ({error}); everything is read again")
                is_polled, failed_s = time.monotonic() - failed_s < 2 * _AGAIN_SECONDS, time.monotonic()
                self._stop.wait(_AGAIN_SECONDS)
                self._note({*folders})

    def _note(self, saved: set[Path]) -> None:
        with self._lock:
            self._saved.update(saved)
            self._dirty.set()
        self._tell()


class _Until:
    """An event, as watchfiles asks for one: set when the saves are closed, or others are to be watched."""

    def __init__(self, is_set: Callable[[], bool]) -> None:
        self.is_set = is_set


class _Below(DefaultFilter):
    """Leaves out the folders of tools and the half-saved files of editors below the folders, whatever the folders themselves are below."""

    def __init__(self, folders: Sequence[Path], leave: Path) -> None:
        super().__init__()
        self._folders = tuple(f"{folder}{os.sep}" for folder in folders)
        self._leave = f"{leave}{os.sep}"

    def __call__(self, change: Change, path: str) -> bool:
        inside = max((each for each in self._folders if path.startswith(each)), key=len, default="")
        return not path.startswith(self._leave) and super().__call__(change, path.removeprefix(inside))


def _identities(paths: Sequence[Path]) -> list[tuple[Path, tuple[int, int] | None]]:
    """Of each path the folder that it leads to; None for files, which are watched by name, and where there is nothing."""
    found: list[tuple[Path, tuple[int, int] | None]] = []
    for path in paths:
        try:
            state = path.stat()
        except OSError:
            found.append((path, None))
            continue
        found.append((path, (state.st_dev, state.st_ino) if path.is_dir() else None))
    return found
