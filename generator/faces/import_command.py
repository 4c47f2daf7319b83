"""`policy-catalog import`: a real server's tools into its registry entry.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

import click
from rich.console import Console

from generator.faces import argument_checks
from generator.faces.import_report import show_result
from generator.faces.import_run import ImportRequest, run_import
from generator.faces.options import catalog_option
from generator.faces.schema_command import write_schemas
from generator.readers.observation import Limits, Source
from generator.readers.registry import read_server, read_vocabulary
from generator.readers.tools_list import Texts
from generator.rules.package_spec import NamedPackage
from generator.rules.secret_arguments import masked_address

_LIMITS: Final = Limits()
_SECONDS: Final = click.FloatRange(min=0, min_open=True)


@click.command("import")
@click.argument("slug", callback=argument_checks.slug)
@click.argument("command", nargs=-1, type=click.UNPROCESSED, metavar="[-- COMMAND...]")
@catalog_option
@click.option(
    "--from-json",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help='A saved answer: {"tools": [...]}, or the JSON-RPC response around it.',
)
@click.option("--url", callback=argument_checks.address, metavar="URL", help="A streamable HTTP endpoint.")
@click.option(
    "--env", "environment", multiple=True, callback=argument_checks.variables, metavar="NAME=VALUE",
    help="Set a variable for the command; may be repeated. Only the name is recorded.",
)  # fmt: skip
@click.option(
    "--not-secret", multiple=True, metavar="NAME",
    help="The value of this --env variable may be published, e.g. a region.",
)  # fmt: skip
@click.option(
    "--header",
    "headers",
    multiple=True,
    callback=argument_checks.headers,
    metavar="NAME=VALUE",
    help="Send a header with --url.",
)
@click.option(
    "--package", callback=argument_checks.package, metavar="REGISTRY:NAME@VERSION",
    help="The package that runs, where the command does not tell: pypi:name@1.2, npm:@scope/name@1.2.3.",
)  # fmt: skip
@click.option(
    "--texts", type=click.Choice(["full", "excerpt", "none"]),
    help="How much of the server's own texts is kept.  [default: as the entry says, else excerpt]",
)  # fmt: skip
@click.option("--startup-timeout", type=_SECONDS, default=_LIMITS.startup_seconds, show_default=True, metavar="SECONDS")
@click.option("--timeout", type=_SECONDS, default=_LIMITS.total_seconds, show_default=True, metavar="SECONDS")
@click.option("--max-bytes", type=click.IntRange(1), default=_LIMITS.answer_bytes, show_default=True)
@click.option(
    "--workdir", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder the command runs in.  [default: a fresh one, removed afterwards]",
)  # fmt: skip
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="Day of the capture.  [default: today]")
@click.option("--accept-empty", is_flag=True, help="Withdraw all tools when the server lists none.")
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
def import_command(
    *,
    slug: str,
    command: tuple[str, ...],
    catalog: Path,
    file: Path | None,
    url: str | None,
    environment: tuple[tuple[str, str], ...],
    not_secret: tuple[str, ...],
    headers: tuple[tuple[str, str], ...],
    package: NamedPackage | None,
    texts: Texts | None,
    startup_timeout: float,
    timeout: float,
    max_bytes: int,
    workdir: Path | None,
    date: dt.datetime | None,
    accept_empty: bool,
    dry_run: bool,
) -> None:
    """Write or update the registry entry SLUG from the tools that a server lists.

    Facts come from the server: names, parameters, hints, digest, package and version. What a person wrote stays,
    with comments and order. A tool that is no longer listed is marked withdrawn, never deleted.

    The command runs in a bare environment: PATH, a fresh HOME, what uv, pip and npm need to reach their registries,
    and what --env gives. Values of --env never reach the registry, even when the server repeats them. It and
    everything it starts is ended afterwards.

    \b
    Examples
      policy-catalog import mcp-server-time -- uvx mcp-server-time==2026.10.19
      policy-catalog import github --env GITHUB_PERSONAL_ACCESS_TOKEN=dummy -- \\
          npx -y @modelcontextprotocol/server-github@2025.4.8
      policy-catalog import my-server -- python server.py --read-only
      policy-catalog import hosted --url https://mcp.example.com/mcp --header Authorization="Bearer $TOKEN"
      policy-catalog import saved --from-json tools.json --package npm:@scope/name@1.2.3

    \b
    Exit codes
      0  done, also when nothing changed
      1  the server or its answer could not be imported; the entry is as it was
      2  the command was called wrongly
      130  interrupted; nothing was written and nothing runs on
    """
    _demand_one_source(command, file, url)
    unknown = sorted(set(not_secret) - {name for name, _ in environment})
    if unknown:
        raise click.UsageError(f"--not-secret names {', '.join(unknown)}, which no --env sets")
    if headers and url is None:
        message = "found --header without --url, expected both"
        raise click.UsageError(message)
    source = Source(
        command=command,
        url=url,
        file=file,
        environment=environment,
        headers=headers,
        folder=workdir.absolute() if workdir else None,
        limits=Limits(startup_seconds=startup_timeout, total_seconds=timeout, answer_bytes=max_bytes),
    )
    request = ImportRequest(
        slug=slug,
        catalog=catalog,
        source=source,
        date=(date or dt.datetime.now(tz=dt.UTC)).date().isoformat(),
        texts=texts,
        package=package,
        not_secret=frozenset(not_secret),
        accepts_empty=accept_empty,
        is_dry_run=dry_run,
    )
    what = masked_address(url) if url else str(file or Path(command[0]).name)
    with _working(f"reading {what}"), _ending_on_signals():
        result = run_import(request)
    if result.is_new and result.is_written:
        write_schemas(catalog, only_missing=True)
    vocabulary, _ = read_vocabulary(catalog)
    problems = read_server(result.content, result.path, vocabulary).problems
    show_result(result, problems, is_dry_run=dry_run)


def _demand_one_source(command: tuple[str, ...], file: Path | None, url: str | None) -> None:
    given = [name for name, value in (("a command", command), ("--from-json", file), ("--url", url)) if value]
    if len(given) != 1:
        found = " and ".join(given) or "none"
        raise click.UsageError(f"found {found}, expected one of -- COMMAND..., --from-json FILE, --url URL")


@contextmanager
def _working(what: str) -> Iterator[None]:
    """Show that work goes on: a spinner on a terminal, one line otherwise."""
    logging.getLogger("mcp").setLevel(logging.CRITICAL)
    logging.getLogger("client").setLevel(logging.CRITICAL)
    console = Console(stderr=True)
    if console.is_terminal:
        with console.status(f"{re.sub(r'[^ -~]', '?', what)} ...", spinner="line"):
            yield
    else:
        click.echo(f"{what} ...", err=True)
        yield


@contextmanager
def _ending_on_signals() -> Iterator[None]:
    """Let a request to end stop the work as Ctrl-C does, so that the server is ended too."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        signal.raise_signal(signal.SIGINT)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
