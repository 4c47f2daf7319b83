"""Words and progress for the person at the terminal; plain lines when nobody watches.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import click
from msgspec.structs import asdict

from generator.model.problem import Problem, Severity
from generator.progress import Progress

_COLOURS = {Severity.ERROR: "red", Severity.REVIEW: "yellow"}


def show_problems(problems: Sequence[Problem]) -> None:
    """Print one line for each problem on standard output; coloured only on a terminal."""
    for problem in problems:
        place = click.style(f"{one_line(problem.file)}:{problem.line}:{problem.column}:", bold=True)
        code = click.style(f"{problem.code}:", fg=_COLOURS[problem.severity])
        click.echo(f"{place} {code} {one_line(problem.message)}; {one_line(problem.hint)}")


def show_problems_as_json(problems: Sequence[Problem]) -> None:
    """Print an array of objects with file, line, column, code, message and hint."""
    rows = [asdict(problem) for problem in problems]
    for row in rows:
        del row["severity"]
    click.echo(json.dumps(rows, indent=2, ensure_ascii=True))


def one_line(text: str) -> str:
    """The text without line breaks or control characters, which could forge a line of the report."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def count(number: int, noun: str) -> str:
    """The number with its noun: `1 tool`, `2 tools`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def watcher(*, quiet: bool = False) -> Progress:
    """Progress bars on a terminal, one plain line a stage otherwise; on standard error."""
    if quiet or not sys.stderr.isatty():
        return PlainProgress(quiet=quiet)
    from generator.faces.bars import BarProgress  # noqa: PLC0415 - rich, which a log has no use for

    return BarProgress()


class PlainProgress:
    """One line for each stage that has work."""

    def __init__(self, *, quiet: bool) -> None:
        """Say nothing at all when quiet."""
        self._quiet = quiet

    def start(self, stage: str, total: int) -> None:
        """Name the stage."""
        if not self._quiet and total:
            click.echo(f"{stage} ...", err=True)

    def advance(self, steps: int) -> None:
        """Say nothing: a log has no use for it."""

    def finish(self) -> None:
        """Say nothing."""
