"""`policy-catalog build`: the registry becomes the site.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path

import click

from generator.faces.options import catalog_option, config_option, day_of_build, site_dir_option, workers_option
from generator.inputs import notes_file, said_of
from generator.model.site import ENGINES
from generator.outputs.whole import is_whole, list_of


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
@click.option("--explain", is_flag=True, help="Say which pages were made anew, and why.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing when all goes well.")
def build_command(
    catalog: Path, site_dir: Path, config_file: Path, workers: int, engine: str, *, explain: bool, quiet: bool
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
    """
    asked = (str(catalog), str(site_dir.absolute()), engine, day_of_build())
    notes = notes_file(config_file, site_dir, catalog)
    said, listed = said_of(notes, asked, config_file), list_of(site_dir)
    if said is not None and listed is not None and said["list"] == listed[1] and is_whole(site_dir, listed[0]):
        if explain:
            click.echo(said["kept"])
        if not quiet:
            click.echo("\n".join(said["report"]), err=True)
            click.echo(where_it_is(site_dir))
        return
    from generator.faces.build_run import run_build  # noqa: PLC0415 - half a second, which a site without changes does without

    run_build(catalog, site_dir, config_file, workers, engine, explain=explain, quiet=quiet, asked=asked, notes=notes)


def where_it_is(site_dir: Path) -> str:
    """What a person does next."""
    return f"Open {(site_dir / 'index.html').absolute().as_uri()}, or run `policy-catalog serve`"
