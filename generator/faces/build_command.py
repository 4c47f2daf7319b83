"""`policy-catalog build`: the registry becomes the site.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click
from click.core import ParameterSource

from generator.build import Built, build_site
from generator.faces.console import count, show_problems, watcher
from generator.faces.options import catalog_option, config_option, day_of_build, site_dir_option, workers_option
from generator.model.problem import RegistryErrors
from generator.pool import Crew, Workers
from generator.progress import Progress
from generator.readers.frames import ENGINES, build_frames
from generator.readers.site_settings import project_of, site_of

_NAMED: Final = 10
"""Pages named for one reason before the rest is counted."""


@click.command("build")
@catalog_option
@site_dir_option
@config_option
@workers_option
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="mkdocs",
    show_default=True,
    help="What builds the handbook and the frame of every page; zensical needs the extra of that name.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Let the workers of a dask scheduler do the work, tcp://host:port; needs the extra `cluster`, and folders that all of them see.",
)
@click.option("--explain", is_flag=True, help="Say which pages were made anew, and why.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing when all goes well.")
@click.pass_context
def build_command(
    context: click.Context,
    catalog: Path,
    site_dir: Path,
    config_file: Path,
    workers: int,
    engine: str,
    scheduler: str | None,
    *,
    explain: bool,
    quiet: bool,
) -> None:
    """Build the site: a page for every tool, server, category and risk class, and the handbook.

    The site folder changes only when every page could be made. Only pages whose entry, neighbours, template or settings changed are made
    anew; pages of tools that are gone are removed. SOURCE_DATE_EPOCH sets the date shown. `_headers` in the folder says
    what a host should send; Netlify and Cloudflare Pages read it, the handbook has the lines for other hosts.

    \b
    Exit codes
      0  the site is complete
      1  the registry has errors, or the build failed; the last good site is still in place
      2  the command was called wrongly

    \b
    Examples
      policy-catalog build
      policy-catalog build --catalog ../private-catalog --site-dir /srv/catalog --workers 4
      policy-catalog build --engine zensical --site-dir build/zensical-site
      policy-catalog build --scheduler tcp://10.0.0.5:8786 --site-dir /shared/site
    """
    if scheduler and context.get_parameter_source("workers") is ParameterSource.COMMANDLINE:
        message = "found --workers and --scheduler, expected one of them; the scheduler has workers of its own"
        raise click.UsageError(message)
    progress = watcher(quiet=quiet)
    try:
        if scheduler is None:
            built = build_once(catalog, site_dir, config_file, workers, engine, progress)
        else:
            # the same words have to mean the same folder on every machine
            catalog, site_dir, config_file = catalog.resolve(), site_dir.resolve(), config_file.resolve()
            with _crew_of(scheduler, catalog, site_dir, config_file) as crew:
                built = build_once(catalog, site_dir, config_file, crew, engine, progress)
    except RegistryErrors as errors:
        show_problems(errors.problems)
        raise
    if explain:
        _explain(built)
    if not quiet:
        _report(built, site_dir)


def build_once(
    catalog: Path, site_dir: Path, config_file: Path, workers: Workers, engine: str, progress: Progress
) -> Built:
    """Build the frames if they are stale, then the site; errors as `build_site` and `build_frames`."""
    project = project_of(config_file)
    site = site_of(config_file, built=day_of_build())
    progress.start("Building handbook", 1)
    try:
        frames, _ = build_frames(project, engine)
        progress.advance(1)
        progress.finish()
        return build_site(
            project=project,
            site=site,
            frames=frames,
            catalog_folder=catalog,
            site_folder=site_dir,
            workers=workers,
            progress=progress,
        )
    finally:
        progress.finish()  # a bar left on a terminal hides its cursor


@contextmanager
def _crew_of(scheduler: str, catalog: Path, site_dir: Path, config_file: Path) -> Iterator[Crew]:
    from generator.cluster import cluster  # noqa: PLC0415 - dask takes a second to load

    project = project_of(config_file)
    jobs = project.work / "jobs"
    for folder in (jobs, site_dir.parent):
        folder.mkdir(parents=True, exist_ok=True)
    filled = site_dir.parent if os.access(site_dir.parent, os.W_OK) else site_dir  # as a publication chooses
    with cluster(scheduler, written=(jobs, filled), read=(catalog, project.templates), jobs=jobs) as crew:
        yield crew


def _explain(built: Built) -> None:
    """One line for each reason, with the pages it concerns: a server stands for the pages of all its tools."""
    by_reason: dict[str, list[str]] = {}
    for name, reason in built.remade.items():
        by_reason.setdefault(reason, []).append(name)
    for reason, names in sorted(by_reason.items(), key=lambda each: -len(each[1])):
        rest = len(names) - _NAMED
        shown = ", ".join(sorted(names)[:_NAMED]) + (f" and {rest:,} more" if rest > 0 else "")
        click.echo(f"made {count(len(names), 'part')} anew, {reason}: {shown}")
    click.echo(f"kept {count(built.kept_count, 'part')} as they were")


def _report(built: Built, site_dir: Path) -> None:
    servers = built.reading.catalog.servers
    tools = sum(len(server.tools) for server in servers)
    published = built.published
    times = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in built.seconds.items())
    click.echo(f"{count(len(servers), 'server')}, {count(tools, 'tool')}; {times}", err=True)
    click.echo(
        f"{count(published.file_count, 'file')}, {published.size_bytes / 1e6:.1f} MB; "
        f"{published.changed_count:,} written, {published.pruned_count:,} removed",
        err=True,
    )
    if built.reading.problems:
        click.echo(
            f"{count(len(built.reading.problems), 'point')} to review: `policy-catalog check` lists them", err=True
        )
    click.echo(f"Open {(site_dir / 'index.html').absolute().as_uri()}, or run `policy-catalog serve`")
