"""`policy-catalog serve`: the site in a browser, rebuilt at every save.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Final
from urllib.parse import urlsplit

import click
from watchfiles import watch

from generator.faces.build_run import build_once
from generator.faces.console import count, show_problems, watcher
from generator.faces.live_server import Generation, live_server
from generator.faces.options import catalog_option, config_option, day_of_build, workers_option
from generator.model.problem import CatalogError, RegistryErrors
from generator.model.site import ENGINES
from generator.progress import Silence
from generator.readers.site_settings import project_of, site_of

_STOP_SECONDS: Final = 0.2
"""How long Ctrl-C may go unanswered while nothing is saved."""


@click.command("serve")
@catalog_option
@config_option
@workers_option
@click.option("--engine", type=click.Choice(ENGINES), default="mkdocs", show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 picks a free one.")
def serve_command(catalog: Path, config_file: Path, workers: int, engine: str, host: str, port: int) -> None:
    """Serve the site and rebuild it whenever the registry, a template or a hand-written page is saved.

    Open pages reload by themselves. When a save breaks something, the problems are shown here and the last good
    site stays in the browser. Ctrl-C stops the server.

    \b
    Exit codes
      0    stopped by Ctrl-C or a signal
      1    the site's settings cannot be read, or the address is taken
      2    the command was called wrongly
    """
    project = project_of(config_file)
    folder = project.work / "served"
    prefix = urlsplit(site_of(config_file, built=day_of_build()).url).path
    generation = Generation()
    server = live_server(folder, host, port, prefix, generation)

    def rebuild(*, quiet: bool) -> None:
        started = time.perf_counter()
        try:
            progress = Silence() if quiet else watcher()
            built = build_once(catalog, folder, config_file, workers, engine, progress)
        except RegistryErrors as errors:
            show_problems(errors.problems)
            click.echo(f"{errors}: the last good site is still served", err=True)
        except (CatalogError, OSError) as error:
            click.echo(f"{error}: the last good site is still served", err=True)
        else:
            changed = count(built.published.changed_count, "file")
            click.echo(f"Built in {time.perf_counter() - started:.1f} s, {changed} written", err=True)
            generation.advance()

    saves = _Saves([catalog, project.docs, project.templates, project.config_file])
    rebuild(quiet=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"Serving http://{host}:{server.server_port}{prefix} (Ctrl-C stops)")
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, saves.end)
        for _ in saves:
            rebuild(quiet=True)
    finally:
        server.shutdown()
        server.server_close()


class _Saves:
    """Bursts of saves below some paths, from the moment it is made until a signal ends it.

    A file is watched through its folder: an editor that saves by renaming puts another file in its place.
    """

    def __init__(self, paths: list[Path]) -> None:
        self._stop, self._dirty = threading.Event(), threading.Event()
        files = {str(path.absolute()) for path in paths if path.is_file()}
        folders = [path for path in paths if path.is_dir()]
        only_files = {"recursive": False, "watch_filter": lambda _change, name: name in files}
        self._watchers = [
            threading.Thread(target=self._notice, args=folders, daemon=True),
            threading.Thread(
                target=self._notice, args={Path(file).parent for file in files}, kwargs=only_files, daemon=True
            ),
        ]
        for each in self._watchers:
            each.start()

    def __iter__(self) -> Iterator[None]:
        while not self._stop.is_set():
            if self._dirty.wait(_STOP_SECONDS):
                self._dirty.clear()
                yield
        for each in self._watchers:
            each.join()

    def end(self, _number: int, _frame: FrameType | None) -> None:
        """Stop waiting: a signal handler."""
        self._stop.set()

    def _notice(self, *folders: Path, **options: Any) -> None:
        for _ in watch(*folders, stop_event=self._stop, raise_interrupt=False, **options):
            self._dirty.set()
