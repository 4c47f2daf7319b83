"""A plan and a target into the files that a reader pastes, and what they cannot say.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.exporters.fill import Scope, fill
from generator.exporters.formats import WRITERS
from generator.exporters.names import scopes
from generator.exporters.target import Target
from generator.exporters.tree import first, holds
from generator.model.policy import Export, PolicyFile, Remark


def export(target: Target, plan: Mapping[str, Any]) -> Export:
    """The plan (as `model.plan.plan_data` gives it) in the target's format.

    Raises:
        SameKey: two tools or servers would share one name in this client.
    """
    recipe = target.data
    scope = scopes(plan, recipe.get("names", {}))
    return Export(
        target=target.id,
        label=target.recipe.label,
        files=tuple(_files(recipe, scope)),
        lost=tuple(_remarks(recipe.get("lost", ()), scope)),
        warnings=tuple(_remarks(recipe.get("warnings", ()), scope)),
    )


def export_files(target: Target, plan: Mapping[str, Any]) -> tuple[PolicyFile, ...]:
    """The files of the export alone: the remarks take as long again, and the build does not print them.

    Raises:
        SameKey: as above.
    """
    return tuple(_files(target.data, scopes(plan, target.data.get("names", {}))))


def _files(recipe: Mapping[str, Any], scope: Scope) -> Iterator[PolicyFile]:
    for document in recipe["documents"]:
        for each in scope["$servers"] if document.get("per") == "server" else (scope,):
            if holds(document.get("if", {}), each):
                yield _file(document, each)


def _file(document: Mapping[str, Any], scope: Scope) -> PolicyFile:
    is_verbatim = "verbatim" in document
    root = document["root"]
    return PolicyFile(
        name=fill(document["file"], scope),
        language=document["language"],
        text=root if is_verbatim else WRITERS[document["format"]](first(root, scope)),
        where=document["where"],
        is_the_same_for_all=is_verbatim,
    )


def _remarks(rules: list[Mapping[str, Any]], scope: Scope) -> Iterator[Remark]:
    for rule in rules:
        for server in scope["$servers"]:
            of_tools = rule.get("each", "tools") == "tools"
            hits = [each for each in (server["$tools"] if of_tools else (server,)) if holds(rule["if"], each)]
            if not hits:
                continue
            least = min(each[rule["least"]] for each in hits) if "least" in rule else None
            yield Remark(
                what=rule["what"],
                say=fill(rule["say"], {**server, "least": least}),
                server=server["server"]["key"],
                tools=tuple(each["tool"]["name"] for each in hits) if of_tools else (),
            )
