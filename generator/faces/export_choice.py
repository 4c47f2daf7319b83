"""The words of an `export` call into a target, servers, keys and a posture.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Final

import click

from generator.exporters import TARGETS
from generator.faces.export_edits import check_edits, chosen_edits
from generator.faces.one_server import one_server
from generator.model.assessment import JudgedServer
from generator.model.plan import Plan
from generator.model.problem import CatalogError
from generator.model.vocabulary import Posture, Vocabulary
from generator.readers.registry import read_vocabulary, server_files
from generator.rules.plan import make_plan
from generator.rules.server_key import server_keys

A_KEY: Final = "1 to 128 characters that can be printed, without * or ?"
"""Of a server's name; several clients take both characters as wildcards. The pages say the same."""


def chosen_plan(
    catalog: Path,
    slugs: tuple[str, ...],
    keys: tuple[str, ...],
    posture: str | None,
    tools: tuple[str, ...],
    edits: tuple[str, ...] = (),
) -> Plan:
    """The plan that these options ask for; without a server or tool it holds the whole catalog.

    Raises:
        click.UsageError: the options contradict each other, or name a posture that is not there.
        CatalogError: there is no such server or tool, none at all, or its file has errors.
    """
    vocabulary, _ = read_vocabulary(catalog)
    only = _only(tools, slugs)
    chosen = list(dict.fromkeys(slugs or (slug for slug, _ in only or ()))) or [
        path.stem for path in server_files(catalog)[0]
    ]
    if not chosen:
        raise CatalogError(f"found no servers in {catalog}, expected at least one; `policy-catalog import` adds one")
    servers = [one_server(catalog, slug, vocabulary, whole=True) for slug in chosen]
    _check_tools(only, servers)
    choices = chosen_edits(edits, chosen)
    plan = make_plan(servers, _posture(posture, vocabulary), vocabulary, _keys(keys, chosen), only, choices)
    check_edits(choices, plan)
    return plan


def chosen_target(name: str | None) -> str:
    """The registered target of that name.

    Raises:
        click.UsageError: there is none.
    """
    if name in TARGETS:
        return name
    near = difflib.get_close_matches(name or "", TARGETS, 1)
    also = f", did you mean {near[0]!r}?" if near else f", expected one of {', '.join(TARGETS)}"
    raise click.UsageError(f"missing --target{also}" if name is None else f"found --target {name}{also}")


def _posture(name: str | None, vocabulary: Vocabulary) -> Posture:
    found = next((each for each in vocabulary.postures if name in {None, each.name}), None)
    if found is None:
        names = ", ".join(each.name for each in vocabulary.postures)
        raise click.UsageError(f"found --posture {name}, expected one of {names}")
    return found


def _keys(given: tuple[str, ...], slugs: list[str]) -> list[str]:
    named: dict[str, str] = {}
    for each in given:
        slug, equals, key = each.partition("=")
        if not equals:
            if len(slugs) > 1:
                raise click.UsageError(f"found --key {each} for several servers, expected SERVER=NAME")
            slug, key = slugs[0], each
        if slug not in slugs:
            raise click.UsageError(f"found --key for {slug!r}, expected one of {', '.join(slugs)}")
        if not key.strip() or len(key) > 128 or not key.isprintable() or "*" in key or "?" in key:
            raise click.UsageError(f"found key {key!r}, expected {A_KEY}")
        if slug in named:
            raise click.UsageError(f"found two --key for {slug!r}, expected one")
        named[slug] = key
    others = [slug for slug in slugs if slug not in named]
    short = dict(zip(others, server_keys(others, named.values()), strict=True))
    keys = [named.get(slug) or short[slug] for slug in slugs]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise click.UsageError(f"found --key {twice} for two servers, expected two names")
    return keys


def _only(tools: tuple[str, ...], slugs: tuple[str, ...]) -> list[tuple[str, str]] | None:
    """Server and tool of each `--tool`; None without any."""
    pairs = []
    for each in tools:
        server, slash, tool = each.partition("/")
        if len(slugs) == 1 and server != slugs[0]:
            server, slash, tool = slugs[0], "/", each
        if not slash:
            raise click.UsageError(f"found --tool {each}, expected SERVER/TOOL, or one --server beside it")
        if slugs and server not in slugs:
            raise click.UsageError(
                f"found --tool {each}, but {server} is not among the servers chosen: {', '.join(slugs)}"
            )
        pairs.append((server, tool))
    without = [slug for slug in slugs if pairs and slug not in dict(pairs)]
    if without:
        raise click.UsageError(f"found no --tool of {', '.join(without)}, expected one for each --server beside it")
    return pairs or None


def _check_tools(only: list[tuple[str, str]] | None, servers: list[JudgedServer]) -> None:
    names = {each.server.slug: [tool.name for tool in each.server.tools] for each in servers}
    for slug, tool in only or ():
        if tool not in names.get(slug, ()):
            near = difflib.get_close_matches(tool, names.get(slug, ()), 1)
            also = f", did you mean {near[0]!r}?" if near else ""
            raise CatalogError(f"found no tool {tool!r} on {slug}{also}")
