"""`policy-catalog export`: the policy of one or several servers for one client or gateway.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from generator.exporters import TARGETS
from generator.exporters.export import export
from generator.exporters.target import read_target, read_verified
from generator.faces.console import count, one_line
from generator.faces.export_choice import chosen_plan, chosen_target
from generator.faces.options import catalog_option
from generator.model.policy import Export, PolicyFile, Remark
from generator.model.problem import CatalogError

_NAMED: Final = 6
"""Tools named in a remark before the rest is counted: chosen."""


@click.command("export", no_args_is_help=True)
@click.option("--target", "-t", metavar="TARGET", help="Client or gateway; --list-targets shows them all.")
@click.option("--server", "-s", "slugs", metavar="SERVER", multiple=True, help="Repeat for several; default: all.")
@click.option(
    "--key", "-k", "keys", metavar="[SERVER=]NAME", multiple=True, help="The name your configuration gives it."
)
@click.option("--posture", "-p", metavar="POSTURE", help="balanced (the default), strict, read-only, or your own.")
@click.option(
    "--tool",
    "tools",
    metavar="[SERVER/]TOOL",
    multiple=True,
    help="Only this tool, of each --server at least one; nothing about others.",
)
@click.option(
    "--set",
    "edits",
    metavar="[SERVER/]TOOL=EFFECT",
    multiple=True,
    help="Your own choice for a tool (* for all others of the server): allow, ask, deny or hide.",
)
@click.option("--file", "wanted", metavar="NAME", help="Of several files, print the one of this name.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="A new file, or a folder for several.")
@click.option("--force", is_flag=True, help="Write over files that are there and hold something else.")
@click.option("--list-targets", is_flag=True, help="Each target, what was verified, and where its files go.")
@catalog_option
def export_command(
    *,
    target: str | None,
    slugs: tuple[str, ...],
    keys: tuple[str, ...],
    posture: str | None,
    tools: tuple[str, ...],
    edits: tuple[str, ...],
    wanted: str | None,
    output: Path | None,
    force: bool,
    list_targets: bool,
    catalog: Path,
) -> None:
    """Print the policy for the tools of one or several servers in the format of a client or gateway.

    Standard output holds one document and nothing else. What the format cannot express, and what to look at, goes to standard error.
    A posture makes policies stricter, never milder: `strict` denies what would be asked about with High or Critical risk,
    `read-only` every tool that changes something; both deny tools that are not listed.
    `--set` overrules both, also to something milder; the reason in the policy then says so. The planner page writes such calls.
    Nothing is merged into a file: one that is there and holds something else stays as it is, and nothing is written, without --force.

    \b
    Examples
      policy-catalog export --list-targets
      policy-catalog export -t claude-code -s github
      policy-catalog export -t codex -s github -s slack -k github=gh -k slack=chat --posture strict
      policy-catalog export -t hook -s filesystem -o ~/.mcp-policy
      policy-catalog export -t cedar -s github -o policies/github --force
      policy-catalog export -t claude-code --tool stripe/create_refund
      policy-catalog export -t claude-code -s github --set push_files=hide --set 'github/*=ask'

    \b
    Exit codes
      0  printed or written
      1  there is no such server or tool, its file has errors, two servers would share a name, or a file is in the way
      2  the command was called wrongly
    """
    if list_targets:
        _list_targets()
        return
    name = chosen_target(target)
    made = export(read_target(name), chosen_plan(catalog, slugs, keys, posture, tools, edits))
    _remark(made)
    _deliver(_chosen(made, wanted), output, force=force)


def _remark(made: Export) -> None:
    for kind, colour, remarks in (("lost", "yellow", made.lost), ("warning", "red", made.warnings)):
        for say, concerned in _by_sentence(remarks).items():
            who = f"{', '.join(concerned[:_NAMED])}{' and others' if len(concerned) > _NAMED else ''}"
            number = count(len(concerned), "tool") if "/" in concerned[0] else count(len(concerned), "server")
            click.echo(f"{click.style(kind, fg=colour)}: {one_line(f'{say} ({number}: {who})')}", err=True)


def _by_sentence(remarks: tuple[Remark, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in remarks:
        concerned = [f"{each.server}/{tool}" for tool in each.tools] or [each.server]
        found.setdefault(each.say, []).extend(concerned)
    return found


def _chosen(made: Export, wanted: str | None) -> tuple[PolicyFile, ...]:
    names = [each.name for each in made.files]
    if wanted is None:
        return made.files
    if wanted not in names:
        raise click.UsageError(f"found --file {wanted}, expected one of {', '.join(names)}")
    return tuple(each for each in made.files if each.name == wanted)


def _deliver(files: tuple[PolicyFile, ...], output: Path | None, *, force: bool) -> None:
    if output is None:
        if len(files) > 1:
            names = ", ".join(each.name for each in files)
            raise click.UsageError(
                f"found {len(files)} files ({names}), expected -o FOLDER for all of them or --file NAME for one"
            )
        for each in files:
            click.echo(each.text, nl=False)
        return
    is_folder = len(files) > 1 or output.is_dir()
    paths = [output / each.name if is_folder else output for each in files]
    for path, each in zip(paths, files, strict=True):
        _check_free(path, each.text.encode(), force=force)
    for path, each in zip(paths, files, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.text.encode())
        click.echo(f"wrote {path}: {each.where}", err=True)


def _check_free(path: Path, raw: bytes, *, force: bool) -> None:
    """Refuse to write over what another wrote: the same bytes, or nothing there, are fine."""
    above = next((each for each in path.parents if each.exists() or each.is_symlink()), None)
    if above is not None and not above.is_dir():
        raise CatalogError(f"found a file {above}, expected a folder; name another place with --output")
    if path.is_dir():
        raise CatalogError(f"found a folder {path}, expected a file or nothing; name another place with --output")
    if force or not (path.exists() or path.is_symlink()):
        return
    if not path.is_file() or path.read_bytes() != raw:
        what = "a link" if path.is_symlink() else "a file"
        raise CatalogError(
            f"found {what} {path} that holds something else, so nothing was written; merge it by hand, or write over it with --force"
        )


def _list_targets() -> None:
    verified = read_verified()
    width = max(map(len, TARGETS))
    for name in TARGETS:
        recipe = read_target(name).recipe
        run = verified.get(name)
        click.echo(f"{name:<{width}}  {recipe.label}; {run or 'not machine-verified'}")
        click.echo(f"{'':<{width}}  {recipe.where}")
