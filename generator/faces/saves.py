"""Files below some paths, told as they are saved.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Final

from watchfiles import watch

_STOP_SECONDS: Final = 0.2
"""How long Ctrl-C may go unanswered while nothing is saved."""


class Saves:
    """Bursts of saves below some paths, from the moment it is made until a signal ends it.

    A file is watched through its folder: an editor that saves by renaming puts another file in its place.
    """

    def __init__(self, paths: list[Path], tell: Callable[[], None]) -> None:
        """Watch these from now on; `tell` is called at each burst, in a thread of its own, whether or not anybody waits for it."""
        self._tell = tell
        self._stop, self._dirty, self._lock = threading.Event(), threading.Event(), threading.Lock()
        self._saved: set[Path] = set()
        files = {str(path.absolute()) for path in paths if path.is_file()}
        folders = [path.absolute() for path in paths if path.is_dir()]
        only_files = {"recursive": False, "watch_filter": lambda _change, name: name in files}
        self._watchers = [
            threading.Thread(target=self._notice, args=folders, daemon=True),
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
        for each in self._watchers:
            each.join()

    def end(self, _number: int, _frame: FrameType | None) -> None:
        """Stop waiting: a signal handler."""
        self._stop.set()

    def _notice(self, *folders: Path, **options: Any) -> None:
        for changes in watch(*folders, stop_event=self._stop, raise_interrupt=False, **options):
            with self._lock:
                self._saved.update(Path(name) for _, name in changes)
                self._dirty.set()
            self._tell()
