"""`policy-catalog check`: everything wrong with a registry, all at once.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from generator.faces.console import count, show_problems, show_problems_as_json, watcher
from generator.faces.options import catalog_option, workers_option
from generator.model.problem import Severity
from generator.reading import read_registry


@click.command("check")
@catalog_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--allow-drafts", is_flag=True, help="Do not fail for what a person still has to write or decide.")
@workers_option
def check_command(catalog: Path, form: str, *, allow_drafts: bool, workers: int) -> None:
    """Report every problem of the registry, of all files, with its place and how to fix it.

    \b
    Each line is   file:line:column: code: what was found, what was expected; how to fix it
    JSON is an array of objects with file, line, column, code, message and hint.

    \b
    Exit codes
      0  nothing to do
      1  there are errors, or points that a person has to finish or look at
      2  the command was called wrongly

    \b
    Examples
      policy-catalog check
      policy-catalog check --catalog ../private-catalog --format json
    """
    with tempfile.TemporaryDirectory(prefix="policy-catalog-") as scratch:
        quiet = form == "json"
        reading = read_registry(catalog, Path(scratch), workers=workers, progress=watcher(quiet=quiet))
    if form == "json":
        show_problems_as_json(reading.problems)
    else:
        show_problems(reading.problems)
        tools = sum(len(server.tools) for server in reading.catalog.servers)
        click.echo(
            f"{count(reading.file_count, 'server')}, {count(tools, 'tool')}: {count(len(reading.problems), 'problem')}",
            err=True,
        )
    if any(not allow_drafts or each.severity is Severity.ERROR for each in reading.problems):
        raise SystemExit(1)
