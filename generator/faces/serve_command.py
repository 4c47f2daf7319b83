"""`policy-catalog serve`: the site in a browser, each page made when it is asked for.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Collection
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
from generator.model.site import ENGINES
from generator.outputs.soundness import BUILT_SCRIPTS
from generator.progress import Progress, Silence
from generator.readers.site_settings import project_of, site_of
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
      0    stopped by Ctrl-C or a signal
      1    the site's settings cannot be read, or the address is taken
      2    the command was called wrongly
      130  interrupted before all servers were read

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
    server = live_server(host, port, prefix, showing, lambda said: click.echo(one_line(said), err=True))
    click.echo(f"Serving http://{host}:{server.server_port}{prefix} (Ctrl-C stops)")
    saves = Saves([catalog, project.docs, project.templates, project.config_file], showing.show_again)
    answering = threading.Thread(target=server.serve_forever, daemon=True)

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
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, saves.end)
        for saved in saves:
            started = time.perf_counter()
            if _follow(live, showing, saved, Silence()):
                click.echo(f"Read again in {time.perf_counter() - started:.2f} s", err=True)
    finally:
        server.shutdown()
        server.server_close()


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
        show_problems(errors.problems)
        said = str(errors)
        showing.show_nothing("\n".join(map(str, errors.problems)))
    except (CatalogError, OSError) as error:
        said = str(error)
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
