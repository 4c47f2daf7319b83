"""`policy-catalog build`: the registry becomes the site.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from generator.faces.options import catalog_option, config_option, day_of_build, site_dir_option, workers_option
from generator.inputs import Compared, compare, notes_file
from generator.model.site import ENGINES
from generator.outputs.look import Look
from generator.pool import COLLECT_AFTER


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
    asked = (str(catalog), str(site_dir.absolute()), engine, day_of_build())
    notes = notes_file(config_file, site_dir, catalog)
    look = Look(site_dir)  # first, for it goes on by itself
    compared = Compared() if scheduler else compare(notes, asked, config_file)
    said = _said_of_no_change(compared, look)
    if said is None:
        gc.set_threshold(COLLECT_AFTER)  # loading the program makes objects and hardly a cycle
        from generator.faces.build_run import run_build  # noqa: PLC0415 - half a second, which a site without changes does without

        run_build(
            catalog,
            site_dir,
            config_file,
            workers if scheduler is None else scheduler,
            engine,
            explain=explain,
            quiet=quiet,
            asked=asked,
            notes=notes,
            look=look,
            compared=compared,
        )
        return
    if explain:
        click.echo(said["kept"])
    if not quiet:
        click.echo("\n".join(said["report"]), err=True)
        click.echo(where_it_is(site_dir))


def _said_of_no_change(compared: Compared, look: Look) -> dict[str, Any] | None:
    """What to say of a site that is whole and made from all that there is; None when that is not sure."""
    said: dict[str, Any] | None = compared.said
    if said is None or said["list"] != look.state:
        return None
    return said if look.seen is not None and look.seen.is_whole else None


def where_it_is(site_dir: Path) -> str:
    """What a person does next."""
    return f"Open {(site_dir / 'index.html').absolute().as_uri()}, or run `policy-catalog serve`"
