"""`policy-catalog audit`: what the configurations of MCP clients let through, compared with the catalog.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator.faces.audit_json import show_audit_as_json
from generator.faces.audit_run import Audit, audit, vocabulary_of
from generator.faces.audit_sarif import show_audit_as_sarif
from generator.faces.audit_text import show_audit, show_unreadable, summary
from generator.faces.audit_threshold import failing
from generator.faces.options import catalog_option, config_option, day_of_build
from generator.model.problem import CatalogError
from generator.readers.client_configs import FORMATS
from generator.readers.site_settings import site_of

_ELSEWHERE = "https://mcp-policy-catalog.example/"
"""Where help links lead when no site is set up here."""


class _Unable(click.ClickException):
    """The audit could not be made; exit code 2, because 1 means findings."""

    exit_code = 2


@click.command("audit")
@click.argument("configs", nargs=-1, required=True, type=click.Path(path_type=Path))
@catalog_option
@click.option(
    "--format",
    "form",
    type=click.Choice([each.NAME for each in FORMATS]),
    metavar="FORMAT",
    help=f"Format of all the files, where their names do not tell: {', '.join(each.NAME for each in FORMATS)}.",
)
@click.option(
    "--server", "told", multiple=True, metavar="KEY=SLUG", help="The catalog's server that goes by KEY in the files."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, with the decision on every tool.")
@click.option("--sarif", "as_sarif", is_flag=True, help="Print a SARIF 2.1.0 log.")
@click.option(
    "--fail-on",
    default="review",
    show_default=True,
    metavar="LEVEL|RISK",
    help="none, note, review, error, or a risk class: then findings about tools of this class or a riskier one, and errors.",
)
@config_option
def audit_command(
    configs: Sequence[Path],
    catalog: Path,
    form: str | None,
    told: Sequence[str],
    *,
    as_json: bool,
    as_sarif: bool,
    fail_on: str,
    config_file: Path,
) -> None:
    """Compare configurations of MCP clients with the catalog: servers, rules about tools, and traps of each client.

    CONFIGS are files, or folders in which the known files are looked for. All of them are read as one set: servers may stand in one
    file, rules in another. Nothing is started and nothing leaves the machine; credentials are found and never printed.

    \b
    Examples
      policy-catalog audit .
          the known files of this folder, as a first look
      policy-catalog audit .mcp.json .claude/settings.json
          servers in one file, rules in the other
      policy-catalog audit ~/.codex/config.toml --fail-on High
          exit code 1 for errors, and for tools of class High or worse
      policy-catalog audit . --sarif > audit.sarif
          for a code host that shows findings beside the lines
      policy-catalog audit policy.json --format claude-settings --server pay=stripe
          rules alone, which call the catalog's server `stripe` `pay`

    \b
    Exit codes
      0  nothing at or above --fail-on
      1  findings at or above it
      2  called wrongly, or a file could not be read
    """
    if as_json and as_sarif:
        message = "found --json and --sarif, expected one of them"
        raise click.UsageError(message)
    try:
        vocabulary = vocabulary_of(catalog)
        fails = failing(fail_on, vocabulary)
        found = audit(configs, catalog, vocabulary, form=form, told=_told(told), home=Path.home())
        _show(found, as_json=as_json, as_sarif=as_sarif, config_file=config_file)
    except (CatalogError, OSError) as error:
        raise _Unable(str(error)) from error
    if found.unreadable:
        raise SystemExit(2)
    if any(fails(each) for each in found.findings):
        raise SystemExit(1)


def _told(pairs: Sequence[str]) -> dict[str, str]:
    told = {}
    for pair in pairs:
        key, _, slug = pair.partition("=")
        if not key or not slug:
            raise click.UsageError(f"--server: found {pair!r}, expected KEY=SLUG, e.g. pay=stripe")
        told[key] = slug
    return told


def _show(found: Audit, *, as_json: bool, as_sarif: bool, config_file: Path) -> None:
    if as_json:
        show_audit_as_json(found)
    elif as_sarif:
        is_site = config_file.is_file()
        show_audit_as_sarif(found, site_of(config_file, built=day_of_build()).url if is_site else _ELSEWHERE)
    else:
        show_audit(found)
        return
    show_unreadable(found)
    click.echo(summary(found), err=True)
