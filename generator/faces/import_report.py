"""The result of an import into lines for the person who asked for it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, Final

import click

from generator.faces.console import count
from generator.faces.import_run import ImportResult
from generator.model.problem import Problem, Severity
from generator.rules.change import Change, ChangeKind

_LONGEST_VALUE: Final = 80
_DIGEST_SHOWN: Final = len("sha256:") + 12
_REVIEW_AGAIN: Final = (ChangeKind.CHANGED_DEFINITION, ChangeKind.RETURNED_TOOL, ChangeKind.WITHDRAWN_TOOL)
_SHOWN_WARNINGS: Final = 20


def show_result(result: ImportResult, problems: tuple[Problem, ...], *, is_dry_run: bool) -> None:
    """Print warnings on standard error; changes, and what is left to do, on standard output."""
    for warning in result.warnings[:_SHOWN_WARNINGS]:
        click.echo(f"{click.style('warning:', fg='yellow')} {_one_line(warning)}", err=True)
    if len(result.warnings) > _SHOWN_WARNINGS:
        click.echo(f"and {count(len(result.warnings) - _SHOWN_WARNINGS, 'more warning')}", err=True)
    for change in result.changes:
        if not (result.is_new and change.kind is ChangeKind.CHANGED_SERVER):
            click.echo(change_line(change))
    click.echo(_conclusion(result, is_dry_run=is_dry_run))
    again = [change.where for change in result.changes if change.kind in _REVIEW_AGAIN]
    if again:
        click.echo(f"review again: {', '.join(dict.fromkeys(again))}")
    drafts = [problem for problem in problems if problem.severity is Severity.REVIEW]
    if drafts:
        by_code = Counter(problem.code.removeprefix("draft/") for problem in drafts)
        parts = ", ".join(f"{number} {code}" for code, number in by_code.most_common())
        click.echo(
            f"left for a person: {count(len(drafts), 'draft')} ({parts}); `policy-catalog check` shows each place"
        )


def change_line(change: Change) -> str:
    """One line that says what changed, from what, to what."""
    line = f"{change.kind} {change.where}"
    if change.key is not None:
        line += f": {change.key} {_shown(change.before)} -> {_shown(change.after)}"
    elif change.before is not None or change.after is not None:
        line += f" ({_shown(change.after if change.before is None else change.before)})"
    return _one_line(line)


def _conclusion(result: ImportResult, *, is_dry_run: bool) -> str:
    tools = count(result.tool_count, "tool")
    if not result.changes and not result.is_written:
        return f"nothing changed in {result.path} ({tools})"
    changes = count(len(result.changes), "change")
    if is_dry_run:
        return f"dry run: {result.path} would get {changes} ({tools})"
    return f"wrote {result.path}: {'new entry' if result.is_new else changes} ({tools})"


def _shown(value: Any) -> str:
    if value is None:
        return "(none)"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if text.startswith("sha256:"):
        return f"{text[:_DIGEST_SHOWN]}..."
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}..."


def _one_line(text: str) -> str:
    """The text without line breaks or control characters, which could forge a line of the report."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)
