"""`policy-catalog serve`: the site in a browser, each page made when it is asked for.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import click

from generator.faces.console import count, one_line, show_problems, watcher
from generator.faces.live_server import live_server
from generator.faces.options import catalog_option, config_option, day_of_build, workers_option
from generator.faces.saves import Saves
from generator.faces.showing import Showing
from generator.live import LiveSite
from generator.model.problem import CatalogError, RegistryErrors
from generator.model.site import ENGINES, Project
from generator.outputs.soundness import BUILT_SCRIPTS
from generator.progress import Progress, Silence
from generator.readers.registry import SERVERS
from generator.readers.site_settings import also_read, project_of, site_of
from generator.still_reading import StillReading


@click.command("serve")
@catalog_option
@config_option
@workers_option
@click.option("--engine", type=click.Choice(ENGINES), default="mkdocs", show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 picks a free one.")
def serve_command(catalog: Path, config_file: Path, workers: int, engine: str, host: str, port: int) -> None:
    """Serve the site; a page is made when a browser asks for it, with the bytes that `build` would write.

    Nothing is written into a site folder. A save of the registry, a template, a setting or a hand-written page is seen at once:
    only what changed is read again, and open pages reload by themselves. When a save breaks something, the problems are shown
    here and the last good site stays in the browser. Links to nothing and titles used twice are found by `build`, which makes
    every page. While a large registry is read for the first time, pages are made of what was read so far, and say so. Ctrl-C stops
    the server.

    \b
    Exit codes
      0  stopped by Ctrl-C or SIGTERM, whatever it was doing
      1  the site's settings cannot be read, or the address is taken
      2  the command was called wrongly

    \b
    Examples
      policy-catalog serve
      policy-catalog serve --catalog ../private-catalog --port 8080
    """
    started = time.perf_counter()
    project = project_of(config_file)
    prefix = urlsplit(site_of(config_file, built=day_of_build()).url).path
    live = LiveSite(catalog, config_file, engine=engine, workers=workers, day=day_of_build)
    showing = Showing()
    try:
        server = live_server(host, port, prefix, showing, _report)
    except OSError as error:
        message = f"found no way to serve at {host}:{port} ({error.strerror or error}), expected a free address of this machine; choose another with --port or --host"
        raise CatalogError(message) from error
    answering = threading.Thread(target=server.serve_forever, daemon=True)
    saves = None
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        click.echo(f"Serving http://{host}:{server.server_port}{prefix} (Ctrl-C stops)")
        saves = Saves(_watched(catalog, project), showing.show_again, _report, leave=project.work)
        _show_first(live, showing, answering, started)
        for saved in saves:
            started = time.perf_counter()
            if _follow(live, showing, saved, Silence()):
                click.echo(f"Read again in {time.perf_counter() - started:.2f} s", err=True)
                with suppress(CatalogError):  # saved again since, and broken: the next round says so
                    saves.watch(_watched(catalog, project_of(config_file)))
    except KeyboardInterrupt:
        pass  # what it was doing is of no use to anybody any more
    finally:
        if answering.is_alive():
            server.shutdown()
        server.server_close()
        if saves is not None:
            saves.close()


def _watched(catalog: Path, project: Project) -> list[Path]:
    """What a site is made from; `servers` in the catalog may be a link, and nobody watches through one."""
    paths = [catalog, project.docs, project.templates, project.config_file, *also_read(project.config_file)]
    servers = catalog / SERVERS
    return [*paths, servers.resolve()] if servers.is_symlink() else paths


def _show_first(live: LiveSite, showing: Showing, answering: threading.Thread, started: float) -> None:
    """Show the site as it is; requests are answered as soon as there is something to show, or known to be nothing."""

    def meanwhile(site: StillReading) -> None:
        showing.show_meanwhile(site)
        answering.start()

    if _follow(live, showing, (), watcher(), meanwhile):
        servers, tools = live.counts
        what = f"{count(servers, 'server')}, {count(tools, 'tool')}"
        click.echo(f"Ready in {time.perf_counter() - started:.1f} s: {what}", err=True)
        _say_missing(showing)
    if not answering.is_alive():
        answering.start()


def _report(said: str) -> None:
    click.echo(one_line(said), err=True)


def _follow(
    live: LiveSite,
    showing: Showing,
    saved: Collection[Path],
    progress: Progress,
    meanwhile: Callable[[StillReading], None] | None = None,
) -> bool:
    """Show the site as it is after these saves; when something is wrong, say so, and return False.

    `meanwhile` is told what can be shown while many files are read.
    """
    try:
        showing.show(live.after(saved, progress, meanwhile))
    except RegistryErrors as errors:
        with suppress(BrokenPipeError):  # nobody reads what is said any more
            show_problems(errors.problems)
        said = str(errors)
        showing.show_nothing("\n".join(map(str, errors.problems)))
    except Exception as error:  # noqa: BLE001 - whatever a setting or a plugin of somebody's runs into: the next save may mend it
        said = str(error) if isinstance(error, (CatalogError, OSError)) else f"{type(error).__name__}: {error}"
        showing.show_nothing(said)
    else:
        return True
    kept = "the last good site is still served" if showing.now[0] else "there is nothing to serve until it is mended"
    click.echo(f"{said}: {kept}", err=True)
    return False


def _say_missing(showing: Showing) -> None:
    site, _ = showing.now
    for name in BUILT_SCRIPTS:
        if site is not None and site.content(name) is None:
            click.echo(
                f"found no {name}, which pages load; `scripts/front` makes it, and so does `make serve`", err=True
            )
