"""The findings of an audit for a person: by file and server, with colour only on a terminal.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

import click

from generator.faces.audit_run import Audit
from generator.faces.console import count, one_line
from generator.model.audit import AuditFinding, Level
from generator.rules.audit.matching import Match
from generator.rules.audit.words import shown

_COLOURS: Final = {Level.ERROR: "red", Level.REVIEW: "yellow", Level.NOTE: "blue"}
_HOW: Final = {
    "told": "as you said",
    "package": "by its package",
    "address": "by its address",
    "name": "by its name only",
}


def show_audit(audit: Audit) -> None:
    """Print the findings on standard output, files that could not be read and the counts on standard error."""
    matches = {(server.place.file, shown(server.key)): match for server, match in audit.subject.servers}
    for file, of_file in groupby(audit.findings, key=lambda each: each.place.file):
        click.echo(click.style(one_line(file), bold=True))
        ordered = sorted(of_file, key=lambda each: (each.server or "", -each.level.rank))
        for server, findings in groupby(ordered, key=lambda each: each.server):
            if server is not None:
                click.echo(f"  {one_line(server)}{_known(matches.get((file, server)))}")
            for finding in findings:
                for line in _lines(finding):
                    click.echo(f"    {line}")
    show_unreadable(audit)
    click.echo(summary(audit), err=True)


def show_unreadable(audit: Audit) -> None:
    """Print one line on standard error for each file that could not be read."""
    for each in audit.unreadable:
        is_whole = (each.place.line, each.place.column) == (1, 1)
        place = f"{one_line(each.place.file)}:" + ("" if is_whole else f"{each.place.line}:{each.place.column}:")
        click.echo(f"{click.style(place, bold=True)} {one_line(each.message)}; {one_line(each.hint)}", err=True)


def summary(audit: Audit) -> str:
    """The numbers of an audit in one line."""
    subject = audit.subject
    if not subject.files:
        return "nothing was audited"
    known = sum(match.head is not None for _, match in subject.servers)
    levels = [each.level for each in audit.findings]
    numbers = ", ".join(
        f"{count(levels.count(level), word)}"
        for level, word in ((Level.ERROR, "error"), (Level.REVIEW, "point to review"), (Level.NOTE, "note"))
    ).replace("point to reviews", "points to review")
    unread = f", {count(len(audit.unreadable), 'file')} not read" if audit.unreadable else ""
    return (
        f"{count(len(subject.files), 'file')}{unread}, {count(len(subject.servers), 'server')} "
        f"({known} in the catalog): {numbers}"
    )


def _known(match: Match | None) -> str:
    if match is None or match.head is None:
        return ""
    return f" (catalog: {match.head.slug}, {_HOW[match.how]})"


def _lines(finding: AuditFinding) -> Iterator[str]:
    level = click.style(finding.level.value, fg=_COLOURS[finding.level])
    yield f"{finding.place.line}:{finding.place.column} {level} {finding.check}: {one_line(finding.message)}"
    yield f"    {one_line(finding.hint)}"
