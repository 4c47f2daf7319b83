"""`policy-catalog new`: skeleton entries for a person to fill in.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from generator.faces import argument_checks
from generator.faces.options import catalog_option
from generator.faces.schema_command import write_schemas
from generator.model.problem import CatalogError
from generator.readers.registry_file import entry_bytes, entry_path, read_entry, write_entry
from generator.rules.display_name import display_name


@click.group("new")
def new_command() -> None:
    """Add a skeleton to the registry by hand.

    For a server that can be started, `policy-catalog import` writes the facts for you.
    """


@new_command.command("server")
@click.argument("slug", callback=argument_checks.slug)
@catalog_option
@click.option("--name", help="Display name, without 'MCP server'.  [default: made from the slug]")
def new_server(*, slug: str, catalog: Path, name: str | None) -> None:
    """Add the entry of a server that has none.

    \b
    Examples
      policy-catalog new server acme-billing
      policy-catalog new server acme-billing --name "Acme Billing"
    """
    path = entry_path(catalog, slug)
    if read_entry(path) is not None:
        raise CatalogError(f"found {path}, expected no entry yet; edit that file, or `policy-catalog import {slug}`")
    data: dict[str, Any] = {"slug": slug, "name": name or display_name(slug), "tools": []}
    write_entry(path, entry_bytes(path, data))
    write_schemas(catalog, only_missing=True)
    click.echo(f"wrote {path}; add its tools with `policy-catalog new tool {slug} NAME{_of(catalog)}`")


@new_command.command("tool")
@click.argument("server", callback=argument_checks.slug)
@click.argument("name")
@catalog_option
@click.option("--listed-at", metavar="PLACE", help="Name of the place that lists the tool.")
@click.option("--note", help="What was looked at, and that the tool was not there.")
def new_tool(*, server: str, name: str, catalog: Path, listed_at: str | None, note: str | None) -> None:
    """Add a tool to a server's entry.

    Tools that a server offers come from `policy-catalog import`, with their facts. One that another place lists and the
    released server does not offer is added with --listed-at and --note.

    \b
    Examples
      policy-catalog new tool acme-billing refund
      policy-catalog new tool acme-billing refund_all --listed-at "Acme's blog" --note "1.2.0 lists no such tool"
    """
    if (listed_at is None) != (note is None):
        message = "found one of --listed-at and --note, expected both or none"
        raise click.UsageError(message)
    path = entry_path(catalog, server)
    existing = read_entry(path)
    if existing is None:
        raise CatalogError(
            f"found no {path}, expected the server's entry; `policy-catalog new server {server}{_of(catalog)}` first"
        )
    if any(tool["name"] == name for tool in existing["tools"]):
        raise CatalogError(f"found tool {name!r} in {path}, expected a name that is not there yet")
    tool: dict[str, Any] = {"name": name}
    if listed_at is not None:
        tool |= {"status": "listed-elsewhere", "listed": {"where": listed_at, "note": note}}
    write_entry(path, entry_bytes(path, {**existing, "tools": [*existing["tools"], tool]}))
    click.echo(f"added {name} to {path}; `policy-catalog check` shows what is left to write")


def _of(catalog: Path) -> str:
    """The option that names the catalog, where a command needs it."""
    return "" if catalog == Path("catalog") else f" --catalog {shlex.quote(str(catalog))}"
