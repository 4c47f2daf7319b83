"""The `--set` words of an `export` call into what a person chose for single tools.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

import click

from generator.model.plan import Plan
from generator.model.problem import CatalogError
from generator.rules.by_hand import ALL_TOOLS, CHOICES, Choice

Edits = Mapping[tuple[str, str], Choice]


def chosen_edits(words: tuple[str, ...], slugs: Sequence[str]) -> Edits:
    """What was chosen, by server and tool.

    Raises:
        click.UsageError: a word has another form, names a server that was not chosen, or a tool a second time.
    """
    edits: dict[tuple[str, str], Choice] = {}
    for word in words:
        where, _, said = word.rpartition("=")
        choice = next((each for each in CHOICES if each == said), None)
        server, slash, tool = where.partition("/")
        if len(slugs) == 1 and server != slugs[0]:
            server, slash, tool = slugs[0], "/", where
        if choice is None or not slash or not tool:
            raise click.UsageError(f"found --set {word}, expected SERVER/TOOL=EFFECT with one of {', '.join(CHOICES)}")
        if server not in slugs:
            raise click.UsageError(
                f"found --set {word}, but {server} is not among the servers chosen: {', '.join(slugs)}"
            )
        if (server, tool) in edits:
            raise click.UsageError(f"found two --set for {server}/{tool}, expected one")
        edits[server, tool] = choice
    return edits


def check_edits(edits: Edits, plan: Plan) -> None:
    """Every choice is for a tool that the plan holds.

    Raises:
        CatalogError: one is not.
    """
    names = {server["slug"]: [tool["name"] for tool in server["tools"]] for server in plan["servers"]}
    for slug, tool in edits:
        if tool != ALL_TOOLS and tool not in names[slug]:
            near = difflib.get_close_matches(tool, names[slug], 1)
            also = f", did you mean {near[0]!r}?" if near else ""
            raise CatalogError(f"found --set for {tool!r}, which is not among the tools chosen of {slug}{also}")
