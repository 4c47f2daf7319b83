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
"""Before paths are watched again that could not be: one file with a name that is not UTF-8 ends a watch."""


class Saves:
    """Bursts of saves below some paths, from the moment it is made until it is closed.

    A file is watched through its folder: an editor that saves by renaming puts another file in its place.
    """

    def __init__(
        self, paths: Sequence[Path], tell: Callable[[], None], report: Callable[[str], None], leave: Path
    ) -> None:
        """Watch these from now on, but for what is below `leave`.

        `tell` is called at each burst, in a thread of its own, whether or not anybody waits for it; `report` is told what kept them from being watched.
        """
        self._tell, self._report = tell, report
        self._stop, self._dirty, self._lock = threading.Event(), threading.Event(), threading.Lock()
        self._saved: set[Path] = set()
        files = {str(path.absolute()) for path in paths if path.is_file()}
        folders = [path.absolute() for path in paths if path.is_dir()]
        only_files = {"recursive": False, "watch_filter": lambda _change, name: name in files}
        below = {"watch_filter": _Below(folders, leave.absolute())}
        self._watchers = [
            threading.Thread(target=self._notice, args=folders, kwargs=below, daemon=True),
            threading.Thread(
                target=self._notice, args={Path(file).parent for file in files}, kwargs=only_files, daemon=True
            ),
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

    def close(self) -> None:
        """Watch no longer."""
        self._stop.set()
        for each in self._watchers:
            each.join()

    def _notice(self, *folders: Path, **options: Any) -> None:
        """Note what is saved. Where the folders cannot be watched all of them count as saved, and they are looked over every second if need be."""
        is_polled, failed_s = False, 0.0
        while not self._stop.is_set():
            try:
                polled = True if is_polled else None  # else as the system can
                for changes in watch(
                    *folders, stop_event=self._stop, raise_interrupt=False, force_polling=polled, **options
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


class _Below(DefaultFilter):
    """Leaves out the folders of tools and the half-saved files of editors below the folders, whatever the folders themselves are below."""

    def __init__(self, folders: Sequence[Path], leave: Path) -> None:
        super().__init__()
        self._folders = tuple(f"{folder}{os.sep}" for folder in folders)
        self._leave = f"{leave}{os.sep}"

    def __call__(self, change: Change, path: str) -> bool:
        inside = max((each for each in self._folders if path.startswith(each)), key=len, default="")
        return not path.startswith(self._leave) and super().__call__(change, path.removeprefix(inside))
