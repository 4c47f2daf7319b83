"""A build from the command line: progress while it runs, a report at its end, and notes for the next one.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

from generator.build import build_site
from generator.built import Built
from generator.faces.build_command import where_it_is
from generator.faces.console import count, show_problems, watcher
from generator.faces.options import day_of_build
from generator.inputs import Compared, inputs_of, write_inputs
from generator.model.problem import RegistryErrors
from generator.model.site import Project
from generator.outputs.look import Look
from generator.outputs.manifest import list_state
from generator.pool import Workers
from generator.progress import Progress
from generator.readers.frames import frames_of
from generator.readers.site_settings import project_of, site_of

_NAMED: Final = 10
"""Pages named for one reason before the rest is counted."""


def run_build(
    catalog: Path,
    site_dir: Path,
    config_file: Path,
    workers: int | str,
    engine: str,
    *,
    explain: bool,
    quiet: bool,
    asked: tuple[str, ...],
    notes: Path,
    look: Look,
    compared: Compared,
) -> None:
    """Build, report, and keep in `notes` what this build was `asked` and found; errors as `build_once`.

    `workers` are processes of this machine, or the address of a scheduler. `look` has begun over the site, and the inputs were `compared` already.
    """
    if isinstance(workers, str):  # the same words have to mean the same folder on every machine
        catalog, site_dir, config_file = catalog.resolve(), site_dir.resolve(), config_file.resolve()
    progress = watcher(quiet=quiet)
    project = project_of(config_file)
    inputs = inputs_of(asked, config_file, (catalog, project.docs, project.templates), compared)
    try:
        with _crew_of(workers, catalog, site_dir, project) as crew:
            built = build_once(catalog, site_dir, config_file, crew, engine, progress, look)
    except RegistryErrors as errors:
        show_problems(errors.problems)
        raise
    kept = f"kept {count(built.kept_count, 'part')} as they were"
    if explain:
        _explain(built)
        click.echo(kept)
    entries, files = _report(built)
    if not quiet:
        times = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in built.seconds.items())
        click.echo(f"{entries}; {times}", err=True)
        click.echo(
            f"{files}; {built.published.changed_count:,} written, {built.published.pruned_count:,} removed", err=True
        )
        for line in _beside(built):
            click.echo(line, err=True)
        click.echo(where_it_is(site_dir))
    listed = list_state(site_dir)
    if listed is not None:
        kept = f"kept {count(built.kept_count + len(built.remade), 'part')} as they were"
        report = (f"{entries}; nothing changed", f"{files}; 0 written, 0 removed", *_beside(built))
        write_inputs(notes, inputs, {"list": listed, "kept": kept, "report": report})


@contextmanager
def _crew_of(workers: int | str, catalog: Path, site_dir: Path, project: Project) -> Iterator[Workers]:
    if isinstance(workers, int):
        yield workers
        return
    from generator.cluster import cluster  # noqa: PLC0415 - dask takes a second to load

    jobs = project.work / "jobs"
    for folder in (jobs, site_dir.parent):
        folder.mkdir(parents=True, exist_ok=True)
    filled = site_dir.parent if os.access(site_dir.parent, os.W_OK) else site_dir  # as a publication chooses
    with cluster(workers, written=(jobs, filled), read=(catalog, project.templates), jobs=jobs) as crew:
        yield crew


def build_once(
    catalog: Path, site_dir: Path, config_file: Path, workers: Workers, engine: str, progress: Progress, look: Look
) -> Built:
    """Build the frames if they are stale, then the site; errors as `build_site` and `frames_of`."""
    project = project_of(config_file)
    site = site_of(config_file, built=day_of_build())
    progress.start("Building handbook", 1)
    try:
        with frames_of(project, engine) as (frames, _):
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
                look=look,
            )
    finally:
        progress.finish()  # a bar left on a terminal hides its cursor


def _explain(built: Built) -> None:
    """One line for each reason, with the pages it concerns: a server stands for the pages of all its tools."""
    by_reason: dict[str, list[str]] = {}
    for name, reason in built.remade.items():
        by_reason.setdefault(reason, []).append(name)
    for reason, names in sorted(by_reason.items(), key=lambda each: -len(each[1])):
        rest = len(names) - _NAMED
        shown = ", ".join(sorted(names)[:_NAMED]) + (f" and {rest:,} more" if rest > 0 else "")
        click.echo(f"made {count(len(names), 'part')} anew, {reason}: {shown}")


def _report(built: Built) -> tuple[str, str]:
    servers, published = built.reading.catalog.servers, built.published
    tools = sum(len(server.tools) for server in servers)
    return (
        f"{count(len(servers), 'server')}, {count(tools, 'tool')}",
        f"{count(published.file_count, 'file')}, {published.size_bytes / 1e6:.1f} MB",
    )


def _beside(built: Built) -> list[str]:
    """What else is worth a line."""
    lines = [f"size: {built.weight}"] if built.weight else []
    if built.reading.problems:
        points = count(len(built.reading.problems), "point")
        lines.append(f"{points} to review: `policy-catalog check` lists them")
    return lines
